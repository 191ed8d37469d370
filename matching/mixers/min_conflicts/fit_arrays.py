"""Who sits at tables of any size that the rules allow, as arrays for compiled steps."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Shorts = npt.NDArray[np.int16]


class Fit(NamedTuple):
    """Who sits where; n people, r rounds, t tables, the bench being the last of them.

    Parameters
    ----------
    at : ndarray of shape (r, n), dtype=int32
        The table of each person; -1 where they are not there.
    who, spot : ndarray of shape (r, t, n) and (r, n), dtype=int32
        People at each table, and each person's place among them.
    size : ndarray of shape (r, t), dtype=int32
        How many of `who` count.
    met : ndarray of shape (n, n), dtype=int16
        How often each pair has met, more than once being a fault; who must not meet begins
        with 1, and for whom it does not count far below 0.
    once : ndarray of shape (n, n), dtype=bool
        Who may meet once.
    weight : ndarray of shape (n, n), dtype=int32
        What it costs that a pair meets too often; more where that was hard to mend.
    field : ndarray of shape (n,), dtype=int32
        Industries; -1 where unknown.
    heads : ndarray of shape (r, t, industries), dtype=int32
        People of each industry at each table.
    most_alike : int
        More than so many people of one industry at a table are too many.
    sizes : tuple of int
        Fewest and most people at a table.
    tables : ndarray of shape (r,), dtype=int32
        How many tables there may be.
    out : ndarray of shape (r,), dtype=int32
        How many may sit out.
    benched : ndarray of shape (n,), dtype=int32
        In how many rounds each sits out.
    most_benched : ndarray of shape (n,), dtype=int32
        In more rounds they should not.
    stays : ndarray of shape (r, n), dtype=bool
        Who must sit where they are.
    first : ndarray of shape (r, n), dtype=int32
        For each person the first of those there who stay together with them; mostly themselves.
    mates : ndarray of shape (n, k), dtype=int32
        Who stays together, with each of them; -1 fills the row.
    faults : ndarray of shape (r, n + t), dtype=int32
        How many faults each person and each table has.
    place : ndarray of shape (r, n + t), dtype=int32
        Where a person or table with a fault stands in `faulty`; -1 for others.
    faulty : ndarray of shape (r * (n + t), 2), dtype=int32
        Rounds and people, or tables after all people, with faults.
    many : ndarray of shape (1,), dtype=int32
        How many of `faulty` count.
    chance : ndarray of shape (1,), dtype=uint64
        State of the random numbers.
    """

    at: Ints
    who: Ints
    spot: Ints
    size: Ints
    met: Shorts
    once: npt.NDArray[np.bool_]
    weight: Ints
    field: Ints
    heads: Ints
    most_alike: int
    sizes: tuple[int, int]
    tables: Ints
    out: Ints
    benched: Ints
    most_benched: Ints
    stays: npt.NDArray[np.bool_]
    first: Ints
    mates: Ints
    faults: Ints
    place: Ints
    faulty: Ints
    many: Ints
    chance: npt.NDArray[np.uint64]
