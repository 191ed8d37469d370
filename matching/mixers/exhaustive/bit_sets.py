"""The rules of a small room as bit sets of people, for compiled steps.

Sets of people are whole numbers, a bit for each person.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Sets = npt.NDArray[np.int64]


class Room(NamedTuple):
    """The rules of a small room, and how far its plan has come.

    Parameters
    ----------
    here : ndarray of shape (r,), dtype=int64
        Who is there.
    apart : ndarray of shape (r, n), dtype=int64
        Who must not share a table with each person in a round because of the seats that
        both have in it or share in another.
    mates : ndarray of shape (n,), dtype=int64
        Who stays together with each person.
    units : ndarray of shape (r, n), dtype=int64
        Each person with all who must share a table with them, as they stay together or have
        their seats at one.
    seated : ndarray of shape (r,), dtype=int64
        Who has a seat, and may not sit out.
    alike : ndarray of shape (r,), dtype=bool
        Whether the same holds as in the round before, so that the two could change places.
    sizes : tuple of int
        Fewest and most people at a table.
    out : ndarray of shape (r,), dtype=int64
        How many may sit out.
    tables : ndarray of shape (r,), dtype=int64
        How many tables there may be.
    most_benched : ndarray of shape (n,), dtype=int64
        In how many rounds each may sit out.
    fields : ndarray of shape (n,), dtype=int64
        The people of each person's industry.
    most_alike : int
        How many of one industry may share a table.
    crowds : ndarray of shape (2, c), dtype=int64
        Everybody by sets of whom one may sit at a table, and by industries; the rest is 0.
    caps : tuple of int
        How many of a set may sit at a table, of either kind.
    once : bool
        Whether people who met may not meet again.
    met : ndarray of shape (n,), dtype=int64
        Whom each person may not meet any more.
    benched : ndarray of shape (n,), dtype=int64
        In how many rounds each sits out so far.
    plan : ndarray of shape (r, t), dtype=int64
        Who sits at each table.
    steps : int
        How many steps to take at most.
    """

    here: Sets
    apart: Sets
    mates: Sets
    units: Sets
    seated: Sets
    alike: npt.NDArray[np.bool_]
    sizes: tuple[int, int]
    out: Sets
    tables: Sets
    most_benched: Sets
    fields: Sets
    most_alike: int
    crowds: Sets
    caps: tuple[int, int]
    once: bool
    met: Sets
    benched: Sets
    plan: Sets
    steps: int
