"""Inviting to a mixer: who can be asked, and who is written to."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from app.services.errors import Conflict, LinkEnded, NotFound, Refused
from app.services.letters import Errand
from app.services.mixers import mixer_facts, mixer_invitations, mixer_replies, mixers
from app.services.mixers.mixer_invitations import Invited, Wish
from app.services.seating import rsvps
from models import Attendee, Audience, Letter, LetterKind, Membership, Rsvp
from tests.factories import a_member_of, a_mixer, a_space, an_ask, an_attendee
from tests.racing import letters
from tests.standing import standing

KEY = "not-a-secret"


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def mixer(space, now):
    return a_mixer(space, now=now, audience=Audience.INVITED)


@pytest.fixture
def people(session, space):
    """Three members: Bo wants no letters."""
    return [a_member_of(space, name, wants_mail=name != "Bo") for name in ("Ana", "Bo", "Cy")]


def membership_ids(session):
    return list(session.scalars(select(Membership.id).order_by(Membership.id)))


def invite(session, mixer, space, ids, now):
    return mixer_invitations.invite(session, mixer, space, ids, now=now)


def attendee_of(session, mixer, member):
    return session.scalars(
        select(Attendee).where(Attendee.mixer_id == mixer.id, Attendee.member_id == member.id)
    ).one()


def test_new_people_alone_are_invited_and_those_who_want_letters_are_written_to(
    session, space, mixer, people, now
):
    first, second, third = membership_ids(session)

    outcomes = [
        invite(session, mixer, space, ids, now)
        for ids in ([first, second], [first, second], [first, second, third, 999])
    ]

    assert outcomes == [Invited(2, 1), Invited(0, 0), Invited(1, 1)]
    ana, _bo, cy = people
    assert letters(session) == [("mixer_invitation", one.id, mixer.id) for one in (ana, cy)]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(), ["Ana Élan", "Bo", "Cy"]),
        (Wish(words="elan an"), ["Ana Élan"]),
        (Wish(words="bread"), ["Bo"]),
        (Wish(industry="A"), ["Bo", "Cy"]),
        (Wish(has_ask=True), ["Ana Élan", "Bo"]),
        (Wish(industry="A", has_ask=True), ["Bo"]),
    ],
)
def test_a_host_finds_people_by_name_industry_and_ask(session, space, mixer, now, wish, found):
    an_ask(a_member_of(space, "Ana Élan"))
    an_ask(a_member_of(space, "Bo", profile={"industry": "A", "company": "Bread & Co"}))
    an_ask(
        a_member_of(space, "Cy", profile={"industry": "A"}),
        expires_on=now.date() - timedelta(days=1),
    )
    an_attendee(mixer, a_member_of(space, "Di"), reply=Rsvp.NOT_GOING)
    a_member_of(space, "Eve", ends_on=date(2026, 3, 2))
    a_member_of(space, "Fay", joined_at=None)
    a_member_of(a_space(), "Gus")

    everybody = mixer_invitations.members_for(session, mixer, space, now=now)

    assert [one.name for one in mixer_invitations.to_ask(everybody, wish)] == found


def test_an_invitation_opens_the_mixer_and_taking_it_back_closes_it(
    session, space, mixer, people, now
):
    ana = standing(session, people[0], space)
    invite(session, mixer, space, membership_ids(session), now)
    assert mixers.upcoming(session, ana) == [mixer]
    asked = attendee_of(session, mixer, people[0])

    mixer_invitations.take_back(session, mixer, asked.id)

    assert mixers.upcoming(session, ana) == []
    choice = rsvps.Choice(is_listed=True, wants_letters=True)
    with pytest.raises(NotFound):
        rsvps.come(session, mixer, choice, by=people[0].id, now=now)
    with pytest.raises(NotFound):
        mixer_invitations.take_back(session, mixer, asked.id)


def test_whoever_is_invited_again_gets_a_letter_whose_link_works(
    session, space, mixer, people, now
):
    ids = membership_ids(session)
    invite(session, mixer, space, ids, now)
    ana, _bo, cy = people
    moment = {ana.id: {"sent_at": now}, cy.id: {"given_up_at": now}}
    for member_id, became in moment.items():
        session.execute(update(Letter).where(Letter.member_id == member_id).values(**became))
    for one in people:
        asked = attendee_of(session, mixer, one)
        mixer_invitations.take_back(session, mixer, asked.id)

    assert invite(session, mixer, space, ids, now) == Invited(3, 2)

    unsent = select(Letter.member_id).where(Letter.sent_at.is_(None), Letter.given_up_at.is_(None))
    assert session.scalars(unsent).all() == [ana.id, cy.id]
    assert opened(session, mixer, attendee_of(session, mixer, ana), now).name == "Ana"


def test_what_was_answered_is_not_taken_back_and_to_what_is_over_nobody_is_asked(
    session, space, mixer, people, now
):
    coming = an_attendee(mixer, people[0], reply=Rsvp.GOING)
    elsewhere = a_mixer(space, now=now)

    with pytest.raises(Conflict, match="answered"):
        mixer_invitations.take_back(session, mixer, coming.id)
    with pytest.raises(NotFound):
        mixer_invitations.take_back(session, elsewhere, coming.id)
    with pytest.raises(Refused, match="over"):
        invite(session, mixer, space, membership_ids(session), mixer.ends_at)


@pytest.mark.parametrize("change", ["none", "taken back", "answered", "wants no mail", "over"])
def test_the_letter_is_sent_only_while_there_is_something_to_ask(
    session, space, mixer, people, now, change
):
    invite(session, mixer, space, membership_ids(session), now)
    ana = people[0]
    asked = attendee_of(session, mixer, ana)
    errand = Errand(1, LetterKind.MIXER_INVITATION, ana.id, mixer.id, "message", 1)
    if change == "taken back":
        mixer_invitations.take_back(session, mixer, asked.id)
    if change == "answered":
        rsvps.decline(session, mixer, by=ana.id, now=now)
    if change == "wants no mail":
        session.execute(update(Membership).values(wants_mail=False))
    moment = mixer.ends_at if change == "over" else now

    told = mixer_facts.facts_of(session, errand, key=KEY, now=moment)

    expected = mixer_replies.link_path(session, asked, mixer, key=KEY) if change == "none" else None
    assert (told and told["reply_path"]) == expected


def opened(session, mixer, attendee, now):
    path = mixer_replies.link_path(session, attendee, mixer, key=KEY)
    return mixer_replies.opened(session, attendee.id, path.rsplit("/", 1)[1], key=KEY, now=now)


def test_the_link_answers_for_one_person_with_what_they_agreed_to(
    session, space, mixer, people, now
):
    mixer.capacity = 1
    invite(session, mixer, space, membership_ids(session), now)
    ana, bo = (attendee_of(session, mixer, one) for one in people[:2])

    for one, comes in ((ana, True), (bo, True), (ana, False)):
        mixer_replies.answer(session, opened(session, mixer, one, now), comes=comes)

    assert (ana.reply, bo.reply) == (Rsvp.NOT_GOING, Rsvp.GOING)
    assert (ana.is_listed, ana.wants_letters, bo.wants_letters) == (True, True, False)


def test_who_was_written_to_and_has_not_answered_hears_that_the_mixer_is_off(
    session, space, mixer, people, now
):
    invite(session, mixer, space, membership_ids(session), now)
    ana = people[0]
    session.execute(update(Letter).where(Letter.member_id == ana.id).values(sent_at=now))

    mixers.cancel(session, space, mixer.id, now=now)

    told = {letter.member_id for letter in session.scalars(select(Letter)) if _is_off(letter)}
    assert told == {ana.id}, "neither who wants no letters, nor whose invitation never left"
    errand = Errand(1, LetterKind.MIXER_CANCELLED, ana.id, mixer.id, "message", 1)
    assert mixer_facts.facts_of(session, errand, key=KEY, now=now)["is_invited"]


def _is_off(letter):
    return letter.kind is LetterKind.MIXER_CANCELLED


@pytest.mark.parametrize(
    "end", ["forged", "another's", "cancelled", "over", "left", "taken back", "moved"]
)
def test_a_link_that_has_ended_says_the_same_whatever_ended_it(
    session, space, mixer, people, now, end
):
    invite(session, mixer, space, membership_ids(session), now)
    ana, bo = (attendee_of(session, mixer, one) for one in people[:2])
    assert opened(session, mixer, ana, now).name == "Ana"
    links = {one: mixer_replies.link_path(session, one, mixer, key=KEY) for one in (ana, bo)}
    right, another_s = (path.rsplit("/", 1)[1] for path in links.values())
    token = {"forged": "x" * 43, "another's": another_s}.get(end, right)
    if end == "cancelled":
        mixers.cancel(session, space, mixer.id, now=now)
    if end == "left":
        session.execute(update(Membership).values(ends_on=date(2026, 3, 2)))
    if end == "moved":
        people[0].email = "new@example.org"
    if end == "taken back":
        mixer_invitations.take_back(session, mixer, ana.id)

    moment = mixer.ends_at if end == "over" else now
    with pytest.raises(LinkEnded):
        mixer_replies.opened(session, ana.id, token, key=KEY, now=moment)
