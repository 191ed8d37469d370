"""A first plan, kept in arrays that the compiled steps work on."""

from dataclasses import dataclass

import numpy as np

from matching.floor import Floor
from matching.seat_arrays import Seats

# How often a pair who must not share a table counts as having met already.
_NEVER, _NEVER_AT_ALL = 2, 50


def seats_of(floor: Floor, *, seed: int) -> Seats:
    """Seat everybody by chance: hosts, the locked and groups first.

    Parameters
    ----------
    floor : Floor
        The evening.
    seed : int
        Decides where chance decides.

    Returns
    -------
    seats : Seats
        Every round has the tables of its shape; other rules may be broken.
    """
    chance = np.random.default_rng(seed)
    rounds, n = floor.here.shape
    tables = max((len(shape.sizes) for shape in floor.shapes), default=0) + 1
    most = max([1, *(max((*shape.sizes, shape.out)) for shape in floor.shapes)])
    seats = Seats(
        who=np.full((rounds, tables, most), -1, dtype=np.int32),
        size=np.zeros((rounds, tables), dtype=np.int32),
        at=np.full((rounds, n), -1, dtype=np.int32),
        spot=np.full((rounds, n), -1, dtype=np.int32),
        met=_counted_before(floor),
        value=(floor.worth - floor.cost).astype(np.float32),
        industry=floor.industry.astype(np.int32),
        heads=np.zeros((rounds, tables, max(1, int(floor.industry.max(initial=0)) + 1)), np.int32),
        most_alike=floor.evening.max_same_industry or n,
        movable=np.zeros((rounds, n), dtype=np.int32),
        movables=np.zeros(rounds, dtype=np.int32),
        unit=np.arange(n, dtype=np.int32)[:, None],
        shown=_shown(floor),
        benched=np.zeros(n, dtype=np.int32),
        most_benched=floor.evening.sit_out_max_per_person,
        chance=chance.integers(1, 2**63, size=1, dtype=np.uint64),
    )
    for number in range(rounds):
        _fill(seats, floor, number, chance)
    return seats


def _counted_before(floor: Floor) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    often = _NEVER_AT_ALL if floor.evening.allow_repeats else _NEVER
    return (floor.played + often * floor.never).astype(np.int16)


def _shown(floor: Floor) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    shown = np.full(len(floor), -1, dtype=np.int32)
    for table, names in enumerate(floor.evening.about_to_start or ()):
        for name in names:
            shown[floor.row[name]] = table
    return shown


@dataclass(slots=True)
class _Filling:
    """One round being filled."""

    seats: Seats
    number: int
    room: list[int]

    def put(self, person: int, table: int) -> None:
        seats, number = self.seats, self.number
        spot = seats.size[number, table]
        seats.who[number, table, spot] = person
        seats.at[number, person], seats.spot[number, person] = table, spot
        seats.size[number, table] += 1
        self.room[table] -= 1


def _fill(seats: Seats, floor: Floor, number: int, chance: np.random.Generator) -> None:
    shape, bench = floor.shapes[number], seats.size.shape[1] - 1
    room = [*shape.sizes, *[0] * (bench - len(shape.sizes)), shape.out]
    filling, pins = _Filling(seats, number, room), floor.pins(number)
    here = np.flatnonzero(floor.here[number])
    pinned = [i for i in here if 0 <= pins[i] < bench and room[pins[i]] > 0]
    for person in pinned:
        filling.put(int(person), int(pins[person]))
    rest = [i for i in chance.permutation(here) if seats.at[number, i] < 0]
    if number == 0:
        rest.sort(key=lambda i: seats.shown[i] < 0)
    for person in rest:
        shown = int(seats.shown[person]) if number == 0 else -1
        fits = 0 <= shown < bench and room[shown] > 0
        filling.put(int(person), shown if fits else int(np.argmax(room)))
    for table in range(bench + 1):
        _count(seats, number, table)
    free = [i for i in here if pins[i] < 0]
    seats.movable[number, : len(free)] = free
    seats.movables[number] = len(free)


def _count(seats: Seats, number: int, table: int) -> None:
    people = seats.who[number, table, : seats.size[number, table]]
    if table == seats.size.shape[1] - 1:
        seats.benched[people] += 1
        return
    seats.met[np.ix_(people, people)] += 1
    fields = seats.industry[people]
    np.add.at(seats.heads[number, table], fields[fields >= 0], 1)
