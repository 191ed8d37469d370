"""The exact half of choosing pairs: whole people among the few pairs that are undecided."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp

from matching.flow import Numbers, Task
from matching.odd_sets import WHOLE, odd_sets
from matching.prices import Cuts, Prices
from matching.rounding import rounded_off
from matching.text import Rows

# More rounds of cuts seldom help; then the integer programme is asked.
_ROUNDS = 12
# It is asked only about so many pairs and gives up after so many branches: where many pairs
# are worth the same there is no end.
_MOST_PAIRS, _NODES = 700, 20


@dataclass(frozen=True, slots=True)
class Whole:
    """A choice among undecided pairs.

    Parameters
    ----------
    chosen : ndarray of shape (c,), dtype=intp
        Edges, those that were sure among them.
    is_best : bool
        Whether nothing better can be chosen there; else the search was given up.
    cuts : Cuts
        The odd sets that were met on the way.
    """

    chosen: Rows
    is_best: bool
    cuts: Cuts


def whole(task: Task, fraction: Numbers, sure: Rows, maybe: Rows) -> Whole:
    """Choose the best whole pairs where only some are undecided.

    Parameters
    ----------
    task : Task
        What is to be chosen from.
    fraction : ndarray of shape (m,), dtype=float64
        A relaxed solution, from 0 to 1 for each edge.
    sure : ndarray of shape (s,), dtype=intp
        Edges that are taken.
    maybe : ndarray of shape (k,), dtype=intp
        Edges that are undecided; all others are left.

    Returns
    -------
    whole : Whole
        The choice, and what was learned about odd sets.

    Notes
    -----
    A linear programme, to which wherever it halves people the odd set around them is
    added as a cut [1]_, until it is whole; if that takes too long, an integer programme.

    References
    ----------
    .. [1] J. Edmonds, "Maximum matching and a polyhedron with 0,1-vertices", Journal of
       Research of the National Bureau of Standards 69B, 1965.
    """
    programme = _programme(task, sure, maybe)
    fraction = fraction.copy()
    cuts = odd_sets(task, fraction)
    for _ in range(_ROUNDS):
        rows, most = programme.with_cuts(cuts)
        found = _linear_programme(programme.worth, rows, most).x
        fraction[:] = 0
        fraction[sure], fraction[maybe] = 1, found[: len(maybe)]
        if not _broken(fraction).any():
            break
        cuts = cuts.joined(odd_sets(task, fraction))
    else:
        found = _integer_programme(programme.worth, rows, most)
        if found is None:
            return Whole(rounded_off(task, fraction), is_best=False, cuts=cuts)
    chosen = np.concatenate([sure, maybe[found[: len(maybe)] > 1 / 2]])
    return Whole(chosen, is_best=True, cuts=cuts)


def prices_with(task: Task, cuts: Cuts) -> Prices:
    """Find the best prices of people and of some sets of them.

    Parameters
    ----------
    task : Task
        What is to be chosen from.
    cuts : Cuts
        The sets.

    Returns
    -------
    prices : Prices
        No other prices prove more. Takes a linear programme of all pairs.
    """
    everything = np.arange(len(task.edges.worth))
    programme = _programme(task, everything[:0], everything)
    solved = _linear_programme(programme.worth, *programme.with_cuts(cuts))
    return programme.prices(task, cuts, -solved.ineqlin.marginals)


def _linear_programme(worth: Numbers, rows: sparse.csr_array, most: Numbers) -> OptimizeResult:
    return linprog(-worth, A_ub=rows, b_ub=most, bounds=(0, 1), method="highs-ds")


@dataclass(frozen=True, slots=True)
class Programme:
    """What is to be gained from undecided pairs, and everybody's limit.

    Parameters
    ----------
    rows : sparse array of shape (r, k + w)
        One row a person, then one for each person whose first pair counts.
    most : ndarray of shape (r,), dtype=float64
        What each row can hold.
    worth : ndarray of shape (k + w,), dtype=float64
        What each undecided pair, and each first pair, is worth.
    sure, maybe : ndarray, dtype=intp
        Edges that are taken, and the k that are undecided.
    wanting : ndarray of shape (w,), dtype=intp
        Those whose first pair counts.
    """

    rows: sparse.csr_array
    most: Numbers
    worth: Numbers
    sure: Rows
    maybe: Rows
    wanting: Rows

    def with_cuts(self, cuts: Cuts) -> tuple[sparse.csr_array, Numbers]:
        """Add cuts to the rows.

        Parameters
        ----------
        cuts : Cuts
            Sets of people and how many pairs there can be.

        Returns
        -------
        rows : sparse array
            The rows of the programme, then one for each cut.
        most : ndarray
            What each can hold beside the pairs that are sure.
        """
        spare = sparse.csr_array((len(cuts.most), len(self.wanting)))
        rows = sparse.vstack([self.rows, sparse.hstack([cuts.inside[:, self.maybe], spare])])
        left = cuts.most - cuts.inside[:, self.sure].sum(axis=1)
        return rows, np.concatenate([self.most, left])

    def prices(self, task: Task, cuts: Cuts, duals: Numbers) -> Prices:
        """Read prices off the solution of the linear programme.

        Parameters
        ----------
        task : Task
            What is to be chosen from.
        cuts : Cuts
            The cuts that were added.
        duals : ndarray
            What one more place in each row would be worth.

        Returns
        -------
        prices : Prices
            Of people and of sets.
        """
        n, r = len(task.limits), len(self.most)
        people = duals[:n].copy()
        people[self.wanting] -= duals[n:r]
        return Prices(np.maximum(people, -task.first), np.maximum(duals[r:], 0), cuts)


def _programme(task: Task, sure: Rows, maybe: Rows) -> Programme:
    """Write down everybody's limit, and what is to be gained."""
    one, other = task.edges.first, task.edges.second
    n, k = len(task.limits), len(maybe)
    used = np.bincount(np.concatenate([one[sure], other[sure]]), minlength=n)
    cells = (np.concatenate([one[maybe], other[maybe]]), np.concatenate([np.arange(k)] * 2))
    places = sparse.csr_array((np.ones(2 * k), cells), shape=(n, k))
    # One more unknown for each person whose first pair counts: whether there is one.
    wanting = np.flatnonzero((task.first > 0) & (used == 0) & (places.sum(axis=1) > 0))
    count = len(wanting)
    limits = sparse.hstack([places, sparse.csr_array((n, count))])
    firsts = sparse.hstack([-places[wanting], sparse.eye_array(count)])
    most = np.concatenate([task.limits - used, np.zeros(count)])
    worth = np.concatenate([task.edges.worth[maybe], task.first[wanting]])
    return Programme(sparse.vstack([limits, firsts]), most, worth, sure, maybe, wanting)


def _integer_programme(worth: Numbers, rows: sparse.csr_array, most: Numbers) -> Numbers | None:
    """Branch on what is still broken, unless that is hopeless."""
    if len(worth) > _MOST_PAIRS:
        return None
    found = milp(
        -worth,
        integrality=np.ones(len(worth)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, -np.inf, most),
        options={"mip_rel_gap": 0, "node_limit": _NODES},
    )
    return np.asarray(found.x, dtype=np.float64) if found.success else None


def _broken(fraction: Numbers) -> npt.NDArray[np.bool_]:
    return np.asarray(np.minimum(fraction, 1 - fraction) > WHOLE)
