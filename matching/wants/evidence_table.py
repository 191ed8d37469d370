"""Asks and offers of a room, and all that speaks for each pair, kept from look to look."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from matching.memory import zeros
from matching.texts.text import Floats, Rows
from matching.texts.text_numbers import Places as Names
from matching.wants.competition import (
    Competition,
    Doubles,
    Places,
    added_up,
    balanced,
    likely,
    odds_of,
)
from matching.wants.kinds import Kinds
from matching.wants.scatter_gather import put

# There is room for so many more to come, by their share and at least.
_MORE, _FEW_MORE = 0.25, 40
# So many are compared at a time, since memory that was never used is dear; and so many stay near
# the processor while their odds are worked on.
_COMPARED, _AT_A_TIME = 500_000, 200_000

Compare = Callable[[Rows, Rows], Floats]
"""Takes some kinds of asks and some kinds of offers, and gives what speaks for each pair."""


@dataclass(slots=True)
class _Side:
    """All asks, or all offers, of a table, by their places.

    Parameters
    ----------
    count : ndarray of shape (places,), dtype=float64
        How many of each there were at the last look.
    sums : ndarray of shape (places,), dtype=float64
        The odds of each with all that were there of the other side.
    names : Places
        Where those stand that can be found.
    taken : int
        How many places are taken.
    """

    count: Doubles
    sums: Doubles
    names: Names = field(default_factory=Names)
    taken: int = 0

    def recounted(self, count: Doubles) -> tuple[Rows, Doubles]:
        """Take how many there are now; give of which there are more or fewer, and how many."""
        change = count - self.count
        self.count = count
        at = np.flatnonzero(change)
        return at, change[at]

    def come(self, rows: Rows, kinds: Kinds) -> None:
        """Give places to what is new. What is not there is not compared with it, and forgotten."""
        new = np.flatnonzero(rows < 0)
        rows[new] = np.arange(self.taken, self.taken + len(new))
        self.taken += len(new)
        self.sums[rows[new]], self.count[rows[new]] = 0, kinds.count[new]
        self.names = Names(kinds.names, rows)


class EvidenceTable:
    """Asks and offers of a room, and all that speaks for each pair; more may come.

    Parameters
    ----------
    edition : hashable
        All that the evidence depends on, beside the ask and the offer.
    asks, offers : int
        How many come at first.

    Notes
    -----
    What was compared stays where it is. Of the odds the sums are kept, which change by what comes
    and goes; they are whole numbers, and so the same as if the room had been counted anew.
    """

    def __init__(self, edition: Hashable, asks: int, offers: int) -> None:
        self.edition = edition
        rows, columns = (n + max(_FEW_MORE, int(n * _MORE)) for n in (asks, offers))
        self.table = zeros((rows, columns), np.float32)
        self.asks = _Side(np.zeros(rows), np.zeros(rows))
        self.offers = _Side(np.zeros(columns), np.zeros(columns))
        self.lock = Lock()
        self._likely = _Likely()

    def __len__(self) -> int:
        """Count the numbers that it holds."""
        return self.table.size + 3 * len(self._likely.odds)

    def places(self, asks: Kinds, offers: Kinds) -> tuple[Rows, Rows]:
        """Say where asks and offers stand.

        Parameters
        ----------
        asks, offers : Kinds
            Those of a room.

        Returns
        -------
        rows, columns : ndarray of shape (a,) and (o,), dtype=intp
            Their places, below zero for what is new.
        """
        return self.asks.names.find(asks.names), self.offers.names.find(offers.names)

    def has_room(self, rows: Rows, columns: Rows) -> bool:
        """Say whether there are places for all that is new.

        Parameters
        ----------
        rows, columns : ndarray of shape (a,) and (o,), dtype=intp
            Places, as `places` gives them.

        Returns
        -------
        has_room : bool
            Whether these asks and offers can be looked at.
        """
        sides = (self.asks, rows), (self.offers, columns)
        return all(side.taken + (at < 0).sum() <= len(side.count) for side, at in sides)

    def look(
        self, asks: Kinds, offers: Kinds, places: tuple[Rows, Rows], compare: Compare
    ) -> Competition:
        """Let what is new come, and measure the competition; nobody else may look meanwhile.

        Parameters
        ----------
        asks, offers : Kinds
            All that are there now.
        places : tuple of two ndarray of shape (a,) and (o,), dtype=intp
            Where these stand; what is new is given a place.
        compare : callable
            Compares some of them.

        Returns
        -------
        competition : Competition
            The competition for each.
        """
        rows, columns = places
        self._recount(_counts(self.asks, rows, asks), _counts(self.offers, columns, offers))
        new, known, more = np.flatnonzero(rows < 0), np.flatnonzero(rows >= 0), columns < 0
        if len(new) or more.any():
            self.asks.come(rows, asks)
            self.offers.come(columns, offers)
            self._fill(places, new, np.arange(len(columns)), compare)
            self._fill(places, known, np.flatnonzero(more), compare)
        competition = self._competition()
        return Competition(competition.asks[rows], competition.offers[columns])

    def _recount(self, asks: Doubles, offers: Doubles) -> None:
        """Take how many there are of those that were there before."""
        rows, more_asked = self.asks.recounted(asks)
        columns, more_offered = self.offers.recounted(offers)
        height, width = self.table.shape
        if len(rows) * width + height * len(columns) < height * width:
            self.offers.sums += more_asked @ odds_of(self.table[rows]).astype(np.float64)
            self.asks.sums += odds_of(self.table[:, columns]).astype(np.float64) @ more_offered
            return
        # Where most have changed, all is read once, so much at a time as stays near the processor.
        asked, offered = np.zeros(height), np.zeros(width)
        asked[rows], offered[columns] = more_asked, more_offered
        for some in _in_steps(self.asks.taken, _AT_A_TIME // width):
            counts = asked[some], offered
            self.asks.sums[some] += added_up(odds_of(self.table[some]), counts, self.offers.sums)

    def _fill(self, places: tuple[Rows, Rows], asks: Rows, offers: Rows, compare: Compare) -> None:
        """Compare what is new, and add its odds to the sums of both sides."""
        if not (len(asks) and len(offers)):
            return
        rows, columns = places[0][asks], places[1][offers]
        for some in _in_steps(len(asks), _COMPARED // len(offers)):
            evidence = compare(asks[some], offers)
            put(evidence, rows[some], columns, self.table)
            for few in _in_steps(len(evidence), _AT_A_TIME // len(offers)):
                self._add(rows[some][few], columns, odds_of(evidence[few]))

    def _add(self, rows: Rows, columns: Rows, odds: Floats) -> None:
        ask, offer, level = likely(odds)
        self._likely.add(rows[ask], columns[offer], level)
        offered = np.zeros(len(columns))
        counts = self.asks.count[rows], self.offers.count[columns]
        self.asks.sums[rows] += added_up(odds, counts, offered)
        self.offers.sums[columns] += offered

    def _competition(self) -> Competition:
        both = self.asks, self.offers
        sums = [np.where(side.count > 0, side.sums, 0) for side in both]
        return balanced(*self._likely.all(), (sums[0], sums[1]), (both[0].count, both[1].count))


@dataclass(slots=True)
class _Likely:
    """Pairs of places that are likely to mean the same, with room for more.

    Parameters
    ----------
    ask, offer : ndarray of shape (m,), dtype=int32
        Their places.
    odds : ndarray of shape (m,), dtype=float32
        How likely, in parts.
    taken : int
        How many there are.
    """

    ask: Places = field(default_factory=lambda: np.zeros(0, np.int32))
    offer: Places = field(default_factory=lambda: np.zeros(0, np.int32))
    odds: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    taken: int = 0

    def add(self, ask: Rows, offer: Rows, odds: Floats) -> None:
        """Take in more."""
        end = self.taken + len(odds)
        if end > len(self.odds):
            more = int(end * (1 + _MORE)) - len(self.odds)
            self.ask, self.offer = (np.pad(held, (0, more)) for held in (self.ask, self.offer))
            self.odds = np.pad(self.odds, (0, more))
        at = slice(self.taken, end)
        self.ask[at], self.offer[at], self.odds[at] = ask, offer, odds
        self.taken = end

    def all(self) -> tuple[tuple[Places, Places], Floats]:
        """Give all."""
        return (self.ask[: self.taken], self.offer[: self.taken]), self.odds[: self.taken]


def _in_steps(count: int, step: int) -> list[slice]:
    return [slice(at, at + max(1, step)) for at in range(0, count, max(1, step))]


def _counts(side: _Side, at: Rows, kinds: Kinds) -> Doubles:
    """Count at each place how many there are of what was there before."""
    count = np.zeros(len(side.count))
    count[at[at >= 0]] = kinds.count[at >= 0]
    return count
