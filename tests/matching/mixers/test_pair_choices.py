"""What no plan for pairs can exceed: exactly the best there is, where all sit anywhere."""

from itertools import combinations
from math import inf

import numpy as np
import pytest

from matching import Attendee, Evening, pair, seat
from matching.mixers.bounds.ceiling import by_seats, ceiling, gain_of
from matching.mixers.bounds.pair_choices import by_pairs
from matching.mixers.bounds.table_counts import table_counts
from matching.mixers.evenings.floor import floor_of

IN_THREES = {pair(*two): 1.0 for three in ("abc", "def") for two in combinations(three, 2)}


def a_room(names, **more):
    people = tuple(
        Attendee(id=name, company=more.get("company", {}).get(name, "")) for name in names
    )
    more.pop("company", None)
    return Evening(attendees=people, table_size=2, **{"rounds": 1} | more)


def bound_of(evening):
    floor = floor_of(evening)
    return by_pairs(floor, gain_of(floor))


def best_by_trying_everything(evening, used=frozenset(), out=frozenset(), number=0):
    """Give what the best plan is worth, or None where there is none."""
    if number == evening.rounds:
        return 0.0
    found = []
    for pairs, alone in rounds_of(tuple(evening.ids)):
        if used & pairs or alone & out:
            continue
        rest = best_by_trying_everything(evening, used | pairs, out | alone, number + 1)
        if rest is not None:
            found.append(rest + sum(evening.worth.get(one, 0.0) for one in pairs))
    return max(found, default=None)


def rounds_of(names):
    if len(names) % 2:
        for name in names:
            others = tuple(one for one in names if one != name)
            yield from ((pairs, frozenset({name})) for pairs, _ in rounds_of(others))
    elif not names:
        yield frozenset(), frozenset()
    for other in names[1:] if names and len(names) % 2 == 0 else ():
        left = tuple(one for one in names[1:] if one != other)
        for pairs, alone in rounds_of(left):
            yield pairs | {pair(names[0], other)}, alone


@pytest.mark.parametrize(("names", "rounds"), [("abcdef", 2), ("abcde", 3), ("abcdefg", 2)])
def test_no_plan_is_worth_more_and_most_often_one_is_worth_as_much(names, rounds):
    """Two rounds cannot be shared out of three who all meet each other."""
    missing = []
    for seed in range(6):
        level = np.random.default_rng(seed).integers(0, 9, (7, 7))
        worth = {
            pair(names[i], names[j]): float(level[i, j])
            for i, j in combinations(range(len(names)), 2)
        }
        evening = a_room(names, rounds=rounds, worth=worth)
        missing.append(bound_of(evening) - best_by_trying_everything(evening))

    assert min(missing) >= 0
    assert sum(less < 0.001 for less in missing) >= 5


def test_the_best_plan_of_an_odd_number_is_told_to_be_the_best():
    """By seats the same plan is worth less than all that is possible."""
    chance = np.random.default_rng(1)
    names = [f"p{i:02}" for i in range(31)]
    worth = {pair(*two): float(chance.integers(100)) for two in combinations(names, 2)}

    plan = seat(a_room(names, rounds=8, worth=worth), seconds=0.2)

    assert (plan.bound_by, plan.share_of_bound, plan.broken) == ("pairs", 1.0, ())


def test_three_do_not_meet_each_other_by_halves():
    """By seats all six pairs are worth half of one each, and only two of them can be had."""
    floor = floor_of(a_room("abcdef", worth=IN_THREES))
    seats = by_seats(floor, gain_of(floor), table_counts(floor))

    most = ceiling(floor)

    assert (seats, most.by) == (3.0, "pairs")
    assert most.worth == pytest.approx(2)


def test_who_met_or_must_not_meet_is_no_pair_of_the_choice():
    evening = a_room("abcd", worth={pair("a", "b"): 5.0, pair("a", "c"): 3.0, pair("a", "d"): 1.0})
    played = [(("a", "c"), ("b", "d"))]

    found = [
        bound_of(one)
        for one in (
            evening,
            a_room("abcd", worth=evening.worth, company={"a": "x", "b": "x"}),
            a_room("abcd", worth=evening.worth, company={"a": "x", "b": "x"}, history=played),
        )
    ]

    assert found == pytest.approx([5, 3, 1])


@pytest.mark.parametrize(
    "more",
    [
        {"table_size": 3},
        {"absent": {0: frozenset("a")}},
        {"fixed": {"a": 0}},
        {"keep_together": (frozenset("ab"),)},
        {"allow_repeats": True},
        {"sit_out_max_per_person": 2},
    ],
)
def test_of_other_evenings_pairs_say_nothing(more):
    fields = {"rounds": 2, "table_size": 2} | more
    evening = Evening(attendees=tuple(Attendee(id=name) for name in "abcde"), **fields)

    assert bound_of(evening) == inf
