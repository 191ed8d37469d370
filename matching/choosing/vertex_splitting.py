"""One vertex a place instead of one a person, so that whole pairs can be proven best."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.choosing.arcs import Numbers, arcs
from matching.choosing.blossoms import queue_of
from matching.choosing.tasks import Task
from matching.choosing.trees import Graph, forest_of
from matching.choosing.weighted_matching import mend

_DIRECT, _NEAR, _FAR, _DOOR = range(4)
# Edges that fall short of their price by more, in ten-millionths and twice, are not looked at
# before it turns out that prices move so far.
_SOON = 400_000


@dataclass(frozen=True, slots=True)
class Places:
    """The same task with one vertex a place.

    Parameters
    ----------
    one, other, worth, edge, kind : ndarray of shape (k,)
        Its edges: their ends, what they are worth, which edge of the task each stands for,
        and as what.
    price : ndarray of shape (v,)
        Twice the price of each vertex.
    begin : ndarray of shape (n,)
        The first place of each person.
    surplus : int
        How much more everything is worth here than in the task.
    """

    one: Numbers
    other: Numbers
    worth: Numbers
    edge: Numbers
    kind: Numbers
    price: Numbers
    begin: Numbers
    surplus: int


def best(task: Task, taken: Numbers, price: Numbers, spare: int = 0) -> tuple[Numbers, int]:
    """Make a choice that is nearly best into the best, or into one that is proven good enough.

    Parameters
    ----------
    task : Task
        What is to be chosen from; everybody in it has a place.
    taken : ndarray of shape (m,)
        1 for the edges of a choice within everybody's limit.
    price : ndarray of shape (n,)
        Twice the price of each person. No edge that is left gains, none that is taken
        loses by these prices.
    spare : int
        By how much the bound may exceed the value in the end.

    Returns
    -------
    chosen : ndarray of shape (k,)
        Positions of edges, rising.
    bound : int
        No choice is worth more. Equal to the value of the choice, but for what may be spared.

    Notes
    -----
    Weighted matching [1]_: from each place that is free although it has a price, a tree of
    alternating paths grows, prices moving along, until a path to a better use of it or to
    a place without price is found; odd circles on the way are shrunk to one vertex.

    References
    ----------
    .. [1] J. Edmonds, "Maximum matching and a polyhedron with 0,1-vertices", Journal of
       Research of the National Bureau of Standards 69B, 1965.
    """
    likely = (task.short(price) <= _SOON) | (taken > 0)
    while True:
        edges = np.flatnonzero(likely)
        chosen, bound, least = _best(task.only(edges), taken[edges], price, spare)
        # No choice can gain more by the other edges than they are worth beyond these prices.
        gain = np.where(likely, 0, np.maximum(-task.short(least), 0))
        bound += (int(gain.sum()) + 1) // 2
        if not gain.any() or bound - task.value(edges[chosen]) <= spare:
            return edges[chosen], bound
        likely |= gain > 0


def _best(task: Task, taken: Numbers, price: Numbers, spare: int) -> tuple[Numbers, int, Numbers]:
    """Find the best choice, its bound, and twice the least that a place with each person costs."""
    places = _places(task, _raised(task, taken, price))
    vertices = len(places.price)
    found = arcs(vertices, places.one, places.other)
    forest = forest_of(_mates(task, places, taken), places.price)
    graph = Graph(found.start, found.other, 2 * places.worth[found.edge])
    bound = mend(graph, forest, queue_of(vertices), 2 * spare) // 2 - places.surplus
    chosen = _read(places, forest.mate, len(task.worth))
    return chosen, bound, _least(task, places, forest.price)


def _least(task: Task, places: Places, price: Numbers) -> Numbers:
    """Say what the cheapest place with each person costs, twice, beyond what a first pair counts.

    An edge that is worth no more to both sides than those cost, could not gain anything: its
    door would be priced so that it stays shut.
    """
    has = np.flatnonzero(task.limit)
    first = places.begin[has]
    own = price[: task.limit.sum()].copy()
    own[first] -= 2 * task.first[has]
    least = np.zeros(len(task.limit), dtype=np.int64)
    least[has] = np.minimum.reduceat(own, first) if len(has) else 0
    return least


def _raised(task: Task, taken: Numbers, price: Numbers) -> Numbers:
    """Let whoever has a single place pay all that their pair gains; nobody else wants it more."""
    gain = 2 * task.worth - price[task.one] - price[task.other]
    gains = np.flatnonzero((taken > 0) & (gain > 0))
    single = np.where(task.limit[task.one[gains]] == 1, task.one[gains], task.other[gains])
    raised = price.copy()
    raised[single] += np.where(task.limit[single] == 1, gain[gains], 0)
    return raised


def _single(task: Task, price: Numbers) -> Places:
    """Give everybody with a place one vertex."""
    begin = np.cumsum(task.limit) - task.limit
    own = np.maximum(price + 2 * task.first, 0)[task.limit > 0]
    worth = task.worth + task.first[task.one] + task.first[task.other]
    edge = np.arange(len(worth))
    kind = np.full(len(worth), _DIRECT)
    return Places(begin[task.one], begin[task.other], worth, edge, kind, own, begin, 0)


def _places(task: Task, price: Numbers) -> Places:
    if task.limit.max() == 1:
        return _single(task, price)
    begin = np.cumsum(task.limit) - task.limit
    people = np.repeat(np.arange(len(task.limit)), task.limit)
    is_first = np.arange(len(people)) == begin[people]
    own = np.maximum(price[people] + 2 * task.first[people] * is_first, 0)
    several = (task.limit[task.one] > 1) & (task.limit[task.other] > 1)
    direct, doors = np.flatnonzero(~several), np.flatnonzero(several)
    near, far = len(people) + 2 * np.arange(len(doors)), len(people) + 2 * np.arange(len(doors)) + 1
    firsts = task.first[task.one] + task.first[task.other]
    full = task.worth + firsts
    sides = [
        _direct(task, begin, direct),
        _side(task, (begin, task.one, task.other), near, doors),
        _side(task, (begin, task.other, task.one), far, doors),
        (near, far, full[doors], doors),
    ]
    kind = np.repeat(np.arange(4), [len(one) for one, _, _, _ in sides])
    one, other, worth, edge = (np.concatenate([side[k] for side in sides]) for k in range(4))
    low = _low(task, price, full, doors)
    doorway = np.column_stack(low).ravel()
    return Places(
        one, other, worth, edge, kind, np.concatenate([own, doorway]), begin, int(full[doors].sum())
    )


def _direct(
    task: Task, begin: Numbers, edges: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Join places where one of the two has a single one, so that no pair can come twice."""
    one, other = task.one[edges], task.other[edges]
    times = task.limit[one] * task.limit[other]
    edge = np.repeat(edges, times)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(times) - times, times)
    one, other = task.one[edge], task.other[edge]
    a, b = step % task.limit[one], step // task.limit[one]
    worth = task.worth[edge] + task.first[one] * (a == 0) + task.first[other] * (b == 0)
    return begin[one] + a, begin[other] + b, worth, edge


def _side(
    task: Task, ends: tuple[Numbers, Numbers, Numbers], door: Numbers, edges: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Join all places of one side with a door that only one can use."""
    begin, mine, theirs = ends
    times = task.limit[mine[edges]]
    edge = np.repeat(edges, times)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(times) - times, times)
    worth = task.worth[edge] + task.first[theirs[edge]] + task.first[mine[edge]] * (step == 0)
    return begin[mine[edge]] + step, np.repeat(door, times), worth, edge


def _low(task: Task, price: Numbers, full: Numbers, doors: Numbers) -> tuple[Numbers, Numbers]:
    """Price both sides of each door so that it is shut exactly where the pair costs too much."""
    one, other = task.one[doors], task.other[doors]
    near = np.maximum(0, 2 * (full[doors] - task.first[one]) - price[one])
    far = np.maximum(0, 2 * (full[doors] - task.first[other]) - price[other])
    spare = np.maximum(0, 2 * full[doors] - near - far)
    return near + spare // 2, far + spare - spare // 2


def _mates(task: Task, places: Places, taken: Numbers) -> Numbers:
    """Say with whom each place is paired: those of a taken edge, or both sides of a shut door."""
    mate = np.full(len(places.price), -1)
    chosen = np.flatnonzero(taken)
    ends = np.concatenate([task.one[chosen], task.other[chosen]])
    order = np.argsort(ends, kind="stable")
    rank = np.empty(len(ends), dtype=np.int64)
    rank[order] = np.arange(len(ends)) - np.searchsorted(ends[order], ends[order])
    seat = places.begin[ends] + rank
    at = np.full((2, len(taken)), -1)
    at[0, chosen], at[1, chosen] = seat[: len(chosen)], seat[len(chosen) :]
    door = places.kind == _DOOR
    edge, near, far = places.edge[door], places.one[door], places.other[door]
    is_taken = taken[edge] > 0
    is_direct = np.ones(len(taken), dtype=np.bool_)
    is_direct[edge] = False
    plain = chosen[is_direct[chosen]]
    pairs = [
        (at[0, plain], at[1, plain]),
        (at[0, edge[is_taken]], near[is_taken]),
        (at[1, edge[is_taken]], far[is_taken]),
        (near[~is_taken], far[~is_taken]),
    ]
    for one, other in pairs:
        mate[one], mate[other] = other, one
    return mate


def _read(places: Places, mate: Numbers, edges: int) -> Numbers:
    """Tell which edges are chosen: paired directly, or with both sides of their door."""
    paired = mate[places.one] == places.other
    through: npt.NDArray[np.int64] = np.zeros(edges, dtype=np.int64)
    for kind, counts in ((_DIRECT, 2), (_NEAR, 1), (_FAR, 1)):
        through[places.edge[paired & (places.kind == kind)]] += counts
    return np.flatnonzero(through == 2)  # noqa: PLR2004 - both sides
