"""Many at once come in, leave and are closed for: always one outcome."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.services.members import members
from app.services.presence import presence
from models import Member, Membership, Space, Visit
from tests.at_once import at_once
from tests.factories import (
    a_host_of,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
)
from tests.staying import stays

HOUR = timedelta(hours=1)


def test_many_taps_at_once_make_one_stay(session, database_url, space, ana, now):
    session.commit()

    def tap(own):
        presence.check_in(own, own.get_one(Membership, ana.id), is_listed=True, now=now)

    outcomes = at_once(database_url, *[tap] * 8)

    assert set(outcomes) == {"done"}
    assert stays(session) == [(ana.member_id, space.id, now, None)]


def test_many_taps_on_the_morning_after_end_one_stay_and_begin_one(
    session, database_url, space, ana, now
):
    left_open = {"checked_in_at": now - 24 * HOUR, "closes_at": now - 18 * HOUR}
    a_visit(ana.member, space, now=now, **left_open)
    session.commit()

    def tap(own):
        presence.check_in(own, own.get_one(Membership, ana.id), is_listed=True, now=now)

    outcomes = at_once(database_url, *[tap] * 8)

    assert set(outcomes) == {"done"}
    assert stays(session) == [
        (ana.member_id, space.id, now - 24 * HOUR, now - 18 * HOUR),
        (ana.member_id, space.id, now, None),
    ]


@pytest.mark.parametrize("is_listed", [True, False])
@pytest.mark.parametrize("is_in_already", [True, False], ids=["by changing", "by coming in again"])
def test_many_taps_that_show_or_hide_begin_one_other_stay(
    session, database_url, space, ana, now, is_listed, is_in_already
):
    presence.check_in(session, ana, is_listed=not is_listed, now=now)
    session.commit()
    chosen = {"zone_id": None, "is_listed": is_listed, "heads_down_until": None}

    def tap(own):
        if is_in_already:
            presence.change(own, ana.member_id, now=now + HOUR, **chosen)
        else:
            membership = own.get_one(Membership, ana.id)
            presence.check_in(own, membership, now=now + HOUR, **chosen)

    outcomes = at_once(database_url, *[tap] * 8)

    assert set(outcomes) == {"done"}
    assert stays(session) == [
        (ana.member_id, space.id, now, now + HOUR),
        (ana.member_id, space.id, now + HOUR, None),
    ]


def test_coming_in_at_two_places_at_once_ends_in_one_of_them(
    session, database_url, space, ana, now
):
    there = a_membership(ana.member, a_space())
    session.commit()

    def tap(membership):
        return lambda own: presence.check_in(
            own, own.get_one(Membership, membership.id), is_listed=True, now=now
        )

    outcomes = at_once(database_url, *[tap(ana), tap(there)] * 3)

    assert set(outcomes) == {"done"}
    assert [row.checked_out_at for row in stays(session)].count(None) == 1


def test_leaving_while_the_space_closes_ends_the_stay_once(session, database_url, space, ana, now):
    presence.check_in(session, ana, is_listed=True, now=now)
    session.commit()
    evening = now.replace(hour=18, minute=1)

    outcomes = at_once(
        database_url,
        *[lambda own: presence.check_out(own, ana.member_id, now=evening)] * 3,
        *[lambda own: presence.close_due(own, now=evening)] * 3,
    )

    assert set(outcomes) == {"done"}
    assert stays(session) == [(ana.member_id, space.id, now, now.replace(hour=18))]
    assert session.scalar(select(Visit.version)) == 2


def test_whoever_hides_while_a_host_ends_their_membership_is_out(session, database_url, space, now):
    host = a_host_of(space).id
    people = [a_member_of(space).id for _ in range(5)]
    for one in people:
        a_visit(session.get_one(Member, one), space, now=now)
    theirs = select(Membership.id).where(Membership.member_id.in_(people))
    memberships = session.scalars(theirs).all()
    session.commit()

    def end(own, membership_id):
        here = own.get_one(Space, space.id)
        members.end(own, here, membership_id, last_day=None, by=host, now=now)

    def hide(own, who):
        choice = {"zone_id": None, "is_listed": False, "heads_down_until": None}
        presence.change(own, who, **choice, now=now)

    outcomes = at_once(
        database_url,
        *(partial(hide, who=one) for one in people),
        *(partial(end, membership_id=one) for one in memberships),
    )

    # Who finds themselves out already has nothing to hide.
    assert set(outcomes) <= {"done", "Conflict"}
    assert [left for *_, left in stays(session) if left is None] == []
