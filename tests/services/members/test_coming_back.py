"""Whoever has left comes back by an invitation that they accept, and in no other way."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.services import directory, letters_queries
from app.services.errors import Refused
from app.services.members import corrections, inviting, members, visits
from app.services.members import invitations as links
from app.services.members.members_queries import State, people_of
from app.services.profiles import profiles
from app.services.spreadsheets import imports
from app.services.spreadsheets.import_plans import Fate
from models import Letter, LetterKind, Role
from tests.factories import a_host_of, a_member, a_member_of, a_membership, a_space, a_visit
from tests.leaving import YESTERDAY, ana_who_left, membership_of

KEY = "the installation's own"


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def ana(space):
    return ana_who_left(space)


def told_of(session, space, now):
    return [
        (one.name, one.email, one.company, one.face.photo_url, one.state)
        for one in people_of(session, space, now=now)
    ]


@pytest.mark.parametrize("way", ["by hand", "from a file"])
def test_an_address_of_somebody_who_has_left_takes_nobody_back(session, space, ana, now, way):
    if way == "by hand":
        told = {"email": ana.email, "name": "Ana", "role": Role.HOST}
        members.add(session, space, now=now, **told)
    else:
        done = imports.run(session, space, b"Name,E-mail\nAna,ana@example.org\n", now=now)
        assert [one.fate for one in done.people] == [Fate.LEFT]

    hers = membership_of(session, ana, space)
    assert (hers.ends_on, hers.role) == (YESTERDAY, Role.MEMBER)


def test_whoever_is_invited_back_decides_anew(session, space, ana, now):
    hers = membership_of(session, ana, space)
    met = a_member_of(space, "Bo")
    for one in (ana, met):
        a_visit(one, space, now=now - timedelta(days=5), checked_out_at=now - timedelta(days=5))

    invitation = inviting.invite(session, space, hers.id, now=now)
    profiles.introduce(session, by=ana.id, name="Ana Costa", pronunciation="", pronouns="", now=now)

    waiting = ("Ana Silva", "", "", None, State.INVITED)
    assert waiting in told_of(session, space, now)
    assert (hers.joined_at, hers.welcomed_at, hers.ends_on) == (None, None, None)

    token = links.link_path(invitation, key=KEY).rsplit("/", 1)[1]
    links.accept(session, invitation.id, token, key=KEY, by=ana.id, now=now)

    assert ("Ana Costa", "ana@example.org", "Cork") in [
        one[:3] for one in told_of(session, space, now)
    ]
    assert (hers.is_listed, hers.wants_introductions, hers.wants_mail) == (False,) * 3
    assert hers.welcomed_at is None
    assert directory.visible_among(session, [ana.id], by=met.id, now=now) == set()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.GUEST, Role.HOST])
def test_whoever_comes_back_is_what_the_invitation_says_and_not_what_they_were(
    session, space, now, role
):
    hers = a_membership(a_member("Hugo"), space, role=Role.HOST, ends_on=YESTERDAY)
    chosen = {} if role is Role.MEMBER else {"role": role}

    for _ in range(2):  # a second tap
        inviting.invite(session, space, hers.id, now=now, **chosen)

    assert hers.role is role


def test_where_a_letter_goes_is_told_of_nobody_who_is_invited_back(session, space, ana, now):
    inviting.invite(session, space, membership_of(session, ana, space).id, now=now)
    letter = session.scalars(select(Letter)).one()
    letter.last_error = "SMTPRecipientsRefused: {'ana@example.org': (550, b'no')}"
    session.flush()

    [told] = letters_queries.unsent(session, space, now=now)

    assert (letter.kind, told.name, told.email) == (LetterKind.INVITATION, "Ana Silva", "")
    assert told.reason == "SMTPRecipientsRefused"


def test_a_sign_in_that_a_host_had_switched_off_works_for_whoever_is_invited_back(
    session, space, ana, now
):
    ana.disabled_at = now
    there = a_space()
    shut = a_member(disabled_at=now)
    a_membership(shut, space, ends_on=YESTERDAY)
    a_membership(shut, there)

    for one in (ana, shut):
        inviting.invite(session, space, membership_of(session, one, space).id, now=now)

    assert (ana.disabled_at, shut.disabled_at) == (None, now)


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_nothing_but_an_invitation_is_done_for_whoever_has_left(
    session, space, ana, now, is_elsewhere
):
    host = a_host_of(space)
    if is_elsewhere:
        a_membership(ana, a_space())
    hers = membership_of(session, ana, space)
    doing = {"by": host.id, "now": now}

    for act in (
        partial(members.disable, **doing),
        partial(members.enable, **doing),
        partial(members.end, last_day=date(2026, 5, 1), **doing),
        partial(members.take_back, **doing),
        partial(members.change_role, role=Role.HOST, **doing),
        partial(corrections.correct, name="A", email="a@example.org", now=now),
        partial(visits.check_in, now=now),
    ):
        with pytest.raises(Refused) as refusal:
            act(session, space, hers.id)
        assert refusal.value.message == members.HAS_LEFT

    members.end(session, space, hers.id, last_day=None, **doing)  # a second tap is no mistake
    assert (hers.ends_on, ana.disabled_at) == (YESTERDAY, None)
