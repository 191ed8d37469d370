"""A first round that began too early is taken back, and it is as if it had not begun."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.services.errors import Conflict
from app.services.evenings import evenings
from app.services.evenings.evenings import Phase
from app.services.mixers import doors, false_starts, rounds
from app.services.mixers.doors import Mark
from app.services.seating import seating_people
from models import Attendee, EarlierSeat, Round, Seat
from tests import evenings as nights

MINUTES = timedelta(minutes=1)


def _stage(session, night, now):
    session.expire_all()
    return evenings.stage(session, night.mixer.id, now=now)


def _take_back(session, night, now):
    began_at = _stage(session, night, now).began_at
    seen = false_starts.second_of(began_at) if began_at else 0
    false_starts.take_back(session, night.mixer, seen=seen, now=now)


def _begun(session, now, *, noted, **more):
    """Eight people, of whom so many were noted at the door, as the page lets a round begin."""
    night = nights.a_night(now=now, **more)
    for place, one in enumerate(night.people):
        one.arrived_at = now - MINUTES if place < noted else None
    session.flush()
    nights.plan(session, night, now=now)
    began_at = now + MINUTES / 60
    rounds.begin(session, night.mixer, night.space, number=1, now=began_at)
    if not noted:
        seating_people.take_as_come(session, night.mixer, now=began_at)
    return night


def _there(session, night):
    session.expire_all()
    return [session.get_one(Attendee, one.id).is_there for one in night.people]


@pytest.mark.parametrize("noted", [0, 3])
def test_only_those_whom_a_host_has_noted_are_there_again(session, now, noted):
    night = _begun(session, now, noted=noted)
    during = sum(_there(session, night))
    doors.mark(session, night.mixer, night.people[7].id, Mark.CAME, now=now + MINUTES)

    _take_back(session, night, now + 2 * MINUTES)

    came = noted == 3
    assert during == (3 if came else 8)
    assert _there(session, night) == [came] * 3 + [False] * 4 + [came]


def test_the_plan_stands_and_the_round_begins_anew(session, now):
    night = _begun(session, now, noted=8)
    before = nights.seats(session, night)

    _take_back(session, night, now + 2 * MINUTES)
    stage = _stage(session, night, now + 2 * MINUTES)
    rounds.begin(session, night.mixer, night.space, number=1, now=now + 9 * MINUTES)

    assert (stage.phase, stage.number, stage.next_number) == (Phase.READY, 0, 1)
    assert nights.seats(session, night) == before
    again = _stage(session, night, now + 9 * MINUTES)
    assert (again.phase, again.seconds_left) == (Phase.RUNNING, 600)


def test_who_came_and_went_meanwhile_has_sat_nowhere_yet(session, now):
    night = _begun(session, now, noted=8)
    one, late = night.people[0], nights.a_latecomer(night, now)
    at = nights.seats(session, night)[1]
    # Whoever comes back finds this chair free, at another table than theirs.
    other = next(person for person in night.people if at[person.id] != at[one.id])
    for gone in (one, other):
        doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now + MINUTES)
    nights.sit(session, night, late, at[one.id], now=now + MINUTES)
    doors.mark(session, night.mixer, one.id, Mark.CAME, now=now + 2 * MINUTES)
    before = session.scalar(select(func.count()).select_from(EarlierSeat))

    _take_back(session, night, now + 2 * MINUTES)

    assert before == 1
    assert session.scalar(select(func.count()).select_from(EarlierSeat)) == 0
    assert session.scalars(select(Seat.taken_at).distinct()).all() == [None]


@pytest.mark.parametrize(
    ("act", "announced", "minutes", "is_possible"),
    [
        ("", 10, 2.9, True),
        ("", 10, 3.1, False),
        ("", 4, 1.9, True),
        ("", 4, 2.1, False),
        ("pause", 10, 9, True),
        ("end", 10, 9, True),
    ],
)
def test_as_long_as_nobody_can_have_met_it_is_taken_back(
    session, now, act, announced, minutes, is_possible
):
    night = nights.a_running_night(session, now, round_minutes=announced)
    if act:
        getattr(rounds, act)(session, night.mixer, number=1, now=now + MINUTES)
    then = now + minutes * MINUTES

    assert false_starts.can_take_back(night.mixer, _stage(session, night, then)) is is_possible
    if is_possible:
        _take_back(session, night, then)
    else:
        with pytest.raises(false_starts.TooLate):
            _take_back(session, night, then)
    assert _stage(session, night, then).number == (0 if is_possible else 1)
    assert nights.met(session) == []


@pytest.mark.parametrize("is_moved", [False, True])
def test_an_evening_that_was_begun_before_its_day_has_its_day_again(session, now, is_moved):
    days = timedelta(days=3)
    night = nights.a_night(now=now, starts_at=now + days, ends_at=now + days + 90 * MINUTES)
    mixer = night.mixer
    nights.plan(session, night, now=now)
    rounds.begin(session, mixer, night.space, number=1, now=now)
    during = mixer.starts_at, mixer.ends_at, mixer.sequence
    if is_moved:  # meanwhile another host has said when it is to begin
        mixer.starts_at, mixer.ends_at = now + MINUTES, now + 91 * MINUTES
    session.flush()

    _take_back(session, night, now + 2 * MINUTES)

    session.expire_all()
    put_back = (now + days, now + days + 90 * MINUTES, 2)
    moved = (now + MINUTES, now + 91 * MINUTES, 1)
    assert during == (now, now + 90 * MINUTES, 1)
    assert (mixer.starts_at, mixer.ends_at, mixer.sequence) == (moved if is_moved else put_back)


def test_a_press_that_meant_another_beginning_takes_nothing_back(session, now):
    night = nights.a_running_night(session, now)
    _take_back(session, night, now + MINUTES)
    rounds.begin(session, night.mixer, night.space, number=1, now=now + 2 * MINUTES)

    seen = false_starts.second_of(now)
    with pytest.raises(Conflict):
        false_starts.take_back(session, night.mixer, seen=seen, now=now + 2 * MINUTES)

    assert _stage(session, night, now + 2 * MINUTES).phase is Phase.RUNNING


def test_neither_a_second_press_nor_a_later_round_takes_anything_back(session, now):
    night = nights.a_running_night(session, now)
    _take_back(session, night, now + MINUTES)
    with pytest.raises(Conflict):
        _take_back(session, night, now + MINUTES)
    rounds.begin(session, night.mixer, night.space, number=1, now=now + MINUTES)
    rounds.begin(session, night.mixer, night.space, number=2, now=now + 11 * MINUTES)

    assert not false_starts.can_take_back(night.mixer, _stage(session, night, now + 11 * MINUTES))
    with pytest.raises(Conflict):
        _take_back(session, night, now + 11 * MINUTES)
    assert session.scalar(select(func.count()).where(Round.started_at.is_not(None))) == 2
