"""What no plan can exceed, also where people come late or sit out."""

from itertools import combinations

import numpy as np
import pytest

from matching import Attendee, Evening, figures, pair, seat
from matching.mixers.bounds.ceiling import by_seats, ceiling, gain_of
from matching.mixers.bounds.degree_limits import Limits
from matching.mixers.bounds.semidefinite_cuts import by_cuts
from matching.mixers.bounds.table_counts import table_counts
from matching.mixers.evenings.floor import floor_of

LATE = {"absent": {0: frozenset({"p000", "p003"}), 2: frozenset({"p001"})}}
OUT = {"sit_out_allowed": 2, "smallest_table": 5}


def a_room(count, worth, **more):
    ids = [f"p{i:03d}" for i in range(count)]
    worth = {pair(ids[i], ids[j]): float(worth[i, j]) for i, j in combinations(range(count), 2)}
    return Evening(attendees=tuple(Attendee(id=name) for name in ids), worth=worth, **more)


def bound(evening):
    floor = floor_of(evening)
    seats = floor.here.sum(axis=0) * (evening.table_size - 1)
    pairs = sum(max(one.pairs for one in options) for options in table_counts(floor))
    return by_cuts(floor, gain_of(floor), Limits(np.zeros_like(seats), seats, 0, pairs))


@pytest.mark.parametrize(
    ("count", "size", "more"),
    [(23, 4, LATE), (27, 5, OUT), (24, 4, {}), (19, 4, LATE), (32, 5, OUT)],
)
@pytest.mark.parametrize("others", [0.0, 0.4, 0.95])
def test_a_plan_whose_pairs_are_worth_most_is_not_above_the_bound(count, size, more, others):
    chance, sizes = np.random.default_rng(count), {"rounds": 3, "table_size": size} | more
    worth = chance.random((count, count))
    plan = seat(a_room(count, worth, **sizes), seconds=0.1)
    worth = others * worth
    for table in (table for tables in plan.rounds for table in tables):
        rows = [int(name[1:]) for name in table]
        worth[np.ix_(rows, rows)] = 1
    evening = a_room(count, worth, **sizes)

    assert not plan.broken
    assert figures(evening, plan.rounds).worth <= bound(evening) + 1e-6 < np.inf


def test_of_six_in_a_ring_three_quarters_can_sit_beside_both_neighbours():
    # Alike by symmetry: a of each neighbour, b of each next but one. Seats say a + b ≤ 1, and that
    # every other is counted against the rest says 1 - 2 a + 2 b ≥ 0.
    ring = np.roll(np.eye(6), 1, axis=1)
    evening = a_room(6, ring + ring.T, rounds=1, table_size=3, smallest_table=3)

    assert bound(evening) == pytest.approx(6 * 3 / 4)


@pytest.mark.parametrize("more", [LATE, {}])
def test_squares_prove_more_than_seats(more):
    worth = np.random.default_rng(3).random((37, 37)) ** 3
    evening = a_room(37, worth, rounds=3, table_size=4, **more)
    floor = floor_of(evening)

    assert bound(evening) < 0.99 * by_seats(floor, gain_of(floor), table_counts(floor))
    assert ceiling(floor).by == "tables"


@pytest.mark.parametrize(
    "more",
    [
        {"allow_repeats": True},
        {"keep_together": (frozenset({"p000", "p001"}),)},
        {"table_size": 2},
    ],
)
def test_squares_prove_nothing_where_people_meet_again_or_in_pairs(more):
    assert bound(a_room(12, np.ones((12, 12)), **({"rounds": 2, "table_size": 3} | more))) == np.inf


def test_squares_are_not_asked_in_large_rooms():
    assert bound(a_room(60, np.ones((60, 60)), rounds=2, table_size=5)) == np.inf
