"""Who sits where, as the arrays that compiled steps work on."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]


class Seats(NamedTuple):
    """Who sits where; n people, r rounds, t tables, the bench being the last of them.

    Parameters
    ----------
    who : ndarray of shape (r, t, most), dtype=int32
        People at each table.
    size : ndarray of shape (r, t), dtype=int32
        How many of `who` count.
    at, spot : ndarray of shape (r, n), dtype=int32
        The table of each person and their place in `who`; -1 where they are not there.
    met : ndarray of shape (n, n), dtype=int16
        How often each pair has met; pairs who must not meet begin with more than 0.
    value : ndarray of shape (n, n), dtype=float32
        What each pair's first meeting is worth.
    industry : ndarray of shape (n,), dtype=int32
        Codes; -1 where unknown.
    heads : ndarray of shape (r, t, industries), dtype=int32
        People of each industry at each table.
    most_alike : int
        More than so many people of one industry at a table are too many.
    movable : ndarray of shape (r, n), dtype=int32
        Who may be moved in each round, at the front of the row.
    movables : ndarray of shape (r,), dtype=int32
        How many of `movable` count.
    unit : ndarray of shape (n, u), dtype=int32
        Who moves with each person, themselves included; -1 fills the row.
    shown : ndarray of shape (n,), dtype=int32
        Each person's table in round 0 as they were shown it; -1 for anywhere.
    benched : ndarray of shape (n,), dtype=int32
        In how many rounds each person sits out.
    most_benched : int
        In more rounds nobody should.
    chance : ndarray of shape (1,), dtype=uint64
        State of the random numbers.
    """

    who: Ints
    size: Ints
    at: Ints
    spot: Ints
    met: npt.NDArray[np.int16]
    value: npt.NDArray[np.float32]
    industry: Ints
    heads: Ints
    most_alike: int
    movable: Ints
    movables: Ints
    unit: Ints
    shown: Ints
    benched: Ints
    most_benched: int
    chance: npt.NDArray[np.uint64]


class Costs(NamedTuple):
    """What breaking a rule costs, on the scale of worth.

    Parameters
    ----------
    repeat, alike, bench, move : float
        For one more meeting of a pair, one more of an industry at a table, one more
        round on the bench, one person moved who was shown a table.
    """

    repeat: float
    alike: float
    bench: float
    move: float
