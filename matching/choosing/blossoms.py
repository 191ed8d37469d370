"""The steps of a search for a place: a tree grows, a circle closes, a blossom opens."""

from typing import NamedTuple

import numpy as np

from matching.choosing.augmentation import flip, rebase
from matching.choosing.heap import put
from matching.choosing.trees import (
    FREE,
    INNER,
    OUTER,
    Forest,
    Graph,
    Numbers,
    around,
    common,
    settle,
    shrink,
)
from matching.compiled import compiled


class Queue(NamedTuple):
    """Who waits for what time; and the time, the time to stop, who stops then, how many wait.

    Parameters
    ----------
    key, place, item : ndarray of shape (2n,)
        A heap.
    marks : ndarray of shape (2n,)
        For finding where two paths meet.
    clock : ndarray of shape (5,)
        Now, the time to stop, the vertex that ends it, the size of the heap, the last mark.
    """

    key: Numbers
    place: Numbers
    item: Numbers
    marks: Numbers
    clock: Numbers


NOW, STOP, LAST, SIZE, MARK = range(5)


def queue_of(n: int) -> Queue:
    """Make an empty queue.

    Parameters
    ----------
    n : int
        How many vertices there are.

    Returns
    -------
    queue : Queue
        Nobody waits.
    """
    zeros = [np.zeros(2 * n, dtype=np.int64) for _ in range(3)]
    place = np.full(2 * n, -1, dtype=np.int64)
    return Queue(zeros[0], place, zeros[1], zeros[2], np.zeros(5, dtype=np.int64))


@compiled
def wait(queue: Queue, one: int, time: int) -> None:
    """Look at a vertex or a blossom when its time comes, unless all is over by then."""
    if time >= queue.clock[STOP]:
        return
    if queue.place[one] >= 0:
        if time < queue.key[one]:
            put(queue.key, queue.place, queue.item, queue.clock[SIZE], one, time)
        return
    put(queue.key, queue.place, queue.item, queue.clock[SIZE], one, time)
    queue.clock[SIZE] += 1


@compiled
def _slack(graph: Graph, forest: Forest, now: int, u: int, arc: int) -> int:
    v = graph.other[arc]
    both = forest.price[u] - forest.label[u] * (now - forest.since[u])
    both += forest.price[v] - forest.label[v] * (now - forest.since[v])
    return int(both - graph.worth[arc])


@compiled
def make_outer(forest: Forest, queue: Queue, blossom: int, touched: list[int]) -> None:
    """Let the vertices of a blossom look for others, their prices falling."""
    if blossom >= len(forest.mate):
        settle(forest, blossom, queue.clock[NOW], OUTER)
        touched.append(blossom)
    forest.top[blossom] = blossom
    _look(forest, queue, blossom, blossom, touched)


@compiled
def _look(forest: Forest, queue: Queue, blossom: int, group: int, touched: list[int]) -> None:
    """Put the vertices of a blossom into a group whose vertices look for others."""
    now = queue.clock[NOW]
    v = forest.head[blossom]
    while True:
        forest.group[v] = group
        if forest.label[v] != OUTER:
            settle(forest, v, now, OUTER)
            touched.append(v)
            if now + forest.price[v] < queue.clock[STOP]:
                queue.clock[STOP] = now + forest.price[v]
                queue.clock[LAST] = v
            wait(queue, v, now)
        if v == forest.tail[blossom]:
            return
        v = forest.link[v]


@compiled
def make_inner(
    forest: Forest, queue: Queue, blossom: int, edge: tuple[int, int], touched: list[int]
) -> None:
    """Reach a blossom by an edge; its prices rise while those of the outer ones fall."""
    now = queue.clock[NOW]
    forest.from_[blossom], forest.to[blossom] = edge
    if blossom >= len(forest.mate):
        settle(forest, blossom, now, INNER)
        touched.append(blossom)
        wait(queue, blossom, now + forest.price[blossom] // 2)
    forest.top[blossom] = blossom
    v = forest.head[blossom]
    while True:
        forest.group[v] = blossom
        settle(forest, v, now, INNER)
        touched.append(v)
        if v == forest.tail[blossom]:
            return
        v = forest.link[v]


@compiled
def join(forest: Forest, queue: Queue, edge: tuple[int, int], touched: list[int]) -> bool:
    """Use an edge that has become tight; say whether the search is over with it."""
    u, v = edge
    other = around(forest, v)
    if forest.label[v] == FREE:
        mate = forest.mate[forest.base[other]]
        if mate < 0:
            rebase(forest, other, v)
            flip(forest, u, v)
            return True
        make_inner(forest, queue, other, edge, touched)
        make_outer(forest, queue, around(forest, mate), touched)
        return False
    queue.clock[MARK] += 1
    root = common(forest, around(forest, u), other, queue.marks, queue.clock[MARK])
    _widen(forest, queue, shrink(forest, u, v, root), root, touched)
    return False


@compiled
def _widen(forest: Forest, queue: Queue, blossom: int, root: int, touched: list[int]) -> None:
    """Let all in a new blossom look for others; the largest part of it does so already."""
    largest, at = root, root
    while True:
        if forest.label[at] == OUTER and forest.size[at] > forest.size[largest]:
            largest = at
        at = forest.after[at]
        if at == root:
            break
    group = forest.group[forest.head[largest]]
    forest.since[blossom], forest.label[blossom] = queue.clock[NOW], OUTER
    touched.append(blossom)
    while True:
        if at >= len(forest.mate):
            settle(forest, at, queue.clock[NOW], FREE)
        if at != largest:
            _look(forest, queue, at, group, touched)
        at = forest.after[at]
        if at == root:
            break
    forest.top[group] = blossom


@compiled
def _within(forest: Forest, blossom: int, vertex: int) -> int:
    while forest.parent[vertex] != blossom:
        vertex = forest.parent[vertex]
    return vertex


@compiled
def expand(graph: Graph, forest: Forest, queue: Queue, blossom: int, touched: list[int]) -> None:
    """Take an inner blossom apart, keep the even way through it, and free the rest."""
    now = queue.clock[NOW]
    settle(forest, blossom, now, FREE)
    at = _within(forest, blossom, forest.to[blossom])
    last = forest.stem[blossom]
    steps, one = 0, at
    while one != last:
        one = forest.after[one]
        steps += 1
    one = at
    while True:
        forest.parent[one], forest.top[one] = -1, one
        v = forest.head[one]
        while True:
            forest.group[v] = one
            settle(forest, v, now, FREE)
            if v == forest.tail[one]:
                break
            v = forest.link[v]
        one = forest.after[one]
        if one == at:
            break
    first = at
    make_inner(forest, queue, at, (forest.from_[blossom], forest.to[blossom]), touched)
    while at != last:
        one = forest.after[at] if steps % 2 == 0 else forest.before[at]
        at = forest.after[one] if steps % 2 == 0 else forest.before[one]
        edge = (
            (forest.near[one], forest.far[one])
            if steps % 2 == 0
            else (forest.far[at], forest.near[at])
        )
        make_outer(forest, queue, one, touched)
        make_inner(forest, queue, at, edge, touched)
    one = forest.after[first]
    while one != first:
        _meet(graph, forest, queue, one)
        one = forest.after[one]
    forest.spare[forest.spare[-1]] = blossom
    forest.spare[-1] += 1


@compiled
def _meet(graph: Graph, forest: Forest, queue: Queue, blossom: int) -> None:
    """Let the outer neighbours of people who have just become free look at them again."""
    now = queue.clock[NOW]
    v = forest.head[blossom]
    while forest.label[v] == FREE:
        for arc in range(graph.start[v], graph.start[v + 1]):
            u = graph.other[arc]
            if forest.label[u] == OUTER:
                wait(queue, u, now + _slack(graph, forest, now, v, arc))
        if v == forest.tail[blossom]:
            break
        v = forest.link[v]
