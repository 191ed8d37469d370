"""The seats of a schedule without repeats, and who takes which at first."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.evenings.worths import Marks
from matching.mixers.seats.quadratic_assignment import Takers, look
from matching.mixers.seats.seats import UNITS, whole
from matching.texts.text import Rows as Numbers

# Groups of fewer find places that are apart by chance. So many people are tried as the first.
GROUP, _STARTS = 4, 20


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
    before : tuple of ndarray
        Places at the tables of one round that is left out, as if it had been played.
    """

    table: Rows
    apart: tuple[Numbers, ...] = ()
    before: tuple[Numbers, ...] = ()

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
        ten places that are all apart, of which there are few, and chance finds none. Neither
        does it where a round was played: whoever shared a table then takes places that do in
        a round that is left out.
        """
        person, never = np.full(len(floor), -1, dtype=np.int32), floor.never.copy()
        for rows, free in self._as_played(floor, chance):
            person[free[: len(rows)]] = rows
            never[rows] = never[:, rows] = False
        order = chance.permutation(len(self.apart))
        for k in sorted(order, key=lambda k: -len(self.apart[k])):
            free = self.apart[k][person[self.apart[k]] < 0]
            group = _all_apart(never)
            if len(group) < GROUP:
                break
            group = group[: len(free)]
            person[free[: len(group)]] = group
            never[group] = never[:, group] = False
        rest = np.setdiff1d(np.arange(len(floor)), person[person >= 0])
        person[person < 0] = chance.permutation(rest)
        return person

    def _as_played(
        self, floor: Floor, chance: np.random.Generator
    ) -> Iterator[tuple[Numbers, Numbers]]:
        """Give people of each table of a round that was played places at one that is left out."""
        if floor.evening.allow_repeats:
            return
        free = sorted((chance.permutation(places) for places in self.before), key=len)[::-1]
        for played in floor.evening.history:
            tables = [np.array([floor.row[name] for name in table]) for table in played]
            tables.sort(key=len, reverse=True)
            fit = len(tables) <= len(free) and all(map(_fits, tables, free))
            if fit:
                yield from zip(tables, free, strict=False)
                return

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


def _fits(people: Numbers, places: Numbers) -> bool:
    return len(people) <= len(places)


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
