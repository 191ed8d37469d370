"""Plans for tight rooms, from schedules in which nobody meets twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice, zip_longest

import numpy as np

from matching.designs.schedules import all_written_down, design, impossible
from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.evenings.worths import Marks
from matching.mixers.seats.quadratic_assignment import Takers, look
from matching.mixers.seats.seats import UNITS, whole
from matching.texts.text import Rows as Numbers

# So many choices of rounds of a longer schedule are enough of a variety.
_CHOICES = 40
# Groups of fewer find places that are apart by chance. So many people are tried as the first.
_GROUP, _STARTS = 4, 20
# The rounds that are taken of a schedule, and those left out.
Choice = tuple[Numbers, Numbers]


@dataclass(frozen=True, slots=True)
class Places:
    """The seats of a schedule that people take.

    Parameters
    ----------
    table : ndarray of shape (r, n), dtype=int32
        The table of each place in each round.
    apart : tuple of ndarray
        Places of which no two share a table: rows of the schedule if its tables take one of
        each, and tables of rounds that are left out. The largest come first.
    """

    table: Rows
    apart: tuple[Numbers, ...] = ()

    def takers(self, floor: Floor, *, never: float, seed: int) -> Takers:
        """Let people take places by chance.

        Parameters
        ----------
        floor : Floor
            The evening.
        never : float
            What it costs that people meet who must not, in what a usual pair is worth.
        seed : int
            Decides where chance decides.

        Returns
        -------
        takers : Takers
            Who takes which place.
        """
        n, chance = len(floor), np.random.default_rng(seed)
        beside = (self.table[:, :, None] == self.table[:, None, :]).any(axis=0)
        np.fill_diagonal(beside, val=False)
        person = self._first_takers(floor, chance)
        industry = floor.industry.astype(np.int32)
        tables, fields = int(self.table.max()) + 1, max(1, int(industry.max(initial=0)) + 1)
        heads = np.zeros((len(self.table), tables, fields), dtype=np.int32)
        for number, table in enumerate(self.table):
            known = industry[person] >= 0
            np.add.at(heads[number], (table[known], industry[person][known]), 1)
        takers = Takers(
            near=_near(beside),
            beside=beside.astype(np.int32),
            table=np.ascontiguousarray(self.table),
            person=person,
            units=_units(floor, never),
            liked=np.zeros((n, n), dtype=np.int32),
            industry=industry,
            heads=heads,
            most_alike=floor.evening.max_same_industry or n,
            chance=chance.integers(1, 2**63, size=1, dtype=np.uint64),
        )
        look(takers)
        return takers

    def _first_takers(self, floor: Floor, chance: np.random.Generator) -> Rows:
        """Let those who must all be apart take places that are; the rest by chance.

        Among a hundred there may be ten of a firm and its rivals. At ten tables they need
        ten places that are all apart, of which there are few, and chance finds none.
        """
        person, never = np.full(len(floor), -1, dtype=np.int32), floor.never.copy()
        order = chance.permutation(len(self.apart))
        for k in sorted(order, key=lambda k: -len(self.apart[k])):
            free = self.apart[k][person[self.apart[k]] < 0]
            group = _all_apart(never)
            if len(group) < _GROUP:
                break
            group = group[: len(free)]
            person[free[: len(group)]] = group
            never[group] = never[:, group] = False
        rest = np.setdiff1d(np.arange(len(floor)), person[person >= 0])
        person[person < 0] = chance.permutation(rest)
        return person

    def seated(self, takers: Takers) -> Rows:
        """Give everybody's table.

        Parameters
        ----------
        takers : Takers
            Who takes which place.

        Returns
        -------
        at : ndarray of shape (r, n), dtype=int32
            The table of each person in each round.
        """
        at = np.empty_like(self.table)
        at[:, takers.person] = self.table
        return at


def _all_apart(never: Marks) -> list[int]:
    """Find people of whom no two may meet, as many as a few greedy tries give."""
    found: list[int] = []
    for start in np.argsort(-never.sum(axis=1), kind="stable")[:_STARTS]:
        group, may = [int(start)], never[start].copy()
        while may.any():
            group.append(int(np.argmax(np.where(may, never[:, may].sum(axis=1), -1))))
            may &= never[group[-1]]
        found = max(found, group, key=len)
    return found


def _near(beside: Numbers) -> Rows:
    found = np.full((len(beside), int(beside.sum(axis=1).max(initial=1))), -1, dtype=np.int32)
    for place, row in enumerate(beside):
        others = np.flatnonzero(row)
        found[place, : len(others)] = others
    return found


def _units(floor: Floor, never: float) -> Rows:
    """Count worth in whole numbers; pairs who must not meet, or have met, cost."""
    apart = floor.never | (floor.played > 0)
    units = whole(floor.worth - floor.cost)
    np.fill_diagonal(units, 0)
    return np.where(apart, np.int32(-never * UNITS), units)


def places_of(floor: Floor, *, seconds: float, seed: int) -> Iterator[Places]:
    """List schedules without repeats that fit an evening.

    Parameters
    ----------
    floor : Floor
        The evening.
    seconds : float
        How long to look for a schedule.
    seed : int
        Decides which rounds of a longer schedule come first.

    Yields
    ------
    places : Places
        None at all where the rounds differ in who is there or in their tables, or where no
        schedule is known.

    Notes
    -----
    If some tables have one seat less, a schedule with one round more is taken, and seats
    of one table of that round stay empty: in the other rounds no two of them are at one
    table.
    """
    rounds, n = floor.here.shape
    sizes = floor.shapes[0].sizes
    same = floor.here.all() and all(shape.sizes == sizes for shape in floor.shapes)
    if not same or not sizes or sum(sizes) < n:
        return
    tables, size = len(sizes), max(sizes)
    empty = tables * size - n
    spare = int(empty > 1)
    if empty > size:
        return
    by_size = np.argsort(-np.array(sizes), kind="stable")
    choices = [
        _choices(found, rounds + spare, seed=seed)
        for found in _schedules(tables, size, rounds + spare, seconds=seconds)
    ]
    # Some schedules keep apart whom others cannot, so they take turns.
    for some, left_out in islice(_in_turn(choices), _CHOICES):
        last = some[rounds, 0] if spare else some[0, 0]
        taken = np.setdiff1d(np.arange(tables * size), last[:empty])
        place = np.full(tables * size, -1, dtype=np.intp)
        place[taken] = np.arange(len(taken))
        # Fewer are hardly ever of help, and there are hundreds of such tables.
        apart = [*_rows_apart(some), *left_out.reshape(-1, size)[: None if size >= _GROUP else 0]]
        numbers = tuple(np.sort(place[seats][place[seats] >= 0]) for seats in apart)
        yield Places(_tables(some[:rounds], last[:empty], by_size), numbers)


def _choices(found: Numbers, rounds: int, *, seed: int) -> list[Choice]:
    """Choose rounds of a longer schedule in some ways; give them, and those left out."""
    chosen = list(islice(combinations(range(len(found)), rounds), 10 * _CHOICES))
    np.random.default_rng(seed).shuffle(chosen)
    return [
        (found[list(numbers)], np.delete(found, list(numbers), axis=0))
        for numbers in chosen[:_CHOICES]
    ]


def _in_turn(choices: list[list[Choice]]) -> Iterator[Choice]:
    """Give one of each list after the other, until all are given."""
    for together in zip_longest(*choices):
        yield from (one for one in together if one is not None)


def _rows_apart(some: Numbers) -> Numbers:
    """Give the rows of a schedule if nobody meets within them."""
    _, tables, size = some.shape
    rows = some // tables
    alike = (np.sort(rows, axis=2) == np.arange(size)).all()
    return np.arange(tables * size * int(alike)).reshape(-1, tables)


def _schedules(tables: int, size: int, rounds: int, *, seconds: float) -> list[Numbers]:
    """Find schedules, with more rounds than asked for where one is written down."""
    if impossible(tables, size, rounds):
        return []
    long = [found for found in all_written_down(tables, size) if len(found) >= rounds]
    found = None if long else design(tables, size, rounds, seconds=seconds)
    return long if found is None else [found]


def _tables(schedule: Numbers, empty: Numbers, by_size: Numbers) -> Rows:
    """Give the table of each place; fuller tables come where tables are larger."""
    at = np.full((len(schedule), schedule[0].size), -1, dtype=np.int32)
    for number, tables in enumerate(schedule):
        full = [np.setdiff1d(seats, empty) for seats in tables]
        fullest = sorted(range(len(full)), key=lambda k: -len(full[k]))
        for table, k in zip(by_size, fullest, strict=True):
            at[number, full[k]] = table
    return np.delete(at, empty, axis=1)
