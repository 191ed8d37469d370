"""Local search: whoever could have a place more finds one by an augmenting trail of changes."""

from typing import NamedTuple

import numpy as np

from matching.choosing.arcs import Arcs, Numbers
from matching.choosing.heap import put, take
from matching.compiled import compiled

_FAR = np.int64(1) << np.int64(60)


class Search(NamedTuple):
    """How far everybody is from somebody; 0 to n - 1 look for one more, then those found.

    Parameters
    ----------
    far, via, place, item : ndarray of shape (2n,)
        How far each is, along which arc, and a heap of those to be looked at.
    seen : ndarray of shape (m,)
        The last trail on which each edge was.
    trails : ndarray of shape (1,)
        How many trails were looked at.
    """

    far: Numbers
    via: Numbers
    place: Numbers
    item: Numbers
    seen: Numbers
    trails: Numbers


@compiled
def improved(
    graph: Arcs,
    given: tuple[Numbers, Numbers, Numbers],
    taken: Numbers,
    price: Numbers,
    wanted: int,
) -> Numbers:
    """Make a choice better, where a trail of pairs taken and given up does so.

    Takes what edges are worth, everybody's limit and what the first pair counts, 1 for each edge
    that is taken, twice the prices, and twice what gain would be enough. What is found is better
    or the same, but need not be best: trails that would use an edge twice are passed over.
    """
    worth, limit, first = given
    n, choice = len(limit), taken.copy()
    count = np.zeros(n, dtype=np.int64)
    for arc in range(len(graph.edge)):
        count[graph.other[arc]] += choice[graph.edge[arc]]
    search = Search(
        np.full(2 * n, _FAR),
        np.full(2 * n, np.int64(-1)),
        np.full(2 * n, np.int64(-1)),
        np.zeros(2 * n, dtype=np.int64),
        np.zeros(len(worth), dtype=np.int64),
        np.zeros(1, dtype=np.int64),
    )
    gained, found = np.int64(0), True
    while found and gained < wanted:
        gain = price + 2 * first * (count == 0)
        lacking = np.flatnonzero((count < limit) & (gain > 0))
        found = False
        for root in lacking[np.argsort(-gain[lacking], kind="mergesort")]:
            if count[root] < limit[root] and gained < wanted:
                more = _mend(graph, given, (choice, count, price), search, root)
                gained, found = gained + more, found or more > 0
    return choice


@compiled
def _mend(
    graph: Arcs,
    given: tuple[Numbers, Numbers, Numbers],
    state: tuple[Numbers, Numbers, Numbers],
    search: Search,
    root: int,
) -> int:
    """Give somebody a place more by the best trail that is found; say what it gains, twice."""
    choice, count, _ = state
    n = len(count)
    end, gain = _best_end(graph, given, state, search, root)
    if end >= 0:
        node = end
        while search.via[node] >= 0:
            arc = search.via[node]
            choice[graph.edge[arc]] = 1 if node >= n else 0
            node = graph.other[graph.back[arc]] + (0 if node >= n else n)
        count[root] += 1
        count[end % n] += 1 if end >= n else -1
    search.far[:], search.via[:], search.place[:] = _FAR, -1, -1
    return gain


@compiled
def _best_end(
    graph: Arcs,
    given: tuple[Numbers, Numbers, Numbers],
    state: tuple[Numbers, Numbers, Numbers],
    search: Search,
    root: int,
) -> tuple[int, int]:
    """Find the end of the best trail and what it gains, twice; -1 where none gains anything."""
    _, limit, first = given
    _, count, price = state
    n, far = len(limit), search.far
    mine = price[root] + 2 * first[root] * (count[root] == 0)
    most = np.int64(0)
    for one in range(n):
        # Who began needs two places to be the end, too.
        if count[one] + (one == root) < limit[one]:
            most = max(most, price[one] + 2 * first[one] * (count[one] == 0))
    far[root] = 0
    put(far, search.place, search.item, 0, root, 0)
    size, end, best = 1, -1, 0
    while size:
        node = take(far, search.place, search.item, size)
        size -= 1
        if mine + most - far[node] <= best:
            break
        one = node % n
        if node >= n:
            ends = count[one] + (one == root) < limit[one]
            value = price[one] + 2 * first[one] * (count[one] == 0)
        else:
            ends = node != root
            value = -price[one] - 2 * first[one] * (count[one] == 1)
        if ends and mine + value - far[node] > best:
            gain = _gain(graph, given, count, search, (root, node))
            if gain > best:
                best, end = gain, node
        size = _go_on(graph, given, state, search, node, size)
    return int(end), int(best)


@compiled
def _go_on(
    graph: Arcs,
    given: tuple[Numbers, Numbers, Numbers],
    state: tuple[Numbers, Numbers, Numbers],
    search: Search,
    node: int,
    size: int,
) -> int:
    """Look from one on: for whom they could take, or whom they could give up."""
    worth, choice, price = given[0], state[0], state[2]
    n, far = len(price), search.far
    one, gives_up = node % n, node >= n
    side = -1 if gives_up else 1
    for arc in range(graph.start[one], graph.start[one + 1]):
        edge, other = graph.edge[arc], graph.other[arc]
        to = other if gives_up else n + other
        if choice[edge] != gives_up:
            continue
        short = side * (price[one] + price[other] - 2 * worth[edge])
        time = far[node] + max(short, 0)
        if time < far[to]:
            is_new = search.place[to] < 0
            put(far, search.place, search.item, size, to, time)
            size += is_new
            search.via[to] = arc
    return size


@compiled
def _gain(
    graph: Arcs,
    given: tuple[Numbers, Numbers, Numbers],
    count: Numbers,
    search: Search,
    ends: tuple[int, int],
) -> int:
    """Say what a trail gains, twice; below zero where it would use an edge twice."""
    worth, limit, first = given
    root, node = ends
    n = len(limit)
    gain = 2 * first[root] * (count[root] == 0)
    if node >= n:
        gain += 2 * first[node - n] * (count[node - n] == 0) * (node - n != root)
    else:
        gain -= 2 * first[node] * (count[node] == 1)
    search.trails[0] += 1
    while search.via[node] >= 0:
        arc = search.via[node]
        edge = graph.edge[arc]
        if search.seen[edge] == search.trails[0]:
            return -1
        search.seen[edge] = search.trails[0]
        gain += 2 * worth[edge] if node >= n else -2 * worth[edge]
        node = graph.other[graph.back[arc]] + (0 if node >= n else n)
    return int(gain)
