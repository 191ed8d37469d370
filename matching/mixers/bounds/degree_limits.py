"""What meetings can be worth where everybody has so many, by a linear programme and its prices."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matching.mixers.evenings.worths import Marks, Values
from matching.texts.text import Rows


class Limits(NamedTuple):
    """How many others everybody meets, and how many pairs meet.

    Parameters
    ----------
    least, most : ndarray of shape (n,), dtype=intp
        So many others each person meets.
    few_pairs, pairs : int
        So many pairs meet.
    """

    least: Rows
    most: Rows
    few_pairs: int
    pairs: int


class Prices(NamedTuple):
    """What a seat of each person costs, and a pair of any table.

    Parameters
    ----------
    seats : ndarray of shape (n,), dtype=float64
        Below zero where they must meet more than they would like to.
    each : float
        The same for all pairs together.
    """

    seats: Values
    each: float

    def bound(self, gain: Values, may: Marks, limits: Limits) -> float:
        """Say what no meetings within the limits can exceed, whatever the prices are.

        Parameters
        ----------
        gain : ndarray of shape (n, n), dtype=float64
            What each pair's meeting is worth; symmetric.
        may : ndarray of shape (n, n), dtype=bool
            Who may meet.
        limits : Limits
            The limits.

        Returns
        -------
        bound : float
            The limits at their prices, and what pairs are worth beyond those.
        """
        # What all seats cost more, both seats of a pair can cost less: the same beyond, at the
        # least for these limits where the price of some seat is none.
        less = np.append(self.seats, 0.0)
        seats, each = self.seats - less[:, None], self.each + 2 * less
        cost = np.maximum(limits.least * seats, limits.most * seats).sum(axis=1)
        cost += np.maximum(limits.few_pairs * each, limits.pairs * each)
        return float(cost.min() + np.maximum(0, self.beyond(gain, may)).sum())

    def beyond(self, gain: Values, may: Marks) -> Values:
        """Say what pairs are worth beyond the prices.

        Parameters
        ----------
        gain : ndarray of shape (n, n), dtype=float64
            What each pair's meeting is worth; symmetric.
        may : ndarray of shape (n, n), dtype=bool
            Who may meet.

        Returns
        -------
        beyond : ndarray of shape (n, n), dtype=float64
            Each pair once; 0 for those who may not meet.
        """
        over = gain - self.seats[:, None] - self.seats - self.each
        return np.where(np.triu(may, k=1), over, 0)


class Cut(NamedTuple):
    """A limit that pairs share by how people are weighed.

    Parameters
    ----------
    way : ndarray of shape (n,), dtype=float64
        What each person counts.
    most : float
        Twice the products of those who meet add up to no less than minus this.
    """

    way: Values
    most: float


class Answer(NamedTuple):
    """What a linear programme answers.

    Parameters
    ----------
    prices : Prices
        Of seats and of pairs.
    weights : ndarray of shape (c,), dtype=float64
        The price of each cut.
    shares : ndarray of shape (n, n), dtype=float64
        How much of each pair meets, from 0 to 1; each pair once.
    """

    prices: Prices
    weights: Values
    shares: Values

    def bound(self, gain: Values, may: Marks, limits: Limits, cuts: Sequence[Cut]) -> float:
        """Say what no meetings within the limits and cuts can exceed, as `Prices.bound` does.

        Parameters
        ----------
        gain : ndarray of shape (n, n), dtype=float64
            What each pair's meeting is worth; symmetric.
        may : ndarray of shape (n, n), dtype=bool
            Who may meet.
        limits : Limits
            The limits.
        cuts : sequence of Cut
            The cuts that were solved with.

        Returns
        -------
        bound : float
            Whatever the prices are.
        """
        found = 0.0
        for weight, cut in zip(self.weights.tolist(), cuts, strict=True):
            gain = gain + 2 * weight * np.outer(cut.way, cut.way)
            found += weight * cut.most
        return found + self.prices.bound(gain, may, limits)


def solved(gain: Values, inside: Marks, limits: Limits, cuts: Sequence[Cut] = ()) -> Answer:
    """Solve the linear programme of some pairs [1]_.

    Parameters
    ----------
    gain : ndarray of shape (n, n), dtype=float64
        What each pair's meeting is worth; symmetric.
    inside : ndarray of shape (n, n), dtype=bool
        The pairs, each once.
    limits : Limits
        How many others everybody meets, and how many pairs meet.
    cuts : sequence of Cut
        More limits.

    Returns
    -------
    answer : Answer
        All nothing where the programme has no answer.

    References
    ----------
    .. [1] Q. Huangfu, J. Hall, "Parallelizing the dual revised simplex method",
       Mathematical Programming Computation 10(1), 2018.
    """
    from scipy import sparse
    from scipy.optimize import linprog

    one, other = np.nonzero(inside)
    m, n = len(one), len(gain)
    ends, at = np.concatenate([one, other]), np.tile(np.arange(m), 2)
    degree = sparse.csr_array((np.ones(2 * m), (ends, at)), shape=(n, m))
    meets = sparse.vstack([degree, sparse.csr_array(np.ones((1, m)))])
    most = np.append(limits.most, limits.pairs)
    least = np.append(limits.least, limits.few_pairs)
    dense = [sparse.csr_array(-2 * cut.way[one] * cut.way[other])[None] for cut in cuts]
    found = linprog(
        -gain[one, other],
        A_ub=sparse.vstack([meets, *dense, -meets[least > 0]]),
        b_ub=np.concatenate([most, [cut.most for cut in cuts], -least[least > 0]]),
        bounds=(0, 1),
        method="highs",
    )
    shares = np.zeros((n, n))
    if found.status:
        return Answer(Prices(np.zeros(n), 0.0), np.zeros(len(cuts)), shares)
    duals = np.maximum(0, -np.asarray(found.ineqlin.marginals))
    prices, weights = duals[: n + 1], duals[n + 1 : n + 1 + len(cuts)]
    prices[least > 0] -= duals[n + 1 + len(cuts) :]
    shares[one, other] = found.x
    return Answer(Prices(prices[:-1], float(prices[-1])), weights, shares)
