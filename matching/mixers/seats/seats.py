"""A plan as the arrays that compiled steps work on."""

from dataclasses import dataclass

import numpy as np

from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.evenings.worths import Values
from matching.mixers.seats.seat_arrays import Seats, Shorts

# How often a pair who must not share a table counts as having met already; more where others
# may meet again.
_NEVER, NEVER_AT_ALL = 2, 50
# People who stay together count as having met less than never, so that more is better.
_TOGETHER = -200
# What a usual pair is worth in whole numbers, and the most that a pair may be worth.
UNITS, _MOST = 1024, 1 << 22


def base_of(floor: Floor) -> Shorts:
    """Say how often each pair counts as having met before the rounds to come.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    base : ndarray of shape (n, n), dtype=int16
        More than 0 for pairs who should not meet, below 0 for those who stay together.
    """
    often = NEVER_AT_ALL if floor.evening.allow_repeats else _NEVER
    found = floor.played + often * floor.never
    return np.where(floor.together, _TOGETHER, found).astype(np.int16)


def seats_of(floor: Floor, *, seed: int, at: Rows | None = None) -> Seats:
    """Seat everybody: hosts, the locked and those shown a table there, the rest by chance.

    Parameters
    ----------
    floor : Floor
        The evening.
    seed : int
        Decides where chance decides.
    at : ndarray of shape (r, n), dtype=int32, optional
        A table for everybody in every round, where chance shall not decide.

    Returns
    -------
    seats : Seats
        Every round has the tables of its shape; other rules may be broken.
    """
    chance = np.random.default_rng(seed)
    rounds, n = floor.here.shape
    tables = max((len(shape.sizes) for shape in floor.shapes), default=0) + 1
    most = max([1, *(max((*shape.sizes, shape.out)) for shape in floor.shapes)])
    industries = max(1, int(floor.industry.max(initial=0)) + 1)
    here = floor.here.astype(np.int16)
    seats = Seats(
        who=np.full((rounds, tables, most), -1, dtype=np.int32),
        size=np.zeros((rounds, tables), dtype=np.int32),
        at=np.full((rounds, n), -1, dtype=np.int32),
        spot=np.full((rounds, n), -1, dtype=np.int32),
        met=base_of(floor),
        base=base_of(floor),
        value=(floor.worth - floor.cost).astype(np.float32),
        industry=floor.industry.astype(np.int32),
        heads=np.zeros((rounds, tables, industries), dtype=np.int32),
        most_alike=floor.evening.max_same_industry or n,
        units=whole(floor.worth - floor.cost),
        more=np.zeros((n, n), dtype=np.int32),
        come=np.zeros((rounds, tables, n), dtype=np.int32),
        leave=np.zeros((rounds, n), dtype=np.int32),
        instead=np.zeros((3, 0, 0), dtype=np.int32),
        peers=_peers(floor),
        groups=_groups(floor),
        meant=np.where(floor.together, here.T @ here, 0).astype(np.int16),
        free=np.zeros((rounds, n), dtype=np.bool_),
        movable=np.zeros((rounds, n), dtype=np.int32),
        movables=np.zeros(rounds, dtype=np.int32),
        shown=shown(floor),
        out=np.array([shape.out for shape in floor.shapes], dtype=np.int32),
        benched=np.zeros(n, dtype=np.int32),
        most_benched=floor.most_out,
        steady=_steady(floor),
        chance=chance.integers(1, 2**63, size=1, dtype=np.uint64),
    )
    nowhere = np.full(n, -1, dtype=np.int32)
    for number in range(rounds):
        wished = at[number] if at is not None else seats.shown if number == 0 else nowhere
        _fill(seats, floor, number, wished=wished, order=chance.permutation(n).astype(np.int32))
    return seats


def swapping(seats: Seats) -> Seats:
    """Let it be noted what each person is worth in the places of another.

    Parameters
    ----------
    seats : Seats
        Who sits where.

    Returns
    -------
    seats : Seats
        The same arrays, and one more.
    """
    n = len(seats.met)
    return seats._replace(instead=np.zeros((3, n, n), dtype=np.int32))


def usual(worth: Values) -> float:
    """Say what a pair is worth on average.

    Parameters
    ----------
    worth : ndarray of shape (n, n), dtype=float64
        What each pair is worth.

    Returns
    -------
    usual : float
        More than 0.
    """
    return max(1e-9, float(np.abs(worth).sum()) / max(1, len(worth) * (len(worth) - 1)))


def whole(worth: Values) -> Rows:
    """Count worth in whole numbers.

    Parameters
    ----------
    worth : ndarray of shape (n, n), dtype=float64
        What each pair is worth.

    Returns
    -------
    units : ndarray of shape (n, n), dtype=int32
        `UNITS` for a usual pair; never so much that sums would run over.
    """
    scale = UNITS / usual(worth)
    most = float(np.abs(worth).max(initial=0))
    return np.rint(worth * min(scale, _MOST / max(1e-9, most))).astype(np.int32)


def _steady(floor: Floor) -> Rows:
    pinned = [floor.pins(number) >= 0 for number in range(len(floor.here))]
    return np.flatnonzero(floor.here.all(axis=0) & ~np.any(pinned, axis=0)).astype(np.int32)


def _peers(floor: Floor) -> Rows:
    fields = range(max(1, int(floor.industry.max(initial=0)) + 1))
    return _rows([np.flatnonzero(floor.industry == field).tolist() for field in fields])


def _groups(floor: Floor) -> Rows:
    groups = [sorted(floor.row[name] for name in one) for one in floor.evening.keep_together]
    return _rows(groups)


def _rows(groups: list[list[int]]) -> Rows:
    most = max(map(len, groups), default=0)
    filled = [[*group, *[-1] * (most - len(group))] for group in groups]
    return np.array(filled, dtype=np.int32).reshape(len(groups), most)


def shown(floor: Floor) -> Rows:
    """Say at which table people were told that they sit in the round about to start.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    shown : ndarray of shape (n,), dtype=int32
        -1 for people who were told nothing, or a table that is not there any more.
    """
    found = np.full(len(floor), -1, dtype=np.int32)
    for table, names in enumerate(floor.evening.about_to_start or ()):
        found[[floor.row[name] for name in names]] = table
    found[found >= len(floor.shapes[0].sizes)] = -1
    return found


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


def _fill(seats: Seats, floor: Floor, number: int, *, wished: Rows, order: Rows) -> None:
    shape, bench = floor.shapes[number], seats.size.shape[1] - 1
    room = [*shape.sizes, *[0] * (bench - len(shape.sizes)), shape.out]
    filling, pins = _Filling(seats, number, room), floor.pins(number)
    for sure in (pins, wished):
        for person in order:
            table = int(sure[person])
            missing = floor.here[number, person] and seats.at[number, person] < 0
            if missing and 0 <= table <= bench and room[table] > 0:
                filling.put(int(person), table)
    for person in order:
        if floor.here[number, person] and seats.at[number, person] < 0:
            filling.put(int(person), int(np.argmax(room)))
    for table in range(bench + 1):
        _count(seats, number, table)
    free = np.flatnonzero(floor.here[number] & (pins < 0))
    seats.movable[number, : len(free)] = free
    seats.movables[number] = len(free)
    seats.free[number, free] = True


def _count(seats: Seats, number: int, table: int) -> None:
    people = seats.who[number, table, : seats.size[number, table]]
    if table == seats.size.shape[1] - 1:
        # On the bench nobody meets, which the steps see by its size.
        seats.benched[people] += 1
        seats.size[number, table] = 0
        return
    seats.met[np.ix_(people, people)] += 1
    seats.met[people, people] -= 1
    fields = seats.industry[people]
    np.add.at(seats.heads[number, table], fields[fields >= 0], 1)
