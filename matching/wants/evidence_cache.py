"""What was compared once need not be compared again: a bounded cache of recent rooms."""

from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

import numpy as np

from matching.texts.text import Floats, Rows
from matching.texts.text_numbers import Places
from matching.wants.competition import Competition
from matching.wants.evidence_table import Compare, EvidenceTable
from matching.wants.kinds import Kinds
from matching.wants.scatter_gather import gathered

# So many numbers are kept in all, which takes 64 MB; and of so many rooms, since each is asked
# whether it knows somebody.
_MOST, _MOST_TABLES = 16_000_000, 8
# A table that knows so much of a room is the one; of one that knows less, nothing is taken.
_NEARLY_ALL, _IN_COMMON = 0.75, 0.25
# In a table of more than so many times as many kinds a room is looked at slower than by itself.
_LARGER = 2
_LOCK = Lock()
# The newest last.
_KEPT: list[EvidenceTable] = []


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A view of a table: where asks and offers of a room stand, and the competition for them.

    Parameters
    ----------
    table : ndarray, dtype=float32
        What speaks for each offer meaning what each ask means, and more.
    rows : ndarray of shape (a,), dtype=intp
        Where each kind of ask stands in it.
    columns : ndarray of shape (o,), dtype=intp
        Where each kind of offer stands in it.
    competition : Competition
        The competition for each kind.
    """

    table: Floats
    rows: Rows
    columns: Rows
    competition: Competition

    def evidence(self, asks: Rows, offers: Rows) -> Floats:
        """Give what speaks for some kinds of offers meaning what some kinds of asks mean.

        Parameters
        ----------
        asks : ndarray of shape (b,), dtype=intp
            Kinds of asks.
        offers : ndarray of shape (c,), dtype=intp
            Kinds of offers.

        Returns
        -------
        evidence : ndarray of shape (b, c), dtype=float32
            Natural log-odds.
        """
        return gathered(self.table, self.rows[asks], self.columns[offers])

    def evidence_each(self, asks: Rows, offers: Rows) -> Floats:
        """Give what speaks for some offers meaning what some asks mean, one by one.

        Parameters
        ----------
        asks, offers : ndarray of shape (k,), dtype=intp
            Kinds of asks and of offers.

        Returns
        -------
        evidence : ndarray of shape (k,), dtype=float32
            Natural log-odds.
        """
        return np.asarray(self.table[self.rows[asks], self.columns[offers]])


def view_of(edition: Hashable, asks: Kinds, offers: Kinds, compare: Compare) -> EvidenceView:
    """Compare every ask of a room with every offer, as far as they were not before.

    Parameters
    ----------
    edition : hashable
        All that the evidence depends on, beside the ask and the offer.
    asks, offers : Kinds
        Those of the room; neither is empty.
    compare : callable
        Takes some kinds of asks and some kinds of offers, and gives what speaks for each pair.

    Returns
    -------
    view : EvidenceView
        The same as if nothing had been compared before.

    Notes
    -----
    Somebody arrives, and of a million pairs of texts a few thousand are new; the same people
    come tomorrow. The recent room that has most in common is taken, and of it what this room
    has, too.
    """
    before = _like(edition, asks, offers)
    if before is not None:
        with before.lock:
            places = before.places(asks, offers)
            is_part = _is_part(before, asks, offers)
            if not is_part and before.has_room(*places):
                _keep(before, before)
                return EvidenceView(
                    before.table, *places, before.look(asks, offers, places, compare)
                )
        compare = _but_for_known(before.table, *places, compare)
        before = None if is_part else before
    table = EvidenceTable(edition, len(asks.names), len(offers.names))
    places = table.places(asks, offers)
    view = EvidenceView(table.table, *places, table.look(asks, offers, places, compare))
    _keep(table, before)
    return view


def _but_for_known(table: Floats, rows: Rows, columns: Rows, compare: Compare) -> Compare:
    """Take what is known from a table, and compare the rest."""

    def compared(asks: Rows, offers: Rows) -> Floats:
        evidence = gathered(table, rows[asks], columns[offers])
        mine, theirs = rows[asks] < 0, columns[offers] < 0
        evidence[mine] = compare(asks[mine], offers)
        evidence[:, theirs] = compare(asks, offers[theirs])
        return evidence

    return compared


def _like(edition: Hashable, asks: Kinds, offers: Kinds) -> EvidenceTable | None:
    """Find the table that knows most of a room, or the newest that knows nearly all."""
    with _LOCK:
        tables = [table for table in reversed(_KEPT) if table.edition == edition]
    best, most = None, _IN_COMMON
    for table in tables:
        share = _share(table.asks.names, asks)
        if share < most:  # Offers are not looked up where asks alone rule a table out.
            continue
        share *= _share(table.offers.names, offers)
        if share >= _NEARLY_ALL and not _is_part(table, asks, offers):
            return table
        if share >= most:
            best, most = table, share
    return best


def _is_part(table: EvidenceTable, asks: Kinds, offers: Kinds) -> bool:
    """Say whether most of a table is not of this room."""
    sides = (table.asks, asks), (table.offers, offers)
    return any(side.taken > _LARGER * len(kinds.names) for side, kinds in sides)


def _share(known: Places, kinds: Kinds) -> float:
    return float((known.find(kinds.names) >= 0).mean())


def _keep(table: EvidenceTable, before: EvidenceTable | None) -> None:
    """Keep a table, instead of the one that it goes on from or of the oldest."""
    with _LOCK:
        others = [one for one in _KEPT if one is not before and one is not table]
        _KEPT[:] = [*others[1 - _MOST_TABLES :], table]
        while sum(map(len, _KEPT)) > _MOST:
            del _KEPT[0]
