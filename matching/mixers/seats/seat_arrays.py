"""Who sits where, as the arrays that compiled steps work on."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Cube = npt.NDArray[np.int32]
Shorts = npt.NDArray[np.int16]
Reals = npt.NDArray[np.float32]


class Seats(NamedTuple):
    """Who sits where; n people, r rounds, t tables, the bench being the last of them.

    Parameters
    ----------
    who : ndarray of shape (r, t, most), dtype=int32
        People at each table.
    size : ndarray of shape (r, t), dtype=int32
        How many of `who` count; 0 for the bench, where nobody meets.
    at, spot : ndarray of shape (r, n), dtype=int32
        The table of each person and their place in `who`; -1 where they are not there.
    met : ndarray of shape (n, n), dtype=int16
        How often each pair has met; pairs who must not meet begin with more than 0.
    base : ndarray of shape (n, n), dtype=int16
        What `met` was before the rounds to come.
    value : ndarray of shape (n, n), dtype=float32
        What each pair's first meeting is worth.
    industry : ndarray of shape (n,), dtype=int32
        Codes; -1 where unknown.
    heads : ndarray of shape (r, t, industries), dtype=int32
        People of each industry at each table.
    most_alike : int
        More than so many people of one industry at a table are too many.
    units : ndarray of shape (n, n), dtype=int32
        The same in whole numbers.
    more : ndarray of shape (n, n), dtype=int32
        What one more meeting of each pair changes.
    come : ndarray of shape (r, t, n), dtype=int32
        What it gains if each person comes to each table, nobody leaving it.
    leave : ndarray of shape (r, n), dtype=int32
        What it gains if each person leaves their table; little where they may not.
    instead : ndarray of shape (3, n, n), dtype=int32
        What it is worth if each person sits in the places of another, in all rounds; what it
        counts for that a pair meets, and what one more such meeting costs where they must not.
        Of shape (3, 0, 0) where nobody swaps labels, since it takes a while to keep true.
    peers : ndarray of shape (industries, k), dtype=int32
        People of each industry; -1 fills the row.
    groups : ndarray of shape (g, u), dtype=int32
        People who stay together; -1 fills the row.
    meant : ndarray of shape (n, n), dtype=int16
        In how many rounds each pair must share a table.
    free : ndarray of shape (r, n), dtype=bool
        Who may be moved in each round, one by one.
    movable : ndarray of shape (r, n), dtype=int32
        The same people, at the front of the row.
    movables : ndarray of shape (r,), dtype=int32
        How many of `movable` count.
    shown : ndarray of shape (n,), dtype=int32
        Each person's table in round 0 as they were shown it; -1 for anywhere.
    out : ndarray of shape (r,), dtype=int32
        How many people sit on the bench in each round.
    benched : ndarray of shape (n,), dtype=int32
        In how many rounds each person sits out.
    most_benched : ndarray of shape (n,), dtype=int32
        In more rounds they should not.
    steady : ndarray of shape (k,), dtype=int32
        Who is there, and may be moved, in all rounds.
    chance : ndarray of shape (1,), dtype=uint64
        State of the random numbers.
    """

    who: Ints
    size: Ints
    at: Ints
    spot: Ints
    met: Shorts
    base: Shorts
    value: Reals
    industry: Ints
    heads: Ints
    most_alike: int
    units: Ints
    more: Ints
    come: Ints
    leave: Ints
    instead: Cube
    peers: Ints
    groups: Ints
    meant: Shorts
    free: npt.NDArray[np.bool_]
    movable: Ints
    movables: Ints
    shown: Ints
    out: Ints
    benched: Ints
    most_benched: Ints
    steady: Ints
    chance: npt.NDArray[np.uint64]


class Costs(NamedTuple):
    """What breaking a rule costs, on the scale of `Seats.units`.

    Parameters
    ----------
    repeat, alike, bench, move : int
        For one more meeting of a pair, one more of an industry at a table, one more
        round on the bench, one person moved who was shown a table.
    """

    repeat: int
    alike: int
    bench: int
    move: int


class Rarely(NamedTuple):
    """How many steps in a thousand move several people instead of two in one round.

    Parameters
    ----------
    grouped : int
        People who stay together.
    label_swaps : int
        Two people in all rounds.
    """

    grouped: int = 0
    label_swaps: int = 0
