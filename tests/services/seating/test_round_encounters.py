"""Whoever shares a table for half of a round has met, and whoever merely greets it has not."""

from datetime import timedelta

import pytest

from app.services.mixers import doors, rounds
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
