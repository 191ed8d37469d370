"""Schedules in which nobody meets twice: how many rounds there can be, and who sits where."""

from math import inf

import numpy as np
import numpy.typing as npt

from matching.designs.base_blocks import developed
from matching.designs.difference_matrices import shifted
from matching.designs.known_starters import kept
from matching.designs.starters import search
from matching.designs.transversals import circle, transversal
from matching.messages import Said

Schedule = npt.NDArray[np.intp]

# The most rounds anybody has found, as far as we know, for tables of 2, 3, 4 … up to as many
# as there are tables.
_BEST = {
    2: (3,),
    3: (5, 4),
    4: (7, 4, 5),
    5: (9, 7, 5, 6),
    6: (11, 8, 7, 6, 3),
    7: (13, 10, 9, 7, 7, 8),
    8: (15, 11, 10, 8, 8, 8, 9),
    9: (17, 13, 11, 9, 9, 9, 9, 10),
    10: (19, 14, 13, 9, 8, 7, 6, 5, 4),
}
_PAIR = 2
# Rooms that count right and yet have no such schedule: it was proved case by case.
_PROVEN = {(4, 3): 4, (5, 4): 5, (6, 6): 3}


def design(
    tables: int, size: int, rounds: int, *, seconds: float, seed: int = 0
) -> Schedule | None:
    """Seat everybody in every round so that no two people meet twice.

    Parameters
    ----------
    tables, size : int
        How many tables there are, and how many sit at each: as many people as seats.
    rounds : int
        How many rounds are wanted.
    seconds : float
        How long to search where nothing is known.
    seed : int, default 0
        Where the search begins.

    Returns
    -------
    schedule : ndarray of shape (rounds, tables, size), dtype=intp, or None
        People are numbered from 0 and sit exactly once a round. None if arithmetic forbids
        it, or if nothing was found in time.

    Examples
    --------
    >>> design(3, 3, 2, seconds=1).tolist()
    [[[0, 3, 6], [1, 4, 7], [2, 5, 8]], [[0, 5, 7], [1, 3, 8], [2, 4, 6]]]
    >>> design(3, 4, 2, seconds=1) is None
    True
    """
    if impossible(tables, size, rounds):
        return None
    if size == 1:
        alone = np.arange(tables, dtype=np.intp).reshape(1, tables, 1)
        return np.repeat(alone, rounds, axis=0)
    known = written_down(tables, size)
    if len(known) >= rounds:
        return known[:rounds]
    return search(tables, size, rounds, seconds=seconds, seed=seed)


def written_down(tables: int, size: int) -> Schedule:
    """Give the longest schedule in which nobody meets twice that needs no search.

    Parameters
    ----------
    tables, size : int
        How many tables there are, and how many sit at each.

    Returns
    -------
    schedule : ndarray of shape (rounds, tables, size), dtype=intp
        Of one round at least.

    Examples
    --------
    >>> len(written_down(8, 4)), len(written_down(6, 6)), len(written_down(2, 3))
    (10, 3, 1)
    """
    return max(all_written_down(tables, size), key=len)


def all_written_down(tables: int, size: int) -> list[Schedule]:
    """Give each schedule in which nobody meets twice that needs no search, however made.

    Parameters
    ----------
    tables, size : int
        How many tables there are, and how many sit at each.

    Returns
    -------
    schedules : list of ndarray of shape (rounds, tables, size), dtype=intp
        One at least.

    Examples
    --------
    >>> [len(schedule) for schedule in all_written_down(6, 5)]
    [6, 2, 5]
    """
    if size > tables:
        return [np.arange(tables * size, dtype=np.intp).reshape(1, tables, size)]
    if size == _PAIR:
        return [circle(tables)]
    makers = (kept, developed, transversal, shifted)
    return [found for make in makers if (found := make(tables, size)) is not None]


def most_rounds(tables: int, size: int) -> int:
    """Say in how many rounds nobody need meet twice, as far as anybody knows.

    Parameters
    ----------
    tables, size : int
        How many tables there are, and how many sit at each.

    Returns
    -------
    rounds : int
        For up to ten tables the most that anybody found; for more, what counting allows.

    References
    ----------
    .. [1] W. Harvey and T. Winterer, "Solving the MOLR and social golfer problems",
       CP 2005, Lecture Notes in Computer Science 3709.
    .. [2] OEIS A107431.

    Examples
    --------
    >>> most_rounds(8, 4), most_rounds(6, 6), most_rounds(12, 3), most_rounds(4, 5)
    (10, 3, 17, 1)
    """
    if 1 < size <= tables and tables in _BEST:
        return _BEST[tables][size - 2]
    return _most_by_counting(tables, size)


def impossible(tables: int, size: int, rounds: int) -> str:
    """Say why people must meet twice, if they must.

    Parameters
    ----------
    tables, size, rounds : int
        How many tables there are, how many sit at each, and how often.

    Returns
    -------
    reason : str
        A sentence for the host; empty if nothing is known to forbid it.

    Examples
    --------
    >>> impossible(4, 5, 2)
    '5 people of one table cannot all be apart at 4 tables, so some meet again in round 2.'
    >>> impossible(6, 5, 6)
    ''
    """
    if rounds <= 1 or size <= 1:
        return ""
    people = tables * size
    if size > tables:
        return Said(
            "%(count)s people of one table cannot all be apart at %(tables)s, "
            "so some meet again in round %(round)s.",
            count=size,
            tables=tables,
            round=2,
        )
    if rounds * (size - 1) > people - 1:
        return Said(
            "Everybody has %(others)s others to meet, and %(rounds)s rounds at tables of "
            "%(size)s need %(need)s.",
            others=people - 1,
            rounds=rounds,
            size=size,
            need=rounds * (size - 1),
        )
    if rounds > _PROVEN.get((tables, size), inf):
        return Said(
            "It is proved that %(tables)s of %(size)s have at most "
            "%(most)s rounds in which nobody meets twice.",
            tables=tables,
            size=size,
            most=_PROVEN[tables, size],
        )
    return ""


def _most_by_counting(tables: int, size: int) -> int:
    if size <= 1 or tables < size:
        return 1
    return (tables * size - 1) // (size - 1)
