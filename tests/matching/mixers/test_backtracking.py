"""All plans of a small room are tried: who has least choice first, and those together at once."""

from dataclasses import replace

import pytest

from matching import Attendee, Evening
from matching.mixers.evenings.floor import floor_of
from matching.mixers.exhaustive.backtracking import FOUND, NONE
from matching.mixers.exhaustive.exact import at_once
from matching.mixers.exhaustive.restarts import try_all
from matching.mixers.exhaustive.set_partitioning import _parties


def room(count, rounds, size, **more):
    people = tuple(Attendee(id=f"p{i:02d}") for i in range(count))
    more = {"smallest_table": size, "sit_out_allowed": 0, "worth": {}} | more
    return Evening(attendees=people, rounds=rounds, table_size=size, **more)


def group(*rows):
    return frozenset(f"p{i:02d}" for i in rows)


NEARLY_ALL = [
    room(8, 7, 3, smallest_table=2),
    room(15, 6, 3),
    room(12, 7, 3, smallest_table=2),
]


@pytest.mark.parametrize("one", NEARLY_ALL, ids=lambda one: str(len(one.attendees)))
def test_a_plan_is_found_at_once_where_nearly_everybody_meets(one):
    assert at_once(floor_of(one)).floor is not None


def test_people_who_stay_together_sit_out_together_or_not_at_all():
    trio = room(6, 1, 3, tables=1, keep_together=(group(0, 1, 2),), sit_out_allowed=3)
    duo = replace(trio, keep_together=(group(0, 1), group(2, 3), group(4, 5)))

    assert try_all(floor_of(trio), steps=1000)[0] == FOUND
    assert try_all(floor_of(duo), steps=1000)[0] == NONE


def test_who_has_seats_at_one_table_does_not_meet_elsewhere():
    seats = {1: {f"p{i:02d}": i // 3 for i in range(9)}}
    one = room(9, 2, 3, locked=seats)
    again = replace(one, locked={0: {"p00": 0, "p03": 1, "p06": 2, "p01": 0}, **seats})

    assert try_all(floor_of(one), steps=1000)[0] == FOUND
    assert try_all(floor_of(again), steps=1000)[0] == NONE


def test_parties_are_listed_at_once_where_most_people_stay_together():
    together = tuple(group(*range(5 * k, 5 * k + 5)) for k in range(6))
    one = room(30, 1, 7, keep_together=together)

    assert _parties(floor_of(one), 0, most=100) == []


def test_a_round_that_cannot_be_is_found_though_those_before_it_have_many_plans():
    # Three trios meet among themselves and one more person, who can take but one of a trio away.
    trios = [range(1, 4), range(4, 7), range(7, 10)]
    apart = {
        (f"p{i:02d}", f"p{j:02d}")
        for one in trios
        for i in one
        for j in range(i, 10)
        if j not in one
    }
    away = {2: group(*range(10, 30))}
    one = room(30, 3, 2, absent=away, keep_apart=frozenset(apart))

    assert at_once(floor_of(one)).why == (
        "Of round 3 alone all plans were gone through, and none keeps every rule."
    )
    assert at_once(floor_of(replace(one, absent={}))).why == ""
