"""Whoever does not belong to the space any more has no seat at its mixer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.errors import Refused
from app.services.evenings import attendees
from app.services.members import members
from app.services.mixers import doors, effects, mixer_desk, prints, projector, rounds, walk_ins
from app.services.seating import rsvps, seating_people
from models import Encounter, Member, Membership, Rsvp
from tests import evenings as nights
from tests.factories import (
    a_host_of,
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    an_attendee,
)
from tests.standing import standing

LAST_DAY = "last day"
AFTER_MIDNIGHT = timedelta(hours=13)


@pytest.fixture
def night(session, now):
    """Four people at one table; the plan stands, and round 1 has not begun."""
    night = nights.a_night(now=now, people=4, size=4, count=2)
    nights.plan(session, night, now=now)
    return night


def leave(session, night, *, now, how):
    """Let the first of them leave the space, as a host sees to it."""
    host = a_host_of(night.space)
    is_theirs = Membership.member_id == night.member(0)
    found = select(Membership).where(is_theirs, Membership.space_id == night.space.id)
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
    wall = projector.floor(session, night.mixer, now=now)
    return {
        "plan": len(nights.room_of(session, night, now).ids),
        "wall": sum(len(table.names) for table in wall.tables),
        "paper": len(prints.papers(session, night.mixer, now=now).people),
        "run": len(seating_people.comers(session, night.mixer, now=now).there),
        "door": len(doors.list_of(session, night.mixer, now=now)),
    }


@pytest.mark.parametrize("after", [timedelta(), AFTER_MIDNIGHT])
@pytest.mark.parametrize("how", ["ended", "disabled"])
def test_whoever_has_left_the_space_stands_on_no_page_of_the_evening(
    session, night, now, how, after
):
    nights.play(session, night, 1, now=now)
    assert set(seen_of(session, night, now).values()) == {4}
    now += after

    leave(session, night, now=now, how=how)

    assert set(seen_of(session, night, now).values()) == {3}


def test_a_membership_that_ends_with_the_evening_s_day_goes_on_after_midnight(session, night, now):
    leave(session, night, now=now, how=LAST_DAY)
    nights.play(session, night, 1, now=now)

    later = now + AFTER_MIDNIGHT
    seen = seen_of(session, night, later)
    (ahead,) = mixer_desk.ahead(session, night.space, now=later)
    places = rsvps.places(session, night.mixer, now=later)
    assert set(seen.values()) == {4}
    assert (ahead.going, places.going) == (4, 4)


def test_whoever_joins_after_midnight_belongs_to_the_evening_too(session, night, now):
    nights.play(session, night, 1, now=now)
    later = now + AFTER_MIDNIGHT
    new = a_membership(a_member("New"), night.space, starts_on=later.date(), joined_at=later)

    walk_ins.walk_in(session, night.mixer, night.space, new.id, now=later)

    assert set(seen_of(session, night, later).values()) == {4, 5}
    assert seen_of(session, night, later)["door"] == 5


def test_a_day_pass_lets_its_owner_in_for_as_long_as_the_evening_goes_on(session, night, now):
    nights.play(session, night, 1, now=now)
    later = now + AFTER_MIDNIGHT
    passes = [
        a_membership(a_member(name), night.space, starts_on=now.date(), ends_on=now.date())
        for name in ("Late", "In")
    ]
    a_visit(passes[1].member, night.space, now=now, closes_at=later + timedelta(hours=1))

    walk_ins.walk_in(session, night.mixer, night.space, passes[0].id, now=later)
    taken = walk_ins.take_present(session, night.mixer, night.space, now=later)

    assert (taken, seen_of(session, night, later)["door"]) == (1, 6)


def test_a_place_is_not_given_away_at_midnight(session, night, now):
    leave(session, night, now=now, how=LAST_DAY)
    night.mixer.capacity = 4
    waits = an_attendee(night.mixer, a_member_of(night.space, "Waits"), reply=Rsvp.WAITING)
    nights.play(session, night, 1, now=now)

    moved = rsvps.move_up(session, night.mixer, now=now + AFTER_MIDNIGHT)

    session.expire_all()
    assert (moved, waits.reply) == (0, Rsvp.WAITING)


def test_who_meets_after_midnight_has_met_on_that_evening(session, now):
    night = nights.a_night(now=now, people=9, size=3, count=2)
    nights.plan(session, night, now=now)
    later = now + AFTER_MIDNIGHT
    nights.play(session, night, 1, now=now)
    nights.play(session, night, 2, now=later)
    rounds.finish(session, night.mixer, night.space, now=later + timedelta(minutes=10))

    days = set(session.scalars(select(Encounter.day)))
    seen = effects.effect(session, night.mixer, night.space, now=later + timedelta(days=2))

    assert days == {now.date()}
    assert (seen.new_pairs, seen.in_touch) == (18, None)


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


def test_who_comes_names_nobody_who_belongs_to_the_space_no_more(session, night, now):
    other = a_member_of(night.space, "Olga")
    elsewhere = a_space()
    for one in (night.member(0), other.id):
        a_membership(session.get(Member, one), elsewhere)
    a_visit(session.get(Member, night.member(0)), elsewhere, now=now)
    night.people[0].is_listed = True
    here = standing(session, other, night.space)
    before = attendees.seen_coming(session, night.mixer, here)

    leave(session, night, now=now, how="ended")

    assert [one.id for one in before] == [night.member(0)]
    assert attendees.seen_coming(session, night.mixer, here) == []
