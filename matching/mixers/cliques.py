"""Sets of people no two of whom may share a table."""

import numpy as np
import numpy.typing as npt

from matching.texts.text import Rows

Marks = npt.NDArray[np.bool_]


def cliques(graph: Marks) -> list[Rows]:
    """Take one large set after another of people no two of whom may share a table.

    Parameters
    ----------
    graph : ndarray of shape (n, n), dtype=bool
        The pairs who must not share a table.

    Returns
    -------
    cliques : list of ndarray
        Rows of people, no one in two of them.
    """
    found, left = [], graph.copy()
    while left.any():
        rows = clique(left)
        found.append(rows)
        left[rows] = left[:, rows] = False
    return found


def clique(graph: Marks) -> Rows:
    """Find a large set of people no two of whom may share a table; not always the largest.

    Parameters
    ----------
    graph : ndarray of shape (n, n), dtype=bool
        The pairs who must not share a table.

    Returns
    -------
    rows : ndarray of shape (k,), dtype=intp
        Rows of people, in order.
    """
    best: list[int] = []
    degree = graph.sum(axis=1)
    for first in np.argsort(-degree, kind="stable"):
        if degree[first] < len(best):
            break
        near = np.flatnonzero(graph[first])
        among, left = graph[np.ix_(near, near)], np.ones(len(near), dtype=np.bool_)
        found = [int(first)]
        while left.any():
            one = int(np.where(left, among[:, left].sum(axis=1), -1).argmax())
            found.append(int(near[one]))
            left &= among[one]
        best = max(best, found, key=len)
    return np.array(sorted(best), dtype=np.intp)
