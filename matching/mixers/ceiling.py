"""What no plan of an evening can exceed, and by which of two proofs."""

from typing import NamedTuple

import numpy as np

from matching.mixers.directions import by_directions
from matching.mixers.extents import Extent, extents
from matching.mixers.floor import Floor
from matching.mixers.worths import Marks, Values
from matching.texts.text import Rows

# Above so many pairs only the best of each person stand in the programme at first, so many
# times as many as a person has seats; the proof has all, and what it misses is added.
_MOST_PAIRS, _TIMES, _MOST_TURNS = 12_000, 2.0, 5
_NOTHING = 1e-9


class Ceiling(NamedTuple):
    """What no plan can exceed.

    Parameters
    ----------
    worth : float
        No plan that keeps the rules is worth more.
    by : str
        What proves it: "seats", since everybody has only so many, or "tables", since there
        are only so many.
    """

    worth: float
    by: str


def ceiling(floor: Floor) -> Ceiling:
    """Bound what the rounds to come can be worth.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    ceiling : Ceiling
        The lower of two bounds.

    Examples
    --------
    >>> from matching.mixers.evening import Attendee, Evening
    >>> from matching.mixers.floor import floor_of
    >>> people = tuple(Attendee(id=name) for name in "abc")
    >>> worth = {("a", "b"): 3.0, ("a", "c"): 2.0}
    >>> ceiling(floor_of(Evening(attendees=people, rounds=1, table_size=2, worth=worth)))
    Ceiling(worth=3.0, by='seats')
    """
    gain, rounds = gain_of(floor), extents(floor)
    seats = Ceiling(by_seats(floor, gain, rounds), "seats")
    tables = Ceiling(round(by_directions(floor, gain, rounds), 9), "tables")
    return min(seats, tables)


def gain_of(floor: Floor) -> Values:
    """Say what a meeting of each pair is worth at most.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    gain : ndarray of shape (n, n), dtype=float64
        From 0; 0 for pairs who must not meet, or have met.
    """
    return np.where(floor.never | (floor.played > 0), 0, np.maximum(floor.worth, 0))


def by_seats(floor: Floor, gain: Values, rounds: list[list[Extent]]) -> float:
    """Bound what the rounds to come can be worth, from how many seats everybody has.

    Parameters
    ----------
    floor : Floor
        The evening.
    gain : ndarray of shape (n, n), dtype=float64
        What each pair's meeting is worth at most, from 0; symmetric.
    rounds : list of list of Extent
        The tables that each round may have.

    Returns
    -------
    bound : float
        No plan that keeps the rules is worth more.

    Notes
    -----
    Each pair meets once at most, each person has a seat's worth of others in every round
    they are there, and all tables together have so many pairs. Prices for these limits
    come from a linear programme [1]_ over the best pairs; whatever they are, the limits at
    their prices, with what every pair is worth beyond the prices of its two people, are a
    bound.

    References
    ----------
    .. [1] Q. Huangfu, J. Hall, "Parallelizing the dual revised simplex method",
       Mathematical Programming Computation 10(1), 2018.
    """
    seats = floor.here.sum(axis=0) * (floor.evening.table_size - 1)
    pairs = sum(
        max((one.pairs for one in options), default=sum(s * (s - 1) // 2 for s in shape.sizes))
        for options, shape in zip(rounds, floor.shapes, strict=True)
    )
    inside = _best_pairs(gain, seats)
    if not inside.any():
        return 0.0
    for _ in range(_MOST_TURNS):
        one, other = np.nonzero(inside)
        prices, each = _prices(gain[one, other], (one, other), seats, pairs=pairs)
        over = np.triu(gain - prices[:, None] - prices[None, :] - each, k=1)
        left_out = (over > _NOTHING * gain.max()) & ~inside
        if not left_out.any():
            break
        inside |= left_out
    beyond = float(np.maximum(over, 0).sum())
    return round(float(seats @ prices) + pairs * each + beyond, 9)


def _best_pairs(gain: Values, seats: Rows) -> Marks:
    """Mark the pairs worth anything; in large rooms those among the best of either."""
    marks = np.triu(gain > 0, k=1)
    if marks.sum() > _MOST_PAIRS:
        rank = np.argsort(np.argsort(-gain, axis=1, kind="stable"), axis=1)
        best = rank < np.ceil(_TIMES * np.maximum(1, seats))[:, None]
        marks &= best | best.T
    return marks


def _prices(
    gain: Values, ends: tuple[Rows, Rows], seats: Rows, *, pairs: int
) -> tuple[Values, float]:
    """Find what a seat of each person is worth, and a pair of a table."""
    from scipy import sparse
    from scipy.optimize import linprog

    m = len(gain)
    at = np.tile(np.arange(m), 2)
    degree = sparse.csr_array((np.ones(2 * m), (np.concatenate(ends), at)), shape=(len(seats), m))
    limits = sparse.vstack([degree, sparse.csr_array(np.ones((1, m)))])
    found = linprog(-gain, A_ub=limits, b_ub=np.append(seats, pairs), bounds=(0, 1), method="highs")
    if found.ineqlin is None:
        return np.zeros(len(seats)), 0.0
    prices = np.maximum(0, -np.asarray(found.ineqlin.marginals))
    return prices[:-1], float(prices[-1])
