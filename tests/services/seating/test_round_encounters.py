"""Whoever shares a table for half of a round has met, and whoever merely greets it has not."""

from datetime import timedelta

import pytest

from app.services.evenings import evenings
from app.services.mixers import doors, false_starts, rounds
from app.services.mixers.doors import Mark
from tests import evenings as nights


def test_whoever_sits_down_after_half_of_a_round_has_only_greeted_the_table(session, now):
    night = nights.a_running_night(session, now)
    late = nights.a_latecomer(night, now)
    nights.sit(
        session, night, late, nights.smaller_table(session, night), now=now + timedelta(minutes=6)
    )

    nights.play(session, night, 2, now=now + timedelta(minutes=10))

    assert [pair for pair in nights.met(session) if late.member_id in pair] == []
    assert len(nights.met(session)) == 9


def test_two_who_shared_a_table_for_less_than_half_have_not_met(session, now):
    night = nights.a_running_night(session, now)
    late = nights.a_latecomer(night, now)
    table = nights.smaller_table(session, night)
    mates = nights.at(session, night, table)
    nights.sit(session, night, late, table, now=now + timedelta(minutes=3))
    doors.mark(session, night.mixer, mates[0].id, Mark.LEFT, now=now + timedelta(minutes=6))

    nights.play(session, night, 2, now=now + timedelta(minutes=10))

    with_late = [pair for pair in nights.met(session) if late.member_id in pair]
    assert len(with_late) == len(mates) - 1
    assert not any(mates[0].member_id in pair for pair in with_late)


@pytest.mark.parametrize(
    ("announced", "lasted", "has_met"),
    [(10, 0.2, False), (10, 2.9, False), (10, 3, True), (4, 1.9, False), (4, 2, True)],
)
def test_in_a_round_that_a_host_ends_at_once_nobody_has_met(
    session, now, announced, lasted, has_met
):
    night = nights.a_running_night(session, now, round_minutes=announced)
    over = now + timedelta(minutes=lasted)

    rounds.end(session, night.mixer, number=1, now=over)
    nights.play(session, night, 2, now=over + timedelta(minutes=1))

    assert len(nights.met(session)) == (9 if has_met else 0)


def test_whoever_lingers_at_the_table_after_the_round_has_met_nobody_by_that(session, now):
    night = nights.a_running_night(session, now)
    late = nights.a_latecomer(night, now)
    table = nights.smaller_table(session, night)
    mates = nights.at(session, night, table)
    nights.sit(session, night, late, table, now=now + timedelta(minutes=7))
    for gone in (late, mates[0]):
        doors.mark(session, night.mixer, gone.id, Mark.LEFT, now=now + timedelta(minutes=15))

    nights.play(session, night, 2, now=now + timedelta(minutes=16))

    assert [pair for pair in nights.met(session) if late.member_id in pair] == []


def _break(session, night, *, since, until):
    rounds.pause(session, night.mixer, number=1, now=since)
    rounds.resume(session, night.mixer, number=1, now=until)
    session.expire_all()


def test_a_break_is_no_time_at_a_table(session, now):
    """Who sat down after it has sat there for most of the round, who left in it has not."""
    night = nights.a_running_night(session, now)
    late, minutes = nights.a_latecomer(night, now), timedelta(minutes=1)
    table = nights.smaller_table(session, night)
    mates = nights.at(session, night, table)
    _break(session, night, since=now + 3 * minutes, until=now + 33 * minutes)
    doors.mark(session, night.mixer, mates[0].id, Mark.LEFT, now=now + 32 * minutes)
    nights.sit(session, night, late, table, now=now + 33 * minutes)

    nights.play(session, night, 2, now=now + 40 * minutes)

    met = nights.met(session)
    assert len([pair for pair in met if late.member_id in pair]) == len(mates) - 1
    assert not any(mates[0].member_id in pair for pair in met)


def test_a_round_that_had_a_break_and_was_ended_at_once_is_as_short_as_without(session, now):
    night = nights.a_running_night(session, now)
    minutes = timedelta(minutes=1)
    _break(session, night, since=now + minutes, until=now + 9 * minutes)
    stage = evenings.stage(session, night.mixer.id, now=now + 10 * minutes)
    is_early = false_starts.can_take_back(night.mixer, stage)
    rounds.end(session, night.mixer, number=1, now=now + 10 * minutes)
    session.expire_all()

    room = nights.room_of(session, night, now + 10 * minutes)
    nights.play(session, night, 2, now=now + 10 * minutes)

    assert (stage.lasted, is_early, room.is_cut_short) == (2 * minutes, True, True)
    assert nights.met(session) == []
