"""The exact half of choosing pairs, by prices and alternating trees: nobody is halved any more."""

import numpy as np

from matching.choosing.augmentation import flip
from matching.choosing.blossoms import (
    LAST,
    NOW,
    SIZE,
    STOP,
    Queue,
    expand,
    join,
    make_outer,
    wait,
)
from matching.choosing.heap import take
from matching.choosing.trees import FREE, INNER, OUTER, Forest, Graph, settle
from matching.compiled import compiled

_NEVER = np.int64(1) << np.int64(60)


@compiled
def _next(graph: Graph, forest: Forest, now: int, u: int) -> tuple[int, int]:
    """Find the edge of an outer vertex that becomes tight first, and when."""
    start, other, worth = graph
    label, since, price, group = forest.label, forest.since, forest.price, forest.group
    mine = price[u] - (now - since[u])
    soonest, found = _NEVER, -1
    for arc in range(start[u], start[u + 1]):
        v = other[arc]
        if label[v] == INNER or group[v] == group[u]:
            continue
        slack = mine + price[v] - label[v] * (now - since[v]) - worth[arc]
        time = now + (slack // 2 if label[v] == OUTER else slack)
        if time < soonest:
            soonest, found = time, v
    return int(soonest), int(found)


@compiled
def _search(graph: Graph, forest: Forest, queue: Queue, root: int) -> None:
    """Let a tree grow from somebody who is left over until they, or one for them, may be."""
    touched = [root]
    queue.clock[NOW], queue.clock[STOP] = 0, _NEVER
    make_outer(forest, queue, root, touched)
    while _grow(graph, forest, queue, touched):
        pass
    for one in touched:
        settle(forest, one, queue.clock[NOW], FREE)
    for at in range(queue.clock[SIZE]):
        queue.place[queue.item[at]] = -1
    queue.clock[SIZE] = 0


@compiled
def _grow(graph: Graph, forest: Forest, queue: Queue, touched: list[int]) -> bool:
    """Do what is due next; say whether there is more to do."""
    if not queue.clock[SIZE] or queue.key[queue.item[0]] >= queue.clock[STOP]:
        queue.clock[NOW] = queue.clock[STOP]
        flip(forest, queue.clock[LAST], -1)
        return False
    one = take(queue.key, queue.place, queue.item, queue.clock[SIZE])
    queue.clock[SIZE] -= 1
    now = queue.key[one]
    queue.clock[NOW] = now
    if one >= len(forest.mate):
        if forest.label[one] == INNER:
            expand(graph, forest, queue, one, touched)
        return True
    time, v = _next(graph, forest, now, one)
    if time <= now and join(forest, queue, (one, v), touched):
        return False
    if v >= 0:
        wait(queue, one, max(time, now))
    return True


@compiled
def mend(graph: Graph, forest: Forest, queue: Queue, spare: int) -> int:
    """Pair everybody as well as can be, and give twice the bound that the prices prove.

    Those who have most to gain look first. What the bound exceeds the value by is what those
    could still gain who have not looked; as soon as that can be spared, they need not.
    """
    n = len(forest.mate)
    price, mate = forest.price[:n], forest.mate
    roots = np.flatnonzero((mate < 0) & (price > 0))
    for root in roots[np.argsort(-price[roots], kind="mergesort")]:
        if price[roots[mate[roots] < 0]].sum() <= spare:
            break
        if mate[root] < 0 and price[root] > 0:
            _search(graph, forest, queue, root)
    bound = price.sum()
    for one in range(n, 2 * n):
        bound += max(forest.price[one], 0) * ((forest.size[one] - 1) // 2)
    return int(bound)
