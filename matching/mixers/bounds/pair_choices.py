"""What no plan for pairs can exceed, since people cannot be halved."""

from math import inf

import numpy as np

from matching.choosing.pairing import UNITS, pair_up
from matching.mixers.evenings.floor import Floor
from matching.mixers.evenings.worths import Values
from matching.mixers.pairings import is_plain, with_bench
from matching.mixers.rotation import PAIR_MORE
from matching.worth.candidates import Edges

# More people are chosen nearly as well as can be, and prices of seats bound them as well.
_MOST_PEOPLE = 300


def by_pairs(floor: Floor, gain: Values) -> float:
    """Bound what the rounds to come can be worth where all sit in pairs.

    Parameters
    ----------
    floor : Floor
        The evening.
    gain : ndarray of shape (n, n), dtype=float64
        What each pair's meeting is worth at most, from 0; symmetric.

    Returns
    -------
    bound : float
        No plan that keeps the rules is worth more; infinite where tables are larger, people are
        not there all the time or have seats of their own, or may meet or sit out twice.

    Notes
    -----
    Prices of seats allow that three people meet each other by halves, which is worth more than
    one whole pair of them. A choice of whole pairs, as many as all rounds need, is a matching of
    greatest weight, proven best by duality [1]_; whether it can be shared out to rounds or not,
    no plan is worth more.

    References
    ----------
    .. [1] J. Edmonds, "Maximum matching and a polyhedron with 0,1-vertices", Journal of Research
       of the National Bureau of Standards 69B, 1965.
    """
    rounds, n = floor.here.shape
    # Here no pair is chosen twice, nor anybody twice with the bench.
    twice = floor.evening.allow_repeats or (n % 2 and (floor.most_out > 1).any())
    if not is_plain(floor) or twice or n > _MOST_PEOPLE:
        return inf
    worth, may = with_bench(floor, gain)
    one, other = np.nonzero(np.triu(may, k=1))
    most = max(float(worth.max()), 1 / UNITS)
    edges = Edges(one, other, PAIR_MORE + worth[one, other] / most)
    bound = pair_up(edges, [rounds] * len(worth), [0.0] * len(worth)).bound
    pairs = int(rounds) * len(worth) / 2
    # Choosing counts in whole units, and may have taken half of one from each.
    return most * (bound - pairs * (PAIR_MORE - 0.5 / UNITS))
