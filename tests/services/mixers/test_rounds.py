"""A round begins, pauses, is made longer, ends; each press counts once."""

from datetime import timedelta
from itertools import combinations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.services.acquaintance import glads
from app.services.errors import Conflict, Refused
from app.services.evenings import evenings
from app.services.evenings.evenings import Phase
from app.services.mixers import doors, rounds
from app.services.mixers.doors import Mark
from models import Evening, Member, Round, RoundState
from tests import evenings as nights
from tests.factories import an_attendee
from tests.standing import standing

MINUTES = timedelta(minutes=1)


@pytest.fixture
def night(session, now):
    """Eight people, two rounds, planned so that nobody meets twice."""
    night = nights.a_night(now=now, size=3)
    nights.plan(session, night, now=now)
    return night


def _phase(session, night, now):
    session.expire_all()
    stage = evenings.stage(session, night.mixer.id, now=now)
    return stage.phase, stage.number, stage.seconds_left


def test_an_evening_goes_from_its_plan_to_its_end(session, night, now):
    begin = {"session": session, "mixer": night.mixer, "space": night.space}
    seen = [_phase(session, night, now)]
    rounds.begin(**begin, number=1, now=now)
    seen.append(_phase(session, night, now + 4 * MINUTES))
    seen.append(_phase(session, night, now + 10 * MINUTES))
    rounds.begin(**begin, number=2, now=now + 12 * MINUTES)
    seen.append(_phase(session, night, now + 12 * MINUTES))
    rounds.finish(session, night.mixer, night.space, now=now + 30 * MINUTES)
    seen.append(_phase(session, night, now + 30 * MINUTES))

    assert seen == [
        (Phase.READY, 0, 0),
        (Phase.RUNNING, 1, 360),
        (Phase.MOVING, 1, 0),
        (Phase.RUNNING, 2, 600),
        (Phase.FINISHED, 2, 0),
    ]


def test_time_stands_still_while_a_round_pauses(session, night, now):
    nights.play(session, night, 1, now=now)
    rounds.pause(session, night.mixer, number=1, now=now + 3 * MINUTES)
    paused = _phase(session, night, now + 30 * MINUTES)
    rounds.resume(session, night.mixer, number=1, now=now + 40 * MINUTES)

    assert paused == (Phase.PAUSED, 1, 420)
    assert _phase(session, night, now + 41 * MINUTES) == (Phase.RUNNING, 1, 360)


@pytest.mark.parametrize(("after", "left"), [(4, 480), (10, 120), (15, 120)])
def test_two_more_minutes_also_when_the_time_was_up(session, night, now, after, left):
    nights.play(session, night, 1, now=now)
    then = now + after * MINUTES

    rounds.extend(session, night.mixer, number=1, seen=0, now=then)

    assert _phase(session, night, then) == (Phase.RUNNING, 1, left)
    with pytest.raises(Conflict):
        rounds.extend(session, night.mixer, number=1, seen=0, now=then)


def test_a_round_can_be_ended_before_its_time(session, night, now):
    nights.play(session, night, 1, now=now)

    rounds.end(session, night.mixer, number=1, now=now + MINUTES)

    assert _phase(session, night, now + MINUTES) == (Phase.MOVING, 1, 0)


@pytest.mark.parametrize(
    ("act", "given"),
    [
        (rounds.pause, {"number": 2}),
        (rounds.resume, {"number": 1}),
        (rounds.extend, {"number": 2, "seen": 0}),
        (rounds.end, {"number": 2}),
    ],
)
def test_a_press_on_what_is_not_so_any_more_changes_nothing(session, night, now, act, given):
    nights.play(session, night, 1, now=now)

    with pytest.raises(Conflict):
        act(session, night.mixer, now=now + MINUTES, **given)


@pytest.mark.parametrize("act", [rounds.pause, rounds.end])
def test_a_round_whose_time_is_up_neither_pauses_nor_ends_again(session, night, now, act):
    then = nights.play(session, night, 1, now=now)

    with pytest.raises(Conflict):
        act(session, night.mixer, number=1, now=then)

    assert _phase(session, night, then) == (Phase.MOVING, 1, 0)


@pytest.mark.parametrize("number", [1, 3])
def test_only_the_next_round_can_begin(session, night, now, number):
    nights.play(session, night, 1, now=now)
    session.commit()

    with pytest.raises(Conflict):
        rounds.begin(session, night.mixer, night.space, number=number, now=now + MINUTES)

    session.rollback()
    states = session.execute(select(Round.number, Round.state).order_by(Round.number))
    assert list(states) == [(1, RoundState.RUNNING), (2, RoundState.PLANNED)]


def test_nothing_moves_once_an_evening_is_over(session, night, now):
    nights.play(session, night, 1, now=now)
    rounds.finish(session, night.mixer, night.space, now=now + MINUTES)

    with pytest.raises(Refused, match="over"):
        rounds.begin(session, night.mixer, night.space, number=2, now=now + 2 * MINUTES)

    assert session.scalars(select(Round.number)).all() == [1]


def test_everybody_at_a_table_has_met_when_the_round_is_over(session, night, now):
    tables = nights.tables(nights.seats(session, night)[1])
    members = {one.id: one.member_id for one in night.people}
    then = nights.play(session, night, 1, now=now)
    during = nights.met(session)

    nights.play(session, night, 2, now=then)

    assert during == []
    assert nights.met(session) == sorted(
        tuple(sorted((members[one], members[other])))
        for table in tables
        for one, other in combinations(table, 2)
    )


def test_who_leaves_early_has_not_met_and_guests_by_name_are_in_no_list(session, now):
    night = nights.a_night(now=now, people=3, count=1)
    an_attendee(night.mixer, name="Gerda", arrived_at=now)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    night.people[0].left_at = now + 4 * MINUTES
    night.people[1].left_at = now + 6 * MINUTES
    session.flush()

    rounds.finish(session, night.mixer, night.space, now=now + 20 * MINUTES)

    assert nights.met(session) == [(night.member(1), night.member(2))]


@pytest.mark.parametrize(("minutes", "met"), [(2, []), (6, [(1, 2)])])
def test_of_a_round_that_was_paused_and_did_not_go_on_only_the_time_before_counts(
    session, now, minutes, met
):
    night = nights.a_night(now=now, people=3, count=1)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    night.people[0].left_at = now + 2 * MINUTES
    session.flush()
    rounds.pause(session, night.mixer, number=1, now=now + minutes * MINUTES)

    rounds.finish(session, night.mixer, night.space, now=now + 40 * MINUTES)

    assert nights.met(session) == [(night.member(one), night.member(two)) for one, two in met]


def test_a_last_round_that_nobody_ended_is_found_long_after(session, night, now):
    nights.play(session, night, 1, now=now)

    assert rounds.forgotten(session, now=now + timedelta(hours=2)) == []
    assert rounds.forgotten(session, now=now + timedelta(hours=4)) == [night.mixer]


def test_every_press_counts_the_version_up_so_that_screens_look(session, night, now):
    def version():
        return session.scalar(select(Evening.version).where(Evening.mixer_id == night.mixer.id))

    before = version()
    nights.play(session, night, 1, now=now)
    rounds.pause(session, night.mixer, number=1, now=now + MINUTES)

    assert version() == before + 2


def test_who_was_noted_as_there_by_mistake_met_nobody(session, now):
    night = nights.a_night(now=now, count=1)
    nights.plan(session, night, now=now)
    mistaken, mate = _at_one_table(session, night)
    ends = nights.play(session, night, 1, now=now)
    doors.mark(session, night.mixer, mistaken.id, Mark.UNDO, now=now + MINUTES)
    rounds.finish(session, night.mixer, night.space, now=ends)

    whole = {"options": [joinedload(Member.profile)], "populate_existing": True}
    here = standing(session, session.get(Member, mate.member_id, **whole), night.space)
    told = {met.id for met in glads.met_tonight(session, here, mate)}
    ledger = {one for pair in nights.met(session) for one in pair}
    assert (len(told), mistaken.id in told) == (2, False)
    assert (len(ledger), mistaken.member_id in ledger) == (7, False)


def _at_one_table(session, night):
    seats = nights.seats(session, night)[1]
    first = night.people[0]
    return first, next(one for one in night.people[1:] if seats[one.id] == seats[first.id])


def test_an_evening_that_another_host_has_made_longer_is_not_ended_by_an_older_page(
    session, night, now
):
    nights.play(session, night, 1, now=now)
    rounds.extend(session, night.mixer, number=1, seen=0, now=now + 12 * MINUTES)

    for seen in ((1, 0), (2, 1)):
        with pytest.raises(Conflict):
            rounds.finish(session, night.mixer, night.space, seen=seen, now=now + 12 * MINUTES)
    rounds.finish(session, night.mixer, night.space, seen=(1, 1), now=now + 12 * MINUTES)

    assert _phase(session, night, now + 12 * MINUTES)[0] is Phase.FINISHED
