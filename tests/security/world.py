"""Two spaces with people in each, and at least one row of every kind that an address can name."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import models
from app.services import tokens
from app.services.accounts import email_changes, resets
from app.services.members import invitations
from app.services.mixers import mixer_replies
from models import (
    Block,
    EmailChange,
    Hello,
    ImportDraft,
    Letter,
    LetterKind,
    Link,
    Note,
    PasswordReset,
    Reply,
)
from tests import factories as make
from tests.signing_in import a_sign_in

KEY = "not-a-secret"
STEM = "0123456789abcdef0123456789abcdef"


@dataclass
class World:
    """Who is where, and how every part of an address is filled in."""

    people: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    tokens: dict = field(default_factory=dict)

    def of(self, rule):
        """The parts of this rule's address for what belongs to `ana` or to her space."""
        token = self.tokens.get(rule.endpoint)
        return self.values | ({"token": token} if token else {})


def a_world(session):
    """Ana, Bo, quiet Cy and their host in one space; Zoe and her host in another."""
    now = datetime.now(UTC)
    here, there = make.a_space(slug="here"), make.a_space(slug="there")
    desk, shut = make.a_zone(here), make.a_zone(here, closed_at=now)
    make.a_zone(there)
    world = World()
    world.people = {
        "ana": make.a_member_of(here, "Ana", profile={"photo": STEM}),
        "bo": make.a_member_of(here, "Bo"),
        "cy": make.a_member_of(here, "Cy", is_listed=False),
        "di": make.a_member_of(here, "Di"),
        "host": make.a_host_of(here, "Hugo"),
        "zoe": make.a_member_of(there, "Zoe"),
        "other host": make.a_host_of(there, "Orla"),
    }
    visits = {name: make.a_visit(world.people[name], here, now=now) for name in ("ana", "bo")}
    make.a_visit(world.people["zoe"], there, now=now)
    rows = _rows(session, now, here, world.people)
    world.values = {
        "slug": here.slug,
        "size": 64,
        "stem": STEM,
        "filename": "base.css",
        "sheet": "tags",
        "kind": "offer",
        "member_id": world.people["bo"].id,
        "zone_id": desk.id,
        "closed_zone_id": shut.id,
        "visit_id": visits["bo"].id,
        **{name: row.id for name, row in rows.items()},
    }
    world.tokens = {
        "invitations.join": tokens.token_for("join", rows["invitation_id"].nonce, key=KEY),
        "passwords.reset": tokens.token_for("reset", rows["reset_id"].nonce, key=KEY),
        "email_changes.confirm": tokens.token_for("email", rows["change_id"].nonce, key=KEY),
        "mixer_replies.answer": mixer_replies.link_path(
            session, rows["attendee_id"], rows["mixer_id"], key=KEY
        ).rpartition("/")[2],
    }
    world.tokens["mixer_replies.calendar"] = world.tokens["mixer_replies.answer"]
    session.commit()
    return world


def _rows(session, now, here, people):
    """One row of each kind that Ana owns or takes part in; the import is her host's."""
    ana, bo = people["ana"], people["bo"]
    newcomer = make.a_member("Noa", claimed_at=None)
    waiting = make.a_membership(newcomer, here, joined_at=None, is_listed=False)
    invitation = invitations.invite(session, waiting, now=now)
    resets.ask(session, ana.email, now=now)
    email_changes.ask(session, ana.id, "elsewhere@example.org", now=now)
    introduction = make.an_introduction(
        ana, bo, here, now=now, first_reply=Reply.YES, second_reply=Reply.YES, agreed_at=now
    )
    waiting_one = make.an_introduction(ana, make.a_member_of(here, "Eve"), here, now=now)
    met = make.an_encounter(ana, bo, here, now=now, noted_by_id=ana.id, via=models.Via.BY_HAND)
    session.add_all(
        [
            Note(member_id=ana.id, about_id=bo.id, words="Likes tea", changed_at=now),
            Block(member_id=ana.id, other_id=make.a_member_of(here, "Fay").id, at=now),
        ]
    )
    hello = make._add(
        Hello(introduction_id=introduction.id, sender_id=ana.id, words="Hello", sent_at=now)
    )
    link = make._add(Link(member_id=ana.id, label="Site", url="https://example.org", position=0))
    draft = make._add(
        ImportDraft(
            space_id=here.id,
            by_id=people["host"].id,
            file_name="people.csv",
            content=b"name,email\nKit,kit@example.org\n",
            created_at=now,
        )
    )
    mixer = make.a_mixer(here, now=now)
    make.an_attendee(mixer, ana, reply=models.Rsvp.GOING, arrived_at=now)
    return {
        "ask_id": make.an_ask(ana),
        "offer_id": make.an_offer(ana),
        "link_id": link,
        "introduction_id": waiting_one,
        "encounter_id": met,
        "hello_id": hello,
        "draft_id": draft,
        "mixer_id": mixer,
        "attendee_id": make.an_attendee(mixer, bo, reply=models.Rsvp.GOING, arrived_at=now),
        "membership_id": waiting,
        "invitation_id": invitation,
        "skill_id": make.a_skill("baking"),
        "reset_id": session.query(PasswordReset).one(),
        "change_id": session.query(EmailChange).one(),
        "letter_id": session.query(Letter).filter_by(kind=LetterKind.INVITATION).one(),
        "sign_in_id": a_sign_in(ana, now=now - timedelta(minutes=5)),
    }
