from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.services import correspondence
from app.services.errors import Conflict, NotFound, Refused
from app.services.letters import Errand
from app.services.members import inviting
from models import Invitation, Letter, Space
from tests.at_once import at_once
from tests.factories import a_member, a_member_of, a_membership, a_space, an_invitation


@pytest.fixture
def space(session):
    return a_space()


def on_the_list(space, **given):
    return a_membership(a_member(claimed_at=None), space, joined_at=None, **given)


def test_all_who_have_not_been_invited_are_and_nobody_else(session, space, now):
    fresh, expired = on_the_list(space), on_the_list(space)
    an_invitation(expired, now=now - timedelta(days=30))
    an_invitation(on_the_list(space), now=now)
    on_the_list(space, ends_on=date(2026, 1, 1))
    a_member_of(space)
    on_the_list(a_space())

    assert inviting.invite_all(session, space, now=now) == 2
    assert inviting.invite_all(session, space, now=now) == 0
    letters = session.scalars(select(Letter.member_id).order_by(Letter.member_id))
    assert letters.all() == [fresh.member_id, expired.member_id]


def test_two_hosts_who_invite_all_at_once_send_each_one_letter(database_url, session, space, now):
    for _ in range(5):
        on_the_list(space)
    session.commit()

    def invite(own):
        inviting.invite_all(own, own.get(Space, space.id), now=now)

    assert at_once(database_url, invite, invite, invite) == ["done"] * 3
    assert len(session.scalars(select(Letter)).all()) == 5
    assert session.scalars(select(Invitation.revoked_at)).all() == [None] * 5


def test_a_second_tap_is_the_same_invitation_and_later_it_is_a_new_one(session, space, now):
    membership = on_the_list(space)

    first = inviting.invite(session, space, membership.id, now=now)
    again = inviting.invite(session, space, membership.id, now=now + timedelta(seconds=5))
    later = inviting.invite(session, space, membership.id, now=now + timedelta(days=1))
    session.flush()
    session.refresh(first)

    assert again is first
    assert (first.is_open(now), later.is_open(now)) == (False, True)


def test_who_has_joined_is_off_or_belongs_elsewhere_is_not_invited(session, space, now):
    joined = a_membership(a_member(), space)
    off = a_membership(a_member(claimed_at=None, disabled_at=now), space, joined_at=None)
    elsewhere = on_the_list(a_space())

    for membership, refusal in (
        (joined, Conflict),
        (off, Refused),
        (elsewhere, NotFound),
    ):
        with pytest.raises(refusal):
            inviting.invite(session, space, membership.id, now=now)
    assert session.scalars(select(Letter)).all() == []


def test_inviting_does_not_tell_that_an_account_is_switched_off_elsewhere(session, space, now):
    shut = a_membership(a_member(disabled_at=now), space, joined_at=None)

    inviting.invite(session, space, shut.id, now=now)
    session.flush()
    letter = session.scalars(select(Letter)).one()
    errand = Errand(letter.id, letter.kind, shut.member_id, letter.about_id, "message", 1)

    assert correspondence.facts_for(session, errand, key="", now=now) is None
