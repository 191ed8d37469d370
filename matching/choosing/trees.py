"""What grows while people are made whole: alternating trees, and odd circles shrunk to one."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled

Numbers = npt.NDArray[np.int64]

FREE, OUTER, INNER = 0, 1, -1


class Graph(NamedTuple):
    """Who may be paired with whom; each pair from both sides, worth in even numbers.

    Parameters
    ----------
    start : ndarray of shape (n + 1,)
        Where each vertex's arcs begin.
    other, worth : ndarray of shape (2m,)
        Where each arc leads, and what the pair is worth, twice.
    """

    start: Numbers
    other: Numbers
    worth: Numbers


class Forest(NamedTuple):
    """Prices, pairs, and the blossoms: numbers from 0 to n - 1 are vertices, then blossoms.

    Parameters
    ----------
    mate : ndarray of shape (n,)
        With whom each vertex is paired, or -1.
    price : ndarray of shape (2n,)
        Twice the price of each vertex, and of each blossom.
    label, since : ndarray of shape (2n,)
        Outer, inner or free; and when it became so: prices move while the clock runs.
    group, top : ndarray of shape (2n,)
        To which group each vertex belongs, and the outermost blossom around all of a group: so
        that most vertices keep theirs when a large blossom grows.
    base, stem, size : ndarray of shape (2n,)
        The vertex by which each is paired, in which part it is, and how many vertices there are.
    parent, after, before : ndarray of shape (2n,)
        The blossom around each, and its neighbours in the circle.
    near, far : ndarray of shape (2n,)
        The ends of the edge to the next in the circle: here, and there.
    from_, to : ndarray of shape (2n,)
        The edge by which an inner one was reached.
    head, tail, link : ndarray of shape (2n,)
        The vertices in each, as a chain.
    spare : ndarray of shape (n + 1,)
        Numbers for blossoms, and how many are left in the last place.
    """

    mate: Numbers
    price: Numbers
    label: Numbers
    since: Numbers
    group: Numbers
    top: Numbers
    base: Numbers
    stem: Numbers
    size: Numbers
    parent: Numbers
    after: Numbers
    before: Numbers
    near: Numbers
    far: Numbers
    from_: Numbers
    to: Numbers
    head: Numbers
    tail: Numbers
    link: Numbers
    spare: Numbers


def forest_of(mate: Numbers, price: Numbers) -> Forest:
    """Begin with some pairs and prices, and no blossom.

    Parameters
    ----------
    mate : ndarray of shape (n,)
        With whom each vertex is paired, or -1.
    price : ndarray of shape (n,)
        Twice the price of each.

    Returns
    -------
    forest : Forest
        Every vertex for itself.
    """
    n = len(mate)
    itself = np.arange(2 * n)
    none = np.full(2 * n, -1)
    spare = np.append(np.arange(2 * n - 1, n - 1, -1), n)
    return Forest(
        mate.astype(np.int64),
        np.concatenate([price, np.zeros(n)]).astype(np.int64),
        label=np.zeros(2 * n, dtype=np.int64),
        since=np.zeros(2 * n, dtype=np.int64),
        group=itself.copy(),
        top=itself.copy(),
        base=itself.copy(),
        stem=none.copy(),
        size=np.ones(2 * n, dtype=np.int64),
        parent=none.copy(),
        after=none.copy(),
        before=none.copy(),
        near=none.copy(),
        far=none.copy(),
        from_=none.copy(),
        to=none.copy(),
        head=itself.copy(),
        tail=itself.copy(),
        link=none.copy(),
        spare=spare,
    )


@compiled
def around(forest: Forest, vertex: int) -> int:
    """Give the outermost blossom around a vertex."""
    return int(forest.top[forest.group[vertex]])


@compiled
def settle(forest: Forest, one: int, now: int, label: int) -> None:
    """Write down the price that a vertex or a blossom has now, and give it a new label."""
    moved = forest.label[one] * (now - forest.since[one])
    forest.price[one] += 2 * moved if one >= len(forest.mate) else -moved
    forest.since[one] = now
    forest.label[one] = label


@compiled
def common(forest: Forest, one: int, other: int, marks: Numbers, mark: int) -> int:
    """Find where the paths of two outer blossoms to the root meet."""
    while True:
        if one >= 0:
            if marks[one] == mark:
                return one
            marks[one] = mark
            up = forest.mate[forest.base[one]]
            one = around(forest, forest.from_[around(forest, up)]) if up >= 0 else -1
        one, other = (other, one) if other >= 0 else (one, other)


@compiled
def _chain(forest: Forest, blossom: int, one: int) -> None:
    """Put one more circle member last; whoever was last leads to it."""
    forest.parent[one] = blossom
    forest.link[forest.tail[blossom]] = forest.head[one]
    forest.tail[blossom] = forest.tail[one]
    forest.size[blossom] += forest.size[one]


@compiled
def shrink(forest: Forest, u: int, v: int, root: int) -> int:
    """Make one blossom of the circle that an edge between two outer vertices closes."""
    spare = forest.spare
    spare[-1] -= 1
    blossom = spare[spare[-1]]
    # From the first end up to where the paths meet, turned round, then the other side.
    down = [(around(forest, u), u, v)]
    at = around(forest, u)
    while at != root:
        base = forest.base[at]
        inner = around(forest, forest.mate[base])
        down.append((inner, forest.mate[base], base))
        at = around(forest, forest.from_[inner])
        down.append((at, forest.from_[inner], forest.to[inner]))
    forest.parent[root] = blossom
    forest.head[blossom], forest.tail[blossom] = forest.head[root], forest.tail[root]
    forest.size[blossom] = forest.size[root]
    last = root
    for k in range(len(down) - 1, -1, -1):
        one, here, there = down[k]
        if one != root:
            _chain(forest, blossom, one)
            forest.after[last] = one
            forest.before[one] = last
            last = one
        forest.near[one], forest.far[one] = here, there
    at = around(forest, v)
    while at != root:
        base = forest.base[at]
        inner = around(forest, forest.mate[base])
        for one, here, there in (
            (at, base, forest.mate[base]),
            (inner, forest.to[inner], forest.from_[inner]),
        ):
            _chain(forest, blossom, one)
            forest.after[last] = one
            forest.before[one] = last
            forest.near[one], forest.far[one] = here, there
            last = one
        at = around(forest, forest.from_[inner])
    forest.after[last] = root
    forest.before[root] = last
    forest.base[blossom], forest.stem[blossom] = forest.base[root], root
    forest.parent[blossom] = -1
    forest.price[blossom] = 0
    return int(blossom)
