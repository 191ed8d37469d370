"""Who must share tables, or misses a round, has a plan where schedules have none for them."""

import time

import numpy as np

from matching import Attendee, Evening
from matching.designs.schedules import written_down
from matching.mixers.attempts import judge
from matching.mixers.evenings.floor import floor_of
from matching.mixers.groups import as_one, each
from matching.mixers.relaxed_evenings import by_relaxing
from matching.mixers.seats.seats import seats_of


def evening(count, **more):
    people = tuple(Attendee(id=f"p{i:02d}") for i in range(count))
    return Evening(attendees=people, **{"rounds": 2, "table_size": 4, **more})


def groups(*names):
    return tuple(frozenset(f"p{i:02d}" for i in group) for group in names)


def test_a_group_comes_as_one_to_tables_with_seats_for_the_rest_of_it():
    one = evening(
        9,
        table_size=5,
        smallest_table=3,
        keep_together=groups((0, 1), (2, 3)),
        keep_apart=frozenset({("p01", "p08")}),
        fixed={"p03": 1},
        absent={0: frozenset({"p00", "p05"}), 1: frozenset({"p00", "p01"})},
        worth={("p01", "p03"): 2.0, ("p00", "p02"): 1.0},
    )

    two, fewer = as_one(floor_of(one))

    assert [person.id for person in two.attendees] == [
        "p00",
        "p02",
        *[f"p0{i}" for i in range(4, 9)],
    ]
    assert (two.table_size, fewer.table_size) == (3, 4)
    assert (two.keep_together, two.fixed) == ((), {"p02": 1})
    assert two.absent == {0: {"p05"}, 1: {"p00"}}
    assert two.worth["p00", "p02"] == 3
    assert two.keep_apart == {("p00", "p08")}
    # With one seat left at a table there is none for two of the groups.
    assert fewer.keep_apart == {("p00", "p08"), ("p00", "p02")}


def test_everybody_sits_where_the_first_of_their_group_does_and_nobody_who_is_away():
    one = floor_of(
        evening(5, smallest_table=2, keep_together=groups((0, 3)), absent={1: frozenset({"p03"})})
    )
    at = np.array([[0, 1, 1, 0], [0, 1, 1, 0]], dtype=np.int32)

    rounds = each(one, at, 2)

    assert [row.tolist() for row in rounds] == [[0, 1, 1, 0, 0], [0, 1, 1, -1, 0]]
    assert each(one, np.array([[0, 0, 0, 0], [0, 1, 1, 0]], dtype=np.int32), 2) is None
    assert each(one, np.array([[0, 1, 1, 2], [0, 1, 1, 0]], dtype=np.int32), 2) is None


def test_nothing_gets_easier_where_nobody_stays_with_anybody_or_has_been_shown_a_table():
    free = evening(8)
    shown = evening(
        8, keep_together=groups((0, 1)), about_to_start=(("p00", "p01"), ("p02", "p03"))
    )
    torn = evening(8, keep_together=groups((0, 1)), locked={0: {"p00": 0, "p01": 1}})

    assert [list(as_one(floor_of(one))) for one in (free, shown, torn)] == [[], [], []]


def test_seats_of_two_groups_at_one_table_are_no_fault_of_the_evening():
    one = evening(
        12,
        keep_together=groups((0, 1), (2, 3)),
        locked={1: {"p00": 0, "p02": 0}},
        absent={0: frozenset({"p00", "p02"})},
    )
    by_chance = judge(floor_of(one), seats_of(floor_of(one), seed=0).at, seed=0)

    plan = by_relaxing(by_chance, until=time.monotonic() + 0.5, seed=0)

    assert [(room.table_size, room.smallest) for room in as_one(floor_of(one))] == [(3, 3)]
    assert plan.faults <= by_chance.faults


def test_who_misses_the_same_round_is_kept_apart_where_a_table_can_spare_but_one():
    one = evening(8, smallest_table=3, absent={1: frozenset({"p02", "p05", "p07"})})
    roomy = evening(8, smallest_table=2, absent={1: frozenset({"p02", "p05"})})

    [there], [all_there] = (list(as_one(floor_of(room), stay=True)) for room in (one, roomy))

    assert there.absent == {}
    assert there.keep_apart == {("p02", "p05"), ("p02", "p07"), ("p05", "p07")}
    assert all_there.keep_apart == frozenset()


def test_those_who_stay_together_join_a_schedule_in_which_everybody_meets_everybody():
    floor = floor_of(
        evening(22, rounds=10, table_size=4, smallest_table=3, keep_together=groups((0, 21)))
    )
    by_chance = judge(floor, seats_of(floor, seed=0).at, seed=0)

    plan = by_relaxing(by_chance, until=time.monotonic() + 5, seed=0)

    assert len(written_down(7, 3)) == 10
    assert by_chance.faults > 100
    assert plan.faults == 0
    assert [shape.used for shape in plan.floor.shapes] == [7] * 10
