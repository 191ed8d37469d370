"""The exact half of choosing pairs: whole people among the few pairs that are undecided."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse.csgraph import connected_components

from matching.flow import Numbers, Task
from matching.text import Rows

# Nearer to 0 or 1 than this is whole.
_WHOLE = 1e-6
# More rounds of cuts seldom help; then the integer programme is asked.
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Cuts:
    """Sets of people, and how many pairs there can be in and around each.

    Parameters
    ----------
    inside : sparse array of shape (c, m)
        1 for the edges that count for a set.
    most : ndarray of shape (c,), dtype=float64
        How many of them there can be.
    """

    inside: sparse.csr_array
    most: Numbers


def whole(task: Task, fraction: Numbers, sure: Rows, maybe: Rows) -> Rows:
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
    chosen : ndarray of shape (c,), dtype=intp
        Edges, `sure` among them.

    Notes
    -----
    A linear programme, to which wherever it halves people the odd set around them is
    added as a cut [1]_, until it is whole; if that takes too long, an integer programme.

    References
    ----------
    .. [1] J. Edmonds, "Maximum matching and a polyhedron with 0,1-vertices", Journal of
       Research of the National Bureau of Standards 69B, 1965.
    """
    rows, most, worth = _programme(task, sure, maybe)
    fraction, k = fraction.copy(), len(maybe)
    for _ in range(_ROUNDS):
        cuts = odd_sets(task, fraction)
        spare = sparse.csr_array((len(cuts.most), len(worth) - k))
        rows = sparse.vstack([rows, sparse.hstack([cuts.inside[:, maybe], spare])])
        most = np.concatenate([most, cuts.most - cuts.inside[:, sure].sum(axis=1)])
        found = linprog(-worth, A_ub=rows, b_ub=most, bounds=(0, 1), method="highs-ds").x
        fraction[:] = 0
        fraction[sure], fraction[maybe] = 1, found[:k]
        if not _broken(fraction).any():
            break
    else:
        found = _integer_programme(worth, rows, most)
    return np.concatenate([sure, maybe[found[:k] > 1 / 2]])


def _programme(task: Task, sure: Rows, maybe: Rows) -> tuple[sparse.csr_array, Numbers, Numbers]:
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
    return sparse.vstack([limits, firsts]), most, worth


def _integer_programme(worth: Numbers, rows: sparse.csr_array, most: Numbers) -> Numbers:
    found = milp(
        -worth,
        integrality=np.ones(len(worth)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, -np.inf, most),
        options={"mip_rel_gap": 0},
    )
    return np.asarray(found.x, dtype=np.float64)


def _broken(fraction: Numbers) -> npt.NDArray[np.bool_]:
    return np.asarray(np.minimum(fraction, 1 - fraction) > _WHOLE)


def odd_sets(task: Task, fraction: Numbers) -> Cuts:
    """Find sets of people in and around which fewer pairs are possible than a solution has.

    Parameters
    ----------
    task : Task
        What is to be chosen from.
    fraction : ndarray of shape (m,), dtype=float64
        A relaxed solution, from 0 to 1 for each edge.

    Returns
    -------
    cuts : Cuts
        One for each group of people who are joined by broken edges. A pair takes two of
        the places in it, or one place and one of the whole edges that lead out; so there
        are at most half as many pairs as places and such edges, rounded down.
    """
    one, other = task.edges.first, task.edges.second
    n, broken = len(task.limits), _broken(fraction)
    links = sparse.csr_array((np.ones(broken.sum()), (one[broken], other[broken])), shape=(n, n))
    _, group = connected_components(links, directed=False)
    in_group = np.bincount(group)[group] > 1
    # Groups are numbered from 1; 0 is everybody else.
    group = np.where(in_group, np.unique(np.where(in_group, group, -1), return_inverse=True)[1], 0)
    group += bool(in_group.all())
    a, b = group[one], group[other]
    leaving = (fraction > 1 - _WHOLE) & (a != b)
    within = np.flatnonzero(a == b)
    out = np.flatnonzero(leaving)
    cells = (np.concatenate([a[within], a[out], b[out]]), np.concatenate([within, out, out]))
    shape = (int(group.max()) + 1, len(fraction))
    inside = sparse.csr_array((np.ones(len(cells[0])), cells), shape=shape)[1:]
    places = np.bincount(group, weights=task.limits, minlength=shape[0])
    doors = np.bincount(np.concatenate([a[out], b[out]]), minlength=shape[0])
    return Cuts(inside, np.floor((places + doors) / 2)[1:])
