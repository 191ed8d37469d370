"""Schedules without repeats fit rooms with empty seats, and rooms in which a round was played."""

from itertools import combinations, islice

import numpy as np
import pytest

from matching import Attendee, Evening
from matching.mixers.evenings.floor import floor_of
from matching.mixers.seats.tight import places_of


def floor(count, rounds, size, **more):
    people = tuple(Attendee(id=f"p{i:02d}") for i in range(count))
    more = {"smallest_table": size - 1, "worth": {}} | more
    return floor_of(Evening(attendees=people, rounds=rounds, table_size=size, **more))


def met(rounds):
    """List the pairs who share a table, once for each time."""
    return [
        both
        for at in rounds
        for table in np.unique(at)
        for both in combinations(np.flatnonzero(at == table).tolist(), 2)
    ]


@pytest.mark.parametrize(("count", "rounds", "size"), [(44, 8, 6), (69, 9, 8), (45, 6, 6)])
def test_seats_that_are_never_at_one_table_stay_empty(count, rounds, size):
    room = floor(count, rounds, size)
    places = next(places_of(room, seconds=0, seed=0))
    at = places.seated(places.takers(room, never=8, seed=0))

    assert len(met(at)) == len(set(met(at)))
    for row, shape in zip(at, room.shapes, strict=True):
        assert sorted(np.bincount(row)) == sorted(shape.sizes)


def test_who_sat_together_takes_places_of_a_round_left_out():
    order = np.random.default_rng(0).permutation(42)
    played = tuple(tuple(f"p{i:02d}" for i in order[k::7]) for k in range(7))
    room = floor(42, 6, 6, history=(played,))
    begun = [one.takers(room, never=8, seed=0) for one in places_of(room, seconds=0, seed=0)]
    before = {tuple(sorted(both)) for table in played for both in combinations(table, 2)}
    names = [
        {(f"p{i:02d}", f"p{j:02d}") for i, j in met(one.seated(takers))} & before
        for one, takers in zip(places_of(room, seconds=0, seed=0), begun, strict=True)
    ]

    # Every second begins by chance.
    assert all(not again for again in islice(names, 0, None, 2))
    assert all(islice(names, 1, None, 2))


def test_uneven_tables_are_no_schedule():
    two = {0: {f"p{i:02d}": i % 2 for i in range(16)}}
    room = floor(57, 1, 8, locked=two, smallest_table=6)

    assert sorted(room.shapes[0].sizes) == [6, 7, 7, 7, 7, 7, 8, 8]
    assert not list(places_of(room, seconds=0, seed=0))
