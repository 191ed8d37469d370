"""Augmentation: what is paired turns along a path; who was left over has somebody then."""

from matching.choosing.trees import Forest, around
from matching.compiled import compiled


@compiled
def rebase(forest: Forest, blossom: int, vertex: int) -> None:
    """Pair the people of a blossom among each other so that this one is left."""
    todo = [(blossom, vertex)]
    while len(todo) > 0:
        outer, left = todo.pop()
        inner = left
        while inner != outer:
            around_it = forest.parent[inner]
            _turn(forest, inner, forest.stem[around_it], todo)
            forest.base[around_it], forest.stem[around_it] = left, inner
            inner = around_it


@compiled
def _turn(forest: Forest, inner: int, last: int, todo: list[tuple[int, int]]) -> None:
    """Pair those on the even way of a circle from one part to the one that was left before."""
    steps, at = 0, inner
    while at != last:
        at = forest.after[at]
        steps += 1
    ahead = steps % 2 == 0
    at = inner
    while at != last:
        one = forest.after[at] if ahead else forest.before[at]
        two = forest.after[one] if ahead else forest.before[one]
        p = forest.near[one] if ahead else forest.far[two]
        q = forest.far[one] if ahead else forest.near[two]
        todo.append((one, p))
        todo.append((two, q))
        forest.mate[p] = q
        forest.mate[q] = p
        at = two


@compiled
def flip(forest: Forest, vertex: int, partner: int) -> None:
    """Turn the path from an outer vertex to the root: pairs become free, and free ones pairs."""
    while True:
        blossom = around(forest, vertex)
        old = forest.mate[forest.base[blossom]]
        rebase(forest, blossom, vertex)
        forest.mate[vertex] = partner
        if partner >= 0:
            forest.mate[partner] = vertex
        if old < 0:
            return
        inner = around(forest, old)
        vertex, partner = forest.from_[inner], forest.to[inner]
        rebase(forest, inner, partner)
