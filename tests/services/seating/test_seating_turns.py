"""Where one must sit out, it is another one each time, however often an evening is planned anew."""

from collections import Counter

import pytest

from models import Change
from tests import evenings as nights


def out(session, night, people):
    """Who has no seat in each round."""
    found = nights.seats_of(session, night)
    return {n: [one for one in people if one.id not in seated] for n, seated in found.items()}


@pytest.mark.parametrize("shown", [None, 2])
def test_whoever_came_without_a_partner_sits_in_the_next_round(session, now, shown):
    night = nights.a_running_night(session, now, people=6, size=2, count=3)
    late = nights.a_latecomer(night, now)

    nights.plan(session, night, now=now, change=Change.PEOPLE, shown=shown)

    waits = out(session, night, [*night.people, late])
    assert (waits[1], len(waits[2]), len(waits[3])) == ([late], 1, 1)
    assert late not in waits[2] + waits[3]
    assert waits[2] != waits[3]


def test_nobody_sits_out_twice_when_each_round_is_planned_anew(session, now):
    night = nights.a_night(now=now, people=7, size=2, count=4)
    nights.plan(session, night, now=now)
    then = now
    for number in (1, 2, 3):
        then = nights.play(session, night, number, now=then)
        nights.plan(session, night, now=then)

    waits = out(session, night, night.people)

    assert len({one.id for alone in waits.values() for one in alone}) == 4


def test_turns_hold_also_where_people_have_to_meet_twice(session, now):
    night = nights.a_night(now=now, people=3, size=2, count=6)
    nights.plan(session, night, now=now)
    then = now
    for number in range(1, 6):
        then = nights.play(session, night, number, now=then)
        nights.plan(session, night, now=then)

    waits = out(session, night, night.people)

    times = Counter(one.id for alone in waits.values() for one in alone)
    assert sorted(times.values()) == [2, 2, 2]


def test_a_round_that_was_over_at_once_is_nobodys_turn(session, now):
    night = nights.a_night(now=now, people=3, size=2, count=2)
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    session.commit()

    assert set(nights.room_of(session, night, now).sat_out.values()) == {1}
    nights.rounds.finish(session, night.mixer, night.space, now=now)
    session.commit()
    assert nights.room_of(session, night, now).sat_out == {}
