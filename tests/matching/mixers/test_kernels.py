"""What a step gains is noted ahead, and stays true whatever steps are made."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from matching import Attendee, Evening, pair
from matching.mixers.evenings.floor import floor_of
from matching.mixers.seats.annealing import anneal
from matching.mixers.seats.kernels import exchange_gain, price
from matching.mixers.seats.label_swaps import label_gain, label_gains
from matching.mixers.seats.objective import tally
from matching.mixers.seats.quadratic_assignment import swap_takers
from matching.mixers.seats.seat_arrays import Costs, Rarely
from matching.mixers.seats.seats import UNITS, base_of, seats_of, swapping
from matching.mixers.seats.tight import places_of
from matching.mixers.tables import warm

COSTS = Costs(2 * UNITS, 3 * UNITS, 5 * UNITS, 7 * UNITS)


def evening(count, **rules):
    ids = [f"p{i:02d}" for i in range(count)]
    chance = np.random.default_rng(7)
    return Evening(
        attendees=tuple(
            Attendee(id=name, company=f"c{i // 2}", industry="xyz"[i % 3])
            for i, name in enumerate(ids)
        ),
        max_same_industry=2,
        worth={both: float(chance.integers(1, 9)) for both in combinations(ids, 2)},
        **rules,
    )


ROOMS = {
    "a full room": evening(24, rounds=3, table_size=4),
    "some sit out": evening(11, rounds=4, table_size=2, sit_out_allowed=3),
    "hosts, latecomers, a group": evening(
        21,
        rounds=3,
        table_size=4,
        fixed={"p01": 2},
        absent={0: frozenset({"p05", "p09"})},
        keep_together=(frozenset({"p00", "p07"}),),
        history=((("p02", "p05", "p08"),),),
        about_to_start=(("p02", "p03", "p04"), ("p10", "p11")),
    ),
}


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_noted_after_many_steps_is_what_counting_anew_gives(room):
    floor = floor_of(ROOMS[room])
    seats = swapping(seats_of(floor, seed=1))
    price(seats, COSTS)

    anneal(seats, 500, float(UNITS), COSTS, Rarely(50 if floor.evening.keep_together else 0, 300))

    noted, counted = seats, swapping(seats_of(floor, seed=1, at=seats.at))
    price(counted, COSTS)
    for name in ("met", "heads", "benched", "more", "come", "instead"):
        assert np.array_equal(getattr(noted, name), getattr(counted, name)), name
    assert np.array_equal(noted.leave[noted.free], counted.leave[noted.free])


def _worth(floor, seats):
    """Say what seats are worth on the scale of steps, rule by rule."""
    value, _, moved = tally(seats, base_of(floor))
    base = base_of(floor).astype(int)
    met, alike = seats.met.astype(int), np.maximum(0, seats.heads - seats.most_alike).sum()
    below = lambda times: times * (times - 1) // 2  # noqa: E731 - the price of each more meeting
    again = (below(met) - below(base))[np.tril_indices(len(met), -1)].sum()
    out = np.maximum(0, seats.benched - seats.most_benched).sum()
    faults = COSTS.repeat * again + COSTS.alike * alike + COSTS.bench * out + COSTS.move * moved
    return value * UNITS / floor.worth.sum() * len(met) * (len(met) - 1) - faults


@pytest.mark.parametrize("room", ["a full room", "some sit out"])
def test_a_step_gains_what_was_foretold(room):
    floor = floor_of(ROOMS[room])
    seats = seats_of(floor, seed=3)
    price(seats, COSTS)
    before = _worth(floor, seats)
    i, j = next(
        (int(i), int(j))
        for i, j in combinations(range(len(floor)), 2)
        if seats.at[1, i] != seats.at[1, j] and seats.industry[i] == seats.industry[j]
    )

    foretold = exchange_gain(seats, COSTS, 1, i, j)
    other = seats.at.copy()
    other[1, [i, j]] = other[1, [j, i]]

    assert _worth(floor, seats_of(floor, seed=3, at=other)) - before == pytest.approx(
        foretold, abs=UNITS / 20
    )


@pytest.mark.parametrize("room", ROOMS)
def test_a_trade_of_all_rounds_gains_what_was_foretold(room):
    floor = floor_of(ROOMS[room])
    seats = swapping(seats_of(floor, seed=3))
    price(seats, COSTS)
    gains = np.zeros(len(floor), dtype=np.int32)
    before = _worth(floor, seats)
    steady = seats.steady.tolist()

    for i, j in pairwise(steady):
        label_gains(gains, seats.instead, seats.met, seats.base, seats.steady, i)
        foretold = label_gain(seats, COSTS, int(gains[j]), i, j)
        other = seats.at.copy()
        other[:, [i, j]] = other[:, [j, i]]

        gained = _worth(floor, seats_of(floor, seed=3, at=other)) - before
        assert gained == pytest.approx(foretold, abs=UNITS / 20)


def test_people_swap_places_of_a_schedule_and_nobody_meets_twice():
    floor = floor_of(evening(23, rounds=4, table_size=4))
    places = next(places_of(floor, seconds=1, seed=0))
    takers = places.takers(floor, never=8, seed=0)

    swap_takers(takers, 20_000, 0.5 * UNITS, COSTS)
    seats = seats_of(floor, seed=0, at=places.seated(takers))

    assert sorted(takers.person) == list(range(23))
    assert tally(seats, base_of(floor))[1] == 0
    assert np.array_equal(takers.heads, seats.heads[:, : takers.heads.shape[1]])


def test_a_firm_and_its_rivals_as_many_as_tables_are_never_at_one():
    ids = [f"p{i:02d}" for i in range(25)]
    firm = Evening(
        attendees=tuple(Attendee(id=name) for name in ids),
        rounds=3,
        table_size=5,
        keep_apart=frozenset(pair(a, b) for a, b in combinations(ids[:5], 2)),
    )
    floor = floor_of(firm)

    for places in places_of(floor, seconds=1, seed=0):
        person = places.takers(floor, never=8, seed=0).person
        tables = places.table[:, np.flatnonzero(person < 5)]
        assert [len(set(row)) for row in tables.tolist()] == [5, 5, 5]


def test_as_many_who_must_be_apart_as_tables_keep_the_rules_of_every_round():
    ids = [f"p{i:02d}" for i in range(30)]
    firm = Evening(
        attendees=tuple(Attendee(id=name) for name in ids),
        rounds=4,
        table_size=5,
        keep_apart=frozenset(pair(a, b) for a, b in combinations(ids[:6], 2)),
    )
    floor = floor_of(firm)

    firsts = [
        one.takers(floor, never=8, seed=0).person for one in places_of(floor, seconds=1, seed=0)
    ]
    apart = [
        [len(set(row)) for row in one.table[:, np.flatnonzero(person < 6)].tolist()]
        for one, person in zip(places_of(floor, seconds=1, seed=0), firsts, strict=True)
    ]

    assert all(sorted(person) == list(range(30)) for person in firsts)
    assert apart.count([6, 6, 6, 6]) == 5


def test_warming_compiles_what_full_rooms_need():
    warm()

    assert swap_takers._machine.signatures
