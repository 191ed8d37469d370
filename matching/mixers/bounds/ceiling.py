"""What no plan of an evening can exceed, and by which of three proofs."""

from math import inf
from typing import NamedTuple

import numpy as np

from matching.mixers.bounds.degree_limits import Limits
from matching.mixers.bounds.eigenvalue_bound import by_eigenvalues
from matching.mixers.bounds.pair_choices import by_pairs
from matching.mixers.bounds.seat_prices import prices_of
from matching.mixers.bounds.semidefinite_cuts import by_cuts
from matching.mixers.bounds.table_counts import TableCount, table_counts
from matching.mixers.evenings.floor import Floor
from matching.mixers.evenings.worths import Values

_NOTHING = 1e-9


class Ceiling(NamedTuple):
    """What no plan can exceed.

    Parameters
    ----------
    worth : float
        No plan that keeps the rules is worth more.
    by : str
        What proves it: "seats", since everybody has only so many, "tables", since there are
        only so many, or "pairs", since no better ones can be chosen.
    """

    worth: float
    by: str


def ceiling(floor: Floor, *, until: float = inf) -> Ceiling:
    """Bound what the rounds to come can be worth.

    Parameters
    ----------
    floor : Floor
        The evening.
    until : float
        When to be content with what is found, by the monotonic clock.

    Returns
    -------
    ceiling : Ceiling
        The lowest of three bounds.

    Examples
    --------
    >>> from matching.mixers.evenings.evening import Attendee, Evening
    >>> from matching.mixers.evenings.floor import floor_of
    >>> people = tuple(Attendee(id=name) for name in "abc")
    >>> worth = {("a", "b"): 3.0, ("a", "c"): 2.0}
    >>> ceiling(floor_of(Evening(attendees=people, rounds=1, table_size=2, worth=worth)))
    Ceiling(worth=3.0, by='seats')
    """
    gain, rounds = gain_of(floor), table_counts(floor)
    seats = Ceiling(by_seats(floor, gain, rounds), "seats")
    cuts = (1 + _NOTHING) * by_cuts(floor, gain, _limits(floor, rounds), until=until)
    tables = min(by_eigenvalues(floor, gain, rounds, until=until), cuts)
    pairs = by_pairs(floor, gain)
    return min(seats, Ceiling(round(tables, 9), "tables"), Ceiling(round(pairs, 9), "pairs"))


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
    return np.where(floor.unmet, np.maximum(floor.worth, 0), 0)


def by_seats(floor: Floor, gain: Values, rounds: list[list[TableCount]]) -> float:
    """Bound what the rounds to come can be worth, from how many seats everybody has.

    Parameters
    ----------
    floor : Floor
        The evening.
    gain : ndarray of shape (n, n), dtype=float64
        What each pair's meeting is worth at most, from 0; symmetric.
    rounds : list of list of TableCount
        The tables that each round may have.

    Returns
    -------
    bound : float
        No plan that keeps the rules is worth more.

    Notes
    -----
    Each pair meets once at most, each person has a seat's worth of others in every round
    they are there, and all tables together have so many pairs. Prices for these limits
    come from a linear programme over the best pairs; whatever they are, the limits at
    their prices, with what every pair is worth beyond the prices of its two people, are a
    bound.
    """
    limits = _limits(floor, rounds)
    prices = prices_of(gain, gain > 0, limits)
    return round(prices.bound(gain, gain > 0, limits), 9)


def _limits(floor: Floor, rounds: list[list[TableCount]]) -> Limits:
    seats = floor.here.sum(axis=0) * (floor.evening.table_size - 1)
    pairs = sum(
        max((one.pairs for one in options), default=sum(s * (s - 1) // 2 for s in shape.sizes))
        for options, shape in zip(rounds, floor.shapes, strict=True)
    )
    return Limits(np.zeros_like(seats), seats, 0, pairs)
