"""An evening in which people who stay together come as one, and what a plan of it says of each."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.evenings.worths import Marks
from matching.texts.text import Rows as Numbers
from matching.types import Pair, PersonId, pair

_PAIR = 2


def as_one(floor: Floor, *, stay: bool = False) -> Iterator[Evening]:
    """Let one of each group come for all of it.

    Parameters
    ----------
    floor : Floor
        The evening.
    stay : bool
        Whether everybody is there all the time.

    Yields
    ------
    evening : Evening
        The same with fewer people, at tables with as many seats less as the rest of groups
        may take; first with the most. None where that changes nothing, where people were shown
        their tables already, or people of one group have seats at two.

    Notes
    -----
    Schedules in which nobody meets twice have no place for who shares a table in each round,
    nor for who comes late.
    """
    evening = floor.evening
    more = [len(group) - 1 for group in evening.keep_together]
    fixed = _seats(floor, evening.fixed)
    locked = {number: _seats(floor, seats) for number, seats in evening.locked.items()}
    if not (stay or any(more)) or evening.about_to_start or None in (fixed, *locked.values()):
        return
    most = min(evening.table_size - evening.smallest, evening.table_size - _PAIR)
    for left in range(most if any(more) else 0, max(more, default=0) - 1, -1):
        yield replace(
            evening,
            attendees=tuple(evening.attendees[i] for i in np.unique(heads(floor))),
            table_size=evening.table_size - left,
            smallest_table=evening.smallest,
            keep_together=(),
            keep_apart=_apart(floor, left) | (_leaving(floor) if stay else frozenset()),
            competitors=frozenset(),
            fixed=fixed or {},
            locked={number: seats or {} for number, seats in locked.items()},
            absent={} if stay else _away(floor),
            history=(),
            met={},
            sat_out={},
            worth=_worth(floor),
        )


def heads(floor: Floor) -> Numbers:
    """Say who comes for whom.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    heads : ndarray of shape (n,), dtype=intp
        For each person the row of the first of those who stay with them.
    """
    same = floor.together | np.eye(len(floor), dtype=np.bool_)
    return np.asarray(np.argmax(same, axis=1))


def each(floor: Floor, at: Rows, bench: int) -> list[Numbers] | None:
    """Seat everybody where the first of their group sits.

    Parameters
    ----------
    floor : Floor
        The evening.
    at : ndarray of shape (r, k), dtype=int32
        The tables of a plan in which groups come as one.
    bench : int
        The number of the bench in it.

    Returns
    -------
    rounds : list of ndarray of shape (n,), or None
        Everybody's table in each round, -1 for those without one; None where groups fill a
        table beyond its seats, or too many sit out.
    """
    evening, first = floor.evening, heads(floor)
    row, rounds = np.searchsorted(np.unique(first), first), []
    for number, here in enumerate(floor.here):
        tables = np.where((at[number] >= 0) & (at[number] < bench), at[number], -1)[row]
        tables = np.where(here, tables, -1)
        sizes = np.bincount(tables[tables >= 0])
        out = int((here & (tables < 0)).sum())
        over = (sizes > evening.table_size) | ((sizes > 0) & (sizes < evening.smallest))
        if over.any() or out > evening.may_sit_out(floor.shapes[number].out):
            return None
        rounds.append(tables)
    return rounds


def _seats(floor: Floor, seats: Mapping[PersonId, int]) -> dict[PersonId, int] | None:
    first, found = heads(floor), dict[PersonId, int]()
    for name, table in seats.items():
        if found.setdefault(floor.evening.ids[first[floor.row[name]]], table) != table:
            return None
    return found


def _away(floor: Floor) -> dict[int, frozenset[PersonId]]:
    """Say in which rounds nobody of a group is there."""
    first, ids = heads(floor), floor.evening.ids
    return {
        number: frozenset(ids[i] for i in np.setdiff1d(first, first[here]))
        for number, here in enumerate(floor.here)
    }


def _apart(floor: Floor, left: int) -> frozenset[Pair]:
    """Keep groups apart of whom any two must not meet, or for whom a table has no seats."""
    first, ids = heads(floor), floor.evening.ids
    never = floor.never.copy()
    if not floor.evening.allow_repeats:
        never |= (floor.played > 0) & ~floor.together
    one, other = np.nonzero(never)
    apart = {pair(ids[a], ids[b]) for a, b in zip(first[one], first[other], strict=True)}
    more = np.bincount(first, minlength=len(floor)) - 1
    large = np.flatnonzero(more > 0)
    return frozenset(apart) | {
        pair(ids[i], ids[j]) for i in large for j in large if i < j and more[i] + more[j] > left
    }


def _leaving(floor: Floor) -> frozenset[Pair]:
    """Keep people apart who miss the same round, if a table can spare but one of them."""
    evening, first = floor.evening, heads(floor)
    if evening.smallest < evening.table_size - 1:
        return frozenset()
    away = [np.unique(first[~here]) for here in floor.here]
    return frozenset(
        pair(evening.ids[i], evening.ids[j]) for rows in away for i in rows for j in rows if i < j
    )


def _worth(floor: Floor) -> dict[Pair, float]:
    """Add up what the people of two groups are worth to each other."""
    first, ids = heads(floor), floor.evening.ids
    all_of: Marks = first[:, None] == np.unique(first)
    worth = all_of.T.astype(float) @ (floor.worth - floor.cost) @ all_of
    names = [ids[i] for i in np.unique(first)]
    return {
        pair(one, names[j]): float(worth[i, j])
        for i, one in enumerate(names)
        for j in range(i + 1, len(names))
    }
