"""The exact half of choosing pairs: whole people among the few pairs that are undecided."""

from collections.abc import Iterator
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
_ROUNDS = 12
# Edges of more than such a fraction join people to sets.
_LEVELS = (1e-6, 0.3, 0.6)
# It gives up after so many branches: where many pairs are worth the same there is no end.
_NODES = 20


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


def whole(task: Task, fraction: Numbers, sure: Rows, maybe: Rows) -> tuple[Rows, bool]:
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
    is_best : bool
        Whether nothing better can be chosen; else the search was given up.

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
    fraction, k, is_best = fraction.copy(), len(maybe), True
    cuts = odd_sets(task, fraction)
    for _ in range(_ROUNDS):
        spare = sparse.csr_array((len(cuts.most), len(worth) - k))
        rows = sparse.vstack([rows, sparse.hstack([cuts.inside[:, maybe], spare])])
        most = np.concatenate([most, cuts.most - cuts.inside[:, sure].sum(axis=1)])
        found = linprog(-worth, A_ub=rows, b_ub=most, bounds=(0, 1), method="highs-ds").x
        fraction[:] = 0
        fraction[sure], fraction[maybe] = 1, found[:k]
        if not _broken(fraction).any():
            break
        cuts = odd_sets(task, fraction)
    else:
        found, is_best = _integer_programme(worth, rows, most)
    return np.concatenate([sure, maybe[found[:k] > 1 / 2]]), is_best


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


def _integer_programme(
    worth: Numbers, rows: sparse.csr_array, most: Numbers
) -> tuple[Numbers, bool]:
    found = milp(
        -worth,
        integrality=np.ones(len(worth)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, -np.inf, most),
        options={"mip_rel_gap": 0, "node_limit": _NODES},
    )
    if found.x is None:
        return np.zeros(len(worth)), False
    return np.asarray(found.x, dtype=np.float64), bool(found.success)


def _broken(fraction: Numbers) -> npt.NDArray[np.bool_]:
    return np.asarray(np.minimum(fraction, 1 - fraction) > _WHOLE)


def odd_sets(task: Task, fraction: Numbers) -> Cuts:
    """Find sets of people in and around which a solution has more pairs than are possible.

    Parameters
    ----------
    task : Task
        What is to be chosen from.
    fraction : ndarray of shape (m,), dtype=float64
        A relaxed solution, from 0 to 1 for each edge.

    Returns
    -------
    cuts : Cuts
        Each broken by the solution. A pair takes two of the places of a set, or one place
        and one of the doors, which are some edges that lead out; so there are at most half
        as many pairs as places and doors, rounded down.

    Notes
    -----
    The sets tried are the people whom edges of at least some fraction join, and the doors
    those edges of which more than half is taken: a search that is fast, and finds what
    there is nearly always [1]_.

    References
    ----------
    .. [1] A. Letchford, G. Reinelt, D. Theis, "Odd minimum cut sets and b-matchings
       revisited", SIAM Journal on Discrete Mathematics 22(4), 2008.
    """
    rows, limits, seen = [], [], set()
    for level in _LEVELS:
        for people in _joined(task, fraction > level):
            row, most = _cut_around(task, fraction, people)
            if fraction[row].sum() > most + _WHOLE and people.tobytes() not in seen:
                seen.add(people.tobytes())
                rows.append(row)
                limits.append(most)
    columns = np.concatenate([np.zeros(0, np.intp), *rows])
    index = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    cells = (np.ones(len(columns)), (index, columns))
    shape = (len(rows), len(fraction))
    return Cuts(sparse.csr_array(cells, shape=shape), np.array(limits, dtype=np.float64))


def _joined(task: Task, edges: npt.NDArray[np.bool_]) -> Iterator[npt.NDArray[np.bool_]]:
    """Give the groups of people whom some edges join, as marks."""
    n = len(task.limits)
    ends = (task.edges.first[edges], task.edges.second[edges])
    _, group = connected_components(
        sparse.csr_array((np.ones(len(ends[0])), ends), shape=(n, n)), directed=False
    )
    for name in np.flatnonzero(np.bincount(group) > 1):
        yield group == name


def _cut_around(task: Task, fraction: Numbers, people: npt.NDArray[np.bool_]) -> tuple[Rows, float]:
    """Choose the doors of a set so that places and doors are odd, and give the cut."""
    a, b = people[task.edges.first], people[task.edges.second]
    leading_out = np.flatnonzero(a != b)
    doors = fraction[leading_out] > 1 / 2
    places = int(task.limits[people].sum())
    if (places + doors.sum()) % 2 == 0 and len(doors):
        # The edge that is nearest to a half costs least on the other side.
        nearest = np.abs(fraction[leading_out] - 1 / 2).argmin()
        doors[nearest] = ~doors[nearest]
    row = np.concatenate([np.flatnonzero(a & b), leading_out[doors]])
    return row, (places + int(doors.sum())) // 2
