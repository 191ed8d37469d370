"""What counting proves of hard rooms, each by the smallest room that shows it."""

from dataclasses import replace
from itertools import combinations

import pytest

from matching import Attendee, Evening, pair, seat
from matching.mixers.evenings.floor import floor_of
from matching.mixers.exhaustive.exact import answer
from matching.mixers.proofs.obstacles import obstacle
from matching.mixers.proofs.relaxation import proof


def room(count, rounds, size, *, firms="", **more):
    people = tuple(Attendee(id=f"p{i:02d}", company=firms[i : i + 1]) for i in range(count))
    more = {"smallest_table": size, "sit_out_allowed": 0, "worth": {}} | more
    return Evening(attendees=people, rounds=rounds, table_size=size, **more)


def names(*rows):
    return tuple(f"p{i:02d}" for i in rows)


def group(*rows):
    return frozenset(names(*rows))


def two_camps(one, other):
    people = one + other
    return frozenset(
        pair(*names(a, b)) for a, b in combinations(range(people), 2) if (a < one) != (b < one)
    )


OBSTACLES = [
    (
        room(12, 1, 4, smallest_table=3, keep_apart=two_camps(5, 7)),
        (
            "p00, p01, p02, p03 and p04 can only sit among themselves in round 1; "
            "with all 2 such circles no tables of 3 to 4 do."
        ),
    ),
    (
        room(16, 2, 4, smallest_table=3, keep_apart=two_camps(7, 9)),
        (
            "7 people can only sit among themselves. 4 people of one table cannot all be apart "
            "at 2 tables, so some meet again in round 2."
        ),
    ),
    (
        room(16, 2, 4, keep_together=(group(0, 1, 2),)),
        "4 people of one table cannot all be apart at 4 tables, so some meet again in round 2.",
    ),
    (
        room(8, 4, 2, keep_together=(group(0, 1), group(2, 3))),
        "p04 can meet at most 3 for the first time, and the rounds need 4 or more.",
    ),
    (
        room(6, 1, 3, keep_together=(group(0, 1),), keep_apart=frozenset(
            {names(0, 2), names(1, 3), names(2, 3)}
        )),
        "p00, p02 and p03 must not share a table, and round 1 has 2 tables for 3 people.",
    ),
    (
        room(9, 1, 4, smallest_table=2, tables=3, history=((names(0, 1, 2),),),
            keep_apart=frozenset(names(i, 8) for i in range(3))),
        "p00, p01, p02 and p08 must not share a table, and round 1 has 3 tables for 4 people.",
    ),
    (
        room(24, 2, 6, smallest_table=4, locked={0: dict.fromkeys(names(*range(5)), 3),
            1: dict.fromkeys(names(*range(6, 12)), 1)}),
        "6 people of one table cannot all be apart at 5 tables, so some meet again in round 2.",
    ),
    (
        room(21, 2, 5, smallest_table=4, locked={0: dict.fromkeys(names(*range(5)), 0),
            1: dict.fromkeys(names(*range(5, 10)), 0)}),
        (
            "p00, p01, p02, p03 and p04 have their seats at one table, and cannot all be apart "
            "at those open to them in round 2."
        ),
    ),
    (
        room(9, 1, 4, smallest_table=3, locked={0: dict.fromkeys(names(*range(4)), 2)}),
        (
            "Beside those at which hosts or locked people have their seats no tables of "
            "3 to 4 do for all others in round 1."
        ),
    ),
    (
        room(36, 3, 6, firms="abcdef" * 6),
        (
            "It is proved that 6 tables of 6 have at most 3 rounds in which nobody meets twice. "
            "Who met before or may not meet counts as rounds, too (1)."
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "reason"), OBSTACLES, ids=lambda given: str(given)[:40])
def test_an_obstacle_is_told_in_words(one, reason):
    assert obstacle(floor_of(one)) == reason


@pytest.mark.parametrize("number", range(len(OBSTACLES) - 1))
def test_where_counting_says_so_no_plan_is_found_either(number):
    one, _ = OBSTACLES[number]

    assert answer(floor_of(one), seconds=0.2).floor is None


def test_nobody_sits_in_half_a_round_more():
    # Of nine others two can be met in four rounds, so ten people sit out ten times, not five.
    one = room(10, 5, 3, sit_out_allowed=1)

    assert obstacle(floor_of(one)) == ""
    assert proof(floor_of(one), seconds=1) != ""


def test_a_large_group_helps_one_table_and_no_further_than_that_is_too_large():
    # Eight of a table and seven tables: of each somebody sits out, or stays with another.
    one = room(58, 2, 8, sit_out_allowed=2)
    three, four = (group(0, 1, 2, 3), group(4, 5), group(6, 7)), (group(8, 9), group(10, 11))

    assert obstacle(floor_of(one)) != ""
    assert obstacle(floor_of(replace(one, keep_together=three))) != ""
    assert obstacle(floor_of(replace(one, keep_together=three + four))) == ""


def test_who_is_not_there_keeps_nobody_from_meeting_others():
    one = room(5, 1, 4, smallest_table=3, keep_together=(group(0, 1),), absent={0: group(1)})

    assert obstacle(floor_of(one)) == ""
    assert seat(one, seconds=0.05).broken == ()


def test_colleagues_who_stay_together_do_so_where_another_of_them_is_not_there():
    gone = {"absent": {0: group(4)}, "sit_out_allowed": 1}
    one = room(6, 1, 4, firms="xaaay", keep_together=(group(2, 3, 4),), **gone)

    assert obstacle(floor_of(one)) == ""
    assert seat(one, seconds=0.05).broken == ()


def test_a_table_has_the_seats_that_people_have_at_it():
    one = room(49, 1, 8, smallest_table=6, locked={0: dict.fromkeys(names(*range(8)), 2)})
    [shape] = floor_of(one).shapes

    assert shape.sizes == (7, 7, 8, 7, 7, 7, 6)


def test_nothing_is_proved_against_meeting_again_where_that_is_allowed():
    one = room(6, 5, 3, allow_repeats=True, keep_together=(group(0, 1),))

    assert obstacle(floor_of(one)) == proof(floor_of(one), seconds=1) == ""
    assert proof(floor_of(replace(one, allow_repeats=False)), seconds=1) != ""


def test_a_full_room_need_not_be_full_where_people_may_sit_out():
    one = room(12, 5, 3, sit_out_allowed=3, sit_out_max_per_person=2)

    assert obstacle(floor_of(one)) == proof(floor_of(one), seconds=1) == ""
    assert seat(one, seconds=0.2).broken == ()


def test_those_who_can_only_sit_among_themselves_may_have_a_plan_all_the_same():
    one = room(18, 3, 3, keep_apart=two_camps(9, 9), locked={0: {"p00": 4}}, absent={1: group(9)})
    other = replace(one, absent={}, history=((names(0, 1, 2),),))

    assert seat(replace(one, absent={}), seconds=0.2).broken == ()
    assert seat(other, seconds=0.2).broken == ()
    assert seat(one, seconds=0.2).why != ""
