"""Choosing the pairs so that the whole room gains most, within everybody's limit."""

from collections.abc import Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

from matching.candidates import Edges

# With float weights the blossom algorithm may stop slightly short of the best matching;
# with integers it is exact. A millionth is finer than any worth means.
_UNITS = 1_000_000


def pair_up(edges: Edges, limits: Sequence[int], priorities: Sequence[float]) -> list[int]:
    """Choose the pairs that are worth most together.

    Parameters
    ----------
    edges : Edges
        Pairs that may be chosen.
    limits : sequence of int
        How many pairs each person may be in.
    priorities : sequence of float
        What the first introduction of each person counts beyond its worth; usually 0.

    Returns
    -------
    chosen : list of int
        Positions in `edges`, rising.

    Notes
    -----
    Maximum-weight matching by the blossom algorithm [1]_, :math:`O(n^3)`, repeated on
    what is left while limits allow: each round is optimal, their sum nearly.

    References
    ----------
    .. [1] Z. Galil, "Efficient algorithms for finding maximum matching in graphs",
       ACM Computing Surveys 18(1), 1986.

    Examples
    --------
    Three people; the best pair is taken and the third stays free.

    >>> edges = Edges(np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([0.2, 0.9, 0.3]))
    >>> pair_up(edges, [1, 1, 1], [0, 0, 0])
    [1]
    >>> pair_up(edges, [2, 1, 1], [0, 0, 0])
    [0, 1]
    """
    left = np.array(limits, dtype=np.intp)
    bonus = np.array(priorities, dtype=np.float64)
    chosen: list[int] = []
    free = np.arange(len(edges.worth))
    while taken := _matching(edges, free[_open(edges, left)[free]], bonus):
        ends = np.concatenate([edges.first[taken], edges.second[taken]])
        left[ends] -= 1
        bonus[ends] = 0
        chosen += taken
        free = np.setdiff1d(free, taken)
    return sorted(chosen)


def _open(edges: Edges, left: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    return (left[edges.first] > 0) & (left[edges.second] > 0)


def _matching(
    edges: Edges, among: npt.NDArray[np.intp], bonus: npt.NDArray[np.float64]
) -> list[int]:
    """Match everybody at most once."""
    first, second = edges.first[among], edges.second[among]
    value = edges.worth[among] + bonus[first] + bonus[second]
    units = np.maximum(1, np.rint(value * _UNITS)).astype(int)
    pairs = list(zip(first.tolist(), second.tolist(), strict=True))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(
        (*ends, unit) for ends, unit in zip(pairs, units.tolist(), strict=True)
    )
    place = dict(zip(pairs, among.tolist(), strict=True))
    return [place[min(ends), max(ends)] for ends in nx.max_weight_matching(graph)]
