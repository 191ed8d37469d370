"""Making people whole again after a relaxed choice, walking along the halves."""

import numpy as np

from matching.choosing.arcs import Arcs, Numbers
from matching.compiled import compiled


@compiled
def whole(graph: Arcs, halves: Numbers) -> Numbers:
    """Take every other of the halved edges of a walk, so that everybody keeps their number.

    Gives 1 for the edges that are taken. Nobody has more than the halves made together;
    where a round walk has an odd number of edges, who began it has one less.
    """
    n = len(graph.start) - 1
    taken = halves // 2
    open_ = halves % 2
    degree = np.zeros(n, dtype=np.int64)
    at = graph.start[:n].copy()
    for arc in range(len(graph.edge)):
        degree[graph.other[arc]] += open_[graph.edge[arc]]
    # Walks with two ends first: what is left then are round ones.
    for is_odd in (1, 0):
        for begin in range(n):
            if degree[begin] and (degree[begin] % 2 or not is_odd):
                _walk(graph, (taken, open_, degree, at), begin, is_odd)
    return taken


@compiled
def _walk(
    graph: Arcs, state: tuple[Numbers, Numbers, Numbers, Numbers], begin: int, take: int
) -> None:
    taken, open_, degree, at = state
    node = begin
    while degree[node]:
        while not open_[graph.edge[at[node]]]:
            at[node] += 1
        arc = at[node]
        taken[graph.edge[arc]] = take
        open_[graph.edge[arc]] = 0
        degree[node] -= 1
        node = graph.other[arc]
        degree[node] -= 1
        take = 1 - take
