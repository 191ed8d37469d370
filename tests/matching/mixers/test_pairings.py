"""Of all plans for pairs the best is found, odd numbers too."""

from dataclasses import replace
from itertools import combinations, permutations, product

import numpy as np
import pytest

from matching import Attendee, Evening, pair, seat


def evening(count, rounds, **rules):
    ids = [f"p{i:02d}" for i in range(count)]
    chance = np.random.default_rng(count)
    return Evening(
        attendees=tuple(Attendee(id=name) for name in ids),
        rounds=rounds,
        table_size=2,
        worth={both: float(chance.integers(1, 99)) for both in combinations(ids, 2)},
        **rules,
    )


def _all_rounds(ids):
    """Give every way to pair people, the odd one with nobody."""
    first, rest = ids[0], ids[1:]
    if not rest:
        return [frozenset()]
    found = []
    for other in rest:
        left = [name for name in rest if name != other]
        these = frozenset({pair(first, other)})
        found += [these | more for more in (_all_rounds(left) if left else [frozenset()])]
    return found


@pytest.mark.parametrize("count", [5, 6])
def test_all_pairs_together_are_worth_most(count):
    room = evening(count, 2)
    ids = [*room.ids, ""] if count % 2 else [*room.ids]
    best = max(
        sum(room.worth.get(both, 0) for both in one | other)
        for one, other in permutations(_all_rounds(ids), 2)
        if not one & other
    )

    plan = seat(room, seconds=0)

    assert (plan.worth, plan.broken) == (best, ())


@pytest.mark.parametrize("count", [31, 40])
def test_everybody_is_in_every_round_once_and_meets_nobody_twice(count):
    plan = seat(evening(count, 8, keep_apart=frozenset({("p00", "p01")})), seconds=0)

    seated = [sorted(name for both in tables for name in both) for tables in plan.rounds]
    assert plan.broken == ()
    assert [len(set(names)) for names in seated] == [count - count % 2] * 8
    assert len({frozenset(both) for tables in plan.rounds for both in tables}) == count // 2 * 8


@pytest.mark.parametrize("history", [(), ((("p00", "p01"), ("p02", "p03")),)])
def test_whoever_has_sat_out_already_does_not_sit_out_again(history):
    room = evening(7, 3, history=history, sat_out={"p04": 1, "p05": 1, "p06": 1})

    plan = seat(room, seconds=0)

    out = [name for names in plan.sitting_out for name in names]
    assert (sorted(set(out)), plan.broken) == (sorted(out), ())
    assert not {"p04", "p05", "p06"}.intersection(out)


def test_turns_to_sit_out_begin_anew_where_everybody_has_had_one():
    room = evening(5, 2, sat_out={f"p{i:02d}": 1 for i in range(5)})

    plan = seat(room, seconds=0)

    assert (len({name for names in plan.sitting_out for name in names}), plan.broken) == (2, ())


@pytest.mark.parametrize(("rules", "people"), [({"table_size": 4}, 17), ({"table_size": 3}, 10)])
def test_tables_too_let_another_one_sit_out(rules, people):
    room = replace(
        evening(people, 2, smallest_table=2, sat_out={"p00": 1, "p01": 1}, sit_out_allowed=1),
        smallest_table=rules["table_size"],
        **rules,
    )

    plan = seat(room, seconds=0.2)

    assert plan.broken == ()
    assert not {"p00", "p01"}.intersection(name for names in plan.sitting_out for name in names)


def test_turns_hold_where_some_can_only_sit_among_themselves():
    apart = frozenset(product(("p00", "p01", "p02"), ("p03", "p04", "p05")))
    room = evening(6, 2, keep_apart=apart, sit_out_allowed=2, sat_out={"p00": 1, "p03": 1})

    plan = seat(room, seconds=0)

    assert all(len({*one} & {"p00", "p01", "p02"}) != 1 for tables in plan.rounds for one in tables)
    assert not {"p00", "p03"}.intersection(name for names in plan.sitting_out for name in names)
