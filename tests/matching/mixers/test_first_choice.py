"""Rooms in which so many have something in common that fewer people sit, or at more tables."""

import pytest

from matching import Attendee, Evening, pair, seat
from matching.mixers.evenings.floor import floor_of
from matching.mixers.evenings.shapes import spares
from matching.mixers.first_choice import first_choice

MANY_MENTEES = ("mentor",) * 40 + ("mentee",) * 80


def a_room(*, names=("",) * 12, roles=None, industries=None, **more):
    people = tuple(
        Attendee(
            id=f"p{i:03d}",
            company=name,
            role=roles[i] if roles else "",
            industry=industries[i] if industries else "",
        )
        for i, name in enumerate(names)
    )
    return Evening(attendees=people, worth={}, **({"rounds": 2, "table_size": 4} | more))


def tables_first(evening):
    """Give the number of tables and people on the bench of each round."""
    floor = first_choice(floor_of(evening), spares(evening))
    return [(shape.used, shape.out) for shape in floor.shapes]


def test_a_room_that_has_nothing_in_common_has_the_fewest_tables():
    assert tables_first(a_room()) == [(3, 0), (3, 0)]


@pytest.mark.parametrize(
    "more",
    [
        {"names": ("Oat",) * 4 + ("",) * 8},
        {"industries": ("tea",) * 8 + ("",) * 4, "max_same_industry": 2},
    ],
)
def test_many_of_a_firm_or_an_industry_have_more_tables(more):
    assert tables_first(a_room(smallest_table=3, **more)) == [(4, 0), (4, 0)]


def test_who_stays_together_may_share_a_table_also_if_of_one_firm():
    names = ("Oat",) * 4 + ("",) * 8

    evening = a_room(names=names, smallest_table=3, keep_together=(frozenset({"p000", "p001"}),))

    assert tables_first(evening) == [(3, 0), (3, 0)]


def test_rounds_in_which_others_are_there_have_tables_of_their_own():
    evening = a_room(
        names=("Oat",) * 4 + ("",) * 8, smallest_table=3, absent={0: frozenset({"p000"})}
    )

    assert tables_first(evening) == [(3, 0), (4, 0)]


def test_where_no_tables_have_room_the_fewest_are_taken():
    assert tables_first(a_room(names=("Oat",) * 6 + ("",) * 6)) == [(3, 0), (3, 0)]


def test_of_many_mentees_half_sit_out_in_turns_in_a_large_room():
    evening = a_room(
        names=("",) * 120,
        roles=MANY_MENTEES,
        table_size=2,
        rounds=4,
        cross_role_only=True,
        sit_out_allowed=45,
        sit_out_max_per_person=2,
        keep_apart=frozenset(pair(f"p{i:03d}", f"p{i + 40:03d}") for i in range(40)),
    )

    plan = seat(evening, seconds=0.5)

    assert tables_first(evening) == [(40, 40)] * 4
    assert (plan.broken, [len(out) for out in plan.sitting_out]) == ((), [40] * 4)
