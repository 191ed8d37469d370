"""What a letter tells, looked up at the moment it is sent, so that it is still true.

Each kind of letter has one function that gives the facts for its template, or
None when there is nothing to tell any more: the invitation was revoked, the
other person left the list, the day is over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.services import directory
from app.services.accounts import account_facts
from app.services.introductions import (
    follow_ups,
    introduction_letters,
    introduction_reasons,
    introductions,
)
from app.services.letters import Errand
from app.services.matchmaking import trios
from app.services.members import invitations
from app.services.mixers import mixer_facts
from models import (
    EmailChange,
    Hello,
    Introduction,
    Invitation,
    LetterKind,
    Member,
    Membership,
    Profile,
    Reply,
    Role,
    Space,
)

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter goes to."""

    name: str
    email: str


def addressee(session: Session, errand: Errand) -> Addressee:
    """Give the name and address of the one who gets the letter."""
    found = session.execute(
        select(Profile.name, Member.email)
        .join(Profile, Profile.member_id == Member.id)
        .where(Member.id == errand.member_id)
    ).one()
    return Addressee(found.name, _other_address(session, errand) or found.email)


def _other_address(session: Session, errand: Errand) -> str | None:
    """Give the new or the old address for letters about a change; None for all others."""
    if errand.kind is LetterKind.NEW_EMAIL:
        return session.get_one(EmailChange, errand.about_id).new_email
    if errand.kind is LetterKind.EMAIL_CHANGED:
        return session.get_one(EmailChange, errand.about_id).old_email
    return None


def facts_for(session: Session, errand: Errand, *, key: str, now: datetime) -> Facts | None:
    """Give what the letter tells, or None when it is no longer true."""
    return FACTS[errand.kind](session, errand, key, now)


def _invitation(session: Session, errand: Errand, key: str, now: datetime) -> Facts | None:
    invitation = session.get(
        Invitation,
        errand.about_id,
        options=[
            selectinload(Invitation.membership).selectinload(Membership.space),
            selectinload(Invitation.membership).selectinload(Membership.member),
        ],
    )
    if invitation is None or not invitation.is_open(now):
        return None
    if invitation.membership.member.disabled_at is not None:  # the link would not open
        return None
    space = invitation.membership.space
    path = invitations.link_path(invitation, key=key)
    return {
        "space": space,
        "is_to_host": invitation.membership.role is Role.HOST,
        "path": path,
        "until": space.local(invitation.expires_at).date(),
    }


def _proposed(session: Session, errand: Errand, _key: str, now: datetime) -> Facts | None:
    told = session.get(Introduction, errand.about_id)
    if told is None:
        return None
    # Whoever was proposed to several at one look has one letter about all of them.
    waiting = [
        row
        for row in introduction_letters.proposed_at_once(session, told, errand.member_id)
        if row.reply_of(errand.member_id) is Reply.PENDING
        and introductions.is_open(session, row, by=errand.member_id, now=now)
    ]
    facts = _of_introductions(session, waiting, errand.member_id, now=now)
    is_one = len({-row.trio_id if row.trio_id else row.id for row in waiting}) == 1
    return facts and facts | {"is_one": is_one}


def _agreed(session: Session, errand: Errand, _key: str, now: datetime) -> Facts | None:
    introduction = session.get(Introduction, errand.about_id)
    if introduction is None or not introduction.is_agreed:
        return None
    # Whoever agreed with two at one moment has one letter about both.
    at_once = [
        row
        for row in _sides(session, errand)
        if row.is_agreed and row.agreed_at == introduction.agreed_at
    ]
    return _of_introductions(session, at_once, errand.member_id, now=now)


def _did_you_meet(session: Session, errand: Errand, _key: str, now: datetime) -> Facts | None:
    introduction = session.get(Introduction, errand.about_id)
    if introduction is None:
        return None
    asked = follow_ups.still_asked(session, introduction, errand.member_id)
    return _of_introductions(session, asked, errand.member_id, now=now)


def _hello(session: Session, errand: Errand, _key: str, now: datetime) -> Facts | None:
    hello = session.get(Hello, errand.about_id)
    if hello is None:
        return None
    introduction = session.get_one(Introduction, hello.introduction_id)
    told = _of_introductions(session, [introduction], errand.member_id, now=now)
    return told | {"words": hello.words} if told else None


def _mixer(session: Session, errand: Errand, key: str, now: datetime) -> Facts | None:
    return mixer_facts.facts_of(session, errand, key=key, now=now)


def _sides(session: Session, errand: Errand) -> list[Introduction]:
    """Give what the letter is about: one introduction, or the two of somebody in a trio."""
    introduction = session.get(Introduction, errand.about_id)
    return trios.sides_of(session, introduction, errand.member_id) if introduction else []


def _of_introductions(
    session: Session, rows: list[Introduction], member_id: int, *, now: datetime
) -> Facts | None:
    """Tell of the others in these introductions, as far as the member may still see them."""
    seen = directory.visible_among(
        session, {row.partner_of(member_id) for row in rows}, by=member_id, now=now
    )
    shown = [row for row in rows if row.partner_of(member_id) in seen]
    if not shown:
        return None
    people = {
        row.member_id: row
        for row in session.execute(
            select(
                Profile.member_id,
                Profile.name,
                Profile.pronunciation,
                Profile.headline,
                Profile.company,
                Profile.working_on,
            ).where(Profile.member_id.in_(seen))
        )
    }
    partners = [people[row.partner_of(member_id)] for row in shown]
    # A letter stays where it is, so it says nothing of third people, whom it could betray later.
    whys = [introduction_reasons.told(row.reasons, to=member_id, visible=()) for row in shown]
    doing = [
        one.working_on if introduction_reasons.says_little(why) else ""
        for one, why in zip(partners, whys, strict=True)
    ]
    return {
        "space": session.get_one(Space, shown[0].space_id),
        "partners": partners,
        "why": list(zip(partners, whys, doing, strict=True)),
    }


FACTS: dict[LetterKind, Callable[[Session, Errand, str, datetime], Facts | None]] = {
    LetterKind.INVITATION: _invitation,
    **account_facts.FACTS,
    LetterKind.PROPOSED: _proposed,
    LetterKind.AGREED: _agreed,
    LetterKind.HELLO: _hello,
    **dict.fromkeys(mixer_facts.STILL_TRUE, _mixer),
    LetterKind.DID_YOU_MEET: _did_you_meet,
}
