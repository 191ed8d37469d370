"""What no plan can exceed: a linear programme with semidefinite cuts."""

import time
from math import inf

import numpy as np

from matching.mixers.bounds.degree_limits import Cut, Limits, solved
from matching.mixers.evenings.floor import Floor
from matching.mixers.evenings.worths import Values

# In rooms of more pairs it takes longer than it is worth. So often the programme is solved anew,
# each time with so many more cuts at most.
_MOST_PAIRS, _TURNS, _AT_ONCE = 1_200, 5, 6
# What is nearer to nothing than this is nothing; and two people are paired, whoever the others are.
_NOTHING, _PAIR = 1e-3, 2


def by_cuts(floor: Floor, gain: Values, limits: Limits, *, until: float = inf) -> float:
    """Bound what the rounds to come can be worth, from seats and from people sitting at tables.

    Parameters
    ----------
    floor : Floor
        The evening.
    gain : ndarray of shape (n, n), dtype=float64
        What each pair's meeting is worth at most, from 0; symmetric.
    limits : Limits
        How many others everybody meets, and how many pairs meet.
    until : float
        When to be content with what is found, by the monotonic clock.

    Returns
    -------
    bound : float
        No plan that keeps the rules is worth more. Infinite where that is not known: where people
        stay together or may meet twice, meet in pairs, or are too many.

    Notes
    -----
    Let X be the sum of u uᵀ over all tables, u marking who sits there. As nobody meets twice, it
    is who meets whom, with the rounds in which each is there on its diagonal or fewer; and whatever
    numbers v people are given, vᵀ X v is the sum of the squares of what tables add up to, and not
    below zero. A linear programme of meetings knows nothing of that; where its answer breaks it for
    some v, this is one more limit [1]_. Unlike `eigenvalue_bound` it holds where people come
    late or sit out. The prices of all limits prove the bound.

    References
    ----------
    .. [1] H. D. Sherali, B. M. P. Fraticelli, "Enhancing RLT relaxations via a new class of
       semidefinite cuts", Journal of Global Optimization 22, 2002.
    """
    evening, may = floor.evening, floor.unmet
    usual = not evening.allow_repeats and not evening.keep_together
    few = may.sum() <= 2 * _MOST_PAIRS
    if not (usual and few) or evening.table_size <= _PAIR or not gain[may].any():
        return inf
    rounds = floor.here.sum(axis=0).astype(float)
    cuts: list[Cut] = []
    found = inf
    for _ in range(_TURNS):
        answer = solved(gain, np.triu(may, k=1), limits, cuts)
        found = min(found, answer.bound(gain, may, limits, cuts))
        shares = answer.shares + answer.shares.T + np.diag(rounds)
        values, ways = np.linalg.eigh(shares)
        below = ways[:, values < -_NOTHING].T[:_AT_ONCE]
        if not len(below) or time.monotonic() >= until:
            break
        cuts += [Cut(way, float(way**2 @ rounds)) for way in below]
    return found
