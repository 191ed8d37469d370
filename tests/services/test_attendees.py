"""Whoever does not belong to the space any more has no seat at its mixer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services import doors, floors, members, prints, rounds, seating_people
from app.services.errors import Refused
from models import Encounter, Membership
from tests import evenings as nights
from tests.factories import a_host_of

LAST_DAY = "last day"


@pytest.fixture
def night(session, now):
    """Four people at one table; the plan stands, and round 1 has not begun."""
    night = nights.a_night(now=now, people=4, size=4, count=2)
    nights.plan(session, night, now=now)
    return night


def leave(session, night, *, now, how):
    """Let the first of them leave the space, as a host sees to it."""
    host = a_host_of(night.space)
    found = select(Membership).where(Membership.member_id == night.member(0))
    membership_id = session.scalars(found).one().id
    if how == "disabled":
        members.disable(session, night.space, membership_id, by=host.id, now=now)
    else:
        last_day = night.space.today(now) if how == LAST_DAY else None
        by = host.id
        members.end(session, night.space, membership_id, last_day=last_day, by=by, now=now)
    session.flush()


def seen_of(session, night, now):
    """Give how many people stand on each page of the evening."""
    wall = floors.floor(session, night.mixer, now=now)
    return {
        "plan": len(nights.room_of(session, night, now).ids),
        "wall": sum(len(table.names) for table in wall.tables),
        "paper": len(prints.papers(session, night.mixer, now=now).people),
        "run": len(seating_people.comers(session, night.mixer, now=now).there),
        "door": len(doors.list_of(session, night.mixer, night.space, now=now)),
    }


@pytest.mark.parametrize("how", ["ended", "disabled"])
def test_whoever_has_left_the_space_stands_on_no_page_of_the_evening(session, night, now, how):
    nights.play(session, night, 1, now=now)
    assert set(seen_of(session, night, now).values()) == {4}

    leave(session, night, now=now, how=how)

    assert set(seen_of(session, night, now).values()) == {3}


def test_a_membership_that_ends_with_the_evening_s_day_goes_on_after_midnight(session, night, now):
    leave(session, night, now=now, how=LAST_DAY)
    nights.play(session, night, 1, now=now)

    seen = seen_of(session, night, now + timedelta(hours=13))
    assert (seen["plan"], seen["wall"], seen["paper"], seen["run"]) == (4, 4, 4, 4)


def test_whoever_has_left_is_not_taken_as_come_and_has_met_nobody(session, night, now):
    for one in night.people:
        one.arrived_at = None
    leave(session, night, now=now, how="ended")

    seating_people.take_as_come(session, night.mixer, now=now)
    session.expire_all()

    assert [one.arrived_at is not None for one in night.people] == [False, True, True, True]


def test_what_was_called_off_does_not_begin(session, night, now):
    night.mixer.cancelled_at = now
    session.flush()

    with pytest.raises(Refused, match="cancelled"):
        rounds.begin(session, night.mixer, night.space, number=1, now=now)

    assert session.scalars(select(Encounter)).all() == []
