"""A plan that breaks rules is mended, and what may not move stays where it is."""

from itertools import count

import numpy as np
import pytest

from matching import Attendee, Evening, pair
from matching.mixers import planning
from matching.mixers.attempts import judge
from matching.mixers.evenings.floor import floor_of
from matching.mixers.seats.repairs import repair
from matching.mixers.seats.search import Schedule, Search
from matching.mixers.seats.seats import seats_of


def evening(people=25, **more):
    attendees = tuple(
        Attendee(id=f"p{i:02d}", company=f"firm {i % 11}", industry="abc"[i % 11 % 3])
        for i in range(people)
    )
    return Evening(attendees=attendees, rounds=3, table_size=5, smallest_table=4, **more)


ROOMS = {
    "industries": evening(max_same_industry=2),
    "hosts": evening(fixed={"p00": 0, "p01": 1, "p02": 2}),
    "a bench": evening(absent={1: frozenset({"p03", "p04", "p05"})}, sit_out_allowed=2),
    "those who stay together": evening(22, keep_together=(frozenset({"p06", "p08"}),)),
}


@pytest.mark.parametrize("one", ROOMS.values(), ids=ROOMS)
@pytest.mark.parametrize("seed", range(3))
def test_seats_taken_by_chance_are_mended_until_every_rule_is_kept(one, seed):
    floor = floor_of(one)
    search = Search(floor, until=np.inf)
    by_chance = seats_of(floor, seed=seed, at=_together(floor, seed))
    search.keep(by_chance)
    broken = search.score[0]

    repair(search, seconds=20, seed=seed)

    assert broken > 10
    assert search.score[0] == 0
    for number in range(one.rounds):
        pins = floor.pins(number)
        assert (search.best[number][pins >= 0] == pins[pins >= 0]).all()


@pytest.mark.parametrize(("most_alike", "faults"), [(2, 0), (1, 30)])
def test_a_plan_that_was_mended_is_left_for_one_that_is_worth_more(most_alike, faults):
    chance = np.random.default_rng(5)
    worth = {
        pair(f"p{i:02d}", f"p{j:02d}"): int(chance.integers(1, 100))
        for i in range(25)
        for j in range(i)
    }
    floor = floor_of(evening(worth=worth, max_same_industry=most_alike))
    # Looking at this clock takes a hundredth of a second, however busy the machine is.
    search = Search(floor, until=np.inf, clock=map((0.01).__mul__, count()).__next__)
    search.keep(seats_of(floor, seed=1, at=_together(floor, 1)))
    repair(search, seconds=2, seed=1)
    broken, cost = search.score

    search.until = search.clock() + 2
    planning._mend(search, seed=1)

    assert broken == search.score[0] == faults
    assert search.score[1] < 1.1 * cost < 0


def test_once_the_time_is_up_a_plan_is_made_where_there_is_none_and_else_left_as_it_is():
    floor = floor_of(evening())
    search = Search(floor, until=0.0)

    search.cool(seats_of(floor, seed=0), seconds=1)
    made, seats = search.best.copy(), search.again(seed=1)
    search.run(seats, Schedule(heat=(9, 9), repeat=(1, 1)), seconds=1)

    assert made.min() >= 0
    assert (seats.at == made).all()


@pytest.mark.parametrize("seed", range(3))
def test_what_breaks_a_rule_when_the_time_is_up_is_mended_all_the_same(seed):
    floor = floor_of(evening(60, max_same_industry=2))
    search = Search(floor, until=np.inf)
    search.keep(seats_of(floor, seed=seed, at=_together(floor, seed)))
    repair(search, seconds=20, seed=seed)
    nearly = search.best.copy()
    nearly[1, [0, -1]] = nearly[1, [-1, 0]]
    nearly[2, [1, -2]] = nearly[2, [-2, 1]]

    plan = planning.planned(floor, until=0, seed=seed, begun=nearly)

    assert judge(floor, nearly, seed=seed).faults > 0
    assert judge(floor, plan, seed=seed).faults == 0


def _together(floor, seed):
    """Seat by chance, but put those who stay together at one table."""
    at = seats_of(floor, seed=seed).at.copy()
    for group in floor.evening.keep_together:
        one, other = sorted(floor.row[name] for name in group)
        for row in at:
            if row[one] != row[other]:
                there = np.flatnonzero((row == row[one]) & (np.arange(len(row)) != one))[0]
                row[there], row[other] = row[other], row[one]
    return at
