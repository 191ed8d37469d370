"""Where a relaxed choice halves people: sets with an odd number of places."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from matching.flow import Numbers, Task
from matching.prices import Cuts
from matching.text import Rows

# Nearer to 0 or 1 than this is whole.
WHOLE = 1e-6
# Edges of more than such a fraction join people to sets.
_LEVELS = (WHOLE, 0.3, 0.6)


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
    The sets tried are the people whom broken edges join, or edges of at least some
    fraction, and the doors those edges of which more than half is taken: a search that is
    fast, and finds what there is nearly always [1]_.

    References
    ----------
    .. [1] A. Letchford, G. Reinelt, D. Theis, "Odd minimum cut sets and b-matchings
       revisited", SIAM Journal on Discrete Mathematics 22(4), 2008.
    """
    rows, limits, seen = [], [], set()
    broken = np.minimum(fraction, 1 - fraction) > WHOLE
    for edges in (broken, *(fraction > level for level in _LEVELS)):
        for people in _joined(task, edges):
            row, most = _cut_around(task, fraction, people)
            if fraction[row].sum() > most + WHOLE and people.tobytes() not in seen:
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
