"""Tables get their numbers last, so that hosts and locked people have their seats."""

import numpy as np

from matching import Attendee, Evening
from matching.mixers.evenings.floor import floor_of
from matching.mixers.exhaustive.numbering import numbered, unnumbered


def evening(**more):
    people = tuple(Attendee(id=f"p{i}") for i in range(6))
    return Evening(attendees=people, rounds=2, table_size=3, smallest_table=2, **more)


def test_tables_change_numbers_until_people_have_their_seats():
    one = evening(fixed={"p0": 2}, locked={1: {"p3": 0}}, sit_out_allowed=1)
    at = np.array([[0, 0, 1, 1, 2, 2], [0, 1, 1, 1, 0, 2]], dtype=np.int32)

    floor, named = numbered(floor_of(one), at, 2)

    assert named.tolist() == [[2, 2, 0, 0, 3, 3], [2, 0, 0, 0, 2, 3]]
    assert [(shape.sizes, shape.out) for shape in floor.shapes] == [((2, 0, 2), 2), ((3, 0, 2), 1)]


def test_hosts_of_two_tables_are_kept_apart_where_tables_have_no_numbers():
    one = evening(fixed={"p0": 1, "p2": 0}, locked={1: {"p3": 0}})

    free = unnumbered(one)

    assert (free.fixed, free.locked) == ({}, {})
    assert free.keep_apart == {("p0", "p2")}
    assert unnumbered(free) == free
