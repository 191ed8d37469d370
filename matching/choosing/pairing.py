"""Choosing the pairs so that the whole room gains most, within everybody's limit."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.choosing.arcs import Arcs, Numbers, arcs
from matching.choosing.augmenting_trails import improved
from matching.choosing.flow import halved
from matching.choosing.rounding import whole
from matching.choosing.tasks import Task
from matching.choosing.vertex_splitting import best
from matching.worth.candidates import Edges

# Choices are exact in whole numbers. A ten-millionth is finer than any worth means.
UNITS = 10_000_000
# Among more people than so many, a choice need not be proven best, but worth all of the proven
# bound but one part in so many.
_PROVEN_BEST, _ALL_BUT = 500, 10_000


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen pairs, and how good they are.

    Parameters
    ----------
    chosen : list of int
        Positions in the edges, rising.
    value : float
        Their worth, and what the first pairs of people count beyond it.
    bound : float
        No choice can be worth more. Proven apart from the choice, by prices; equal to its value
        among up to 500 people, and beyond that never more than 1.0001 times its value.
    """

    chosen: list[int]
    value: float
    bound: float


def pair_up(edges: Edges, limits: Sequence[int], priorities: Sequence[float]) -> Choice:
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
    choice : Choice
        The best there is, or nearly so; the bound proves it.

    Notes
    -----
    If people could be halved, the choice would be a flow, found by shortest paths, and its
    prices prove it [1]_. It nearly is one of whole people. Its halves are made whole along
    walks, and the few that one place is then missing for look for another: in a large room by
    simple trails of changes, as long as the best is further than a ten-thousandth away; then,
    where that was not enough, by weighted matching, which begins with the prices of the flow.

    References
    ----------
    .. [1] D. Hochbaum, "Monotonizing linear programs with up to two nonzeroes per
       column", Operations Research Letters 32(1), 2004.

    Examples
    --------
    Three people; the best pair is taken and the third stays free.

    >>> edges = Edges(np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([0.2, 0.9, 0.3]))
    >>> pair_up(edges, [1, 1, 1], [0, 0, 0]).chosen
    [1]
    >>> pair_up(edges, [2, 1, 1], [0, 0, 0]).chosen
    [0, 1]
    """
    limit = np.array(limits, dtype=np.int64)
    first, second = edges.first.astype(np.int64), edges.second.astype(np.int64)
    kept = np.flatnonzero((limit[first] > 0) & (limit[second] > 0))
    if not len(kept):
        return Choice([], 0.0, 0.0)
    one, other = first[kept], second[kept]
    worth = np.rint(edges.worth[kept] * UNITS).astype(np.int64)
    graph = arcs(len(limit), one, other)
    task = Task(
        one,
        other,
        worth,
        # More places than people to meet are of no use.
        np.minimum(limit, np.diff(graph.start)),
        np.rint(np.array(priorities, dtype=np.float64) * UNITS).astype(np.int64),
    )
    halves, price = halved(graph, task.worth, task.limit, task.first)
    taken = whole(graph, halves)
    chosen, bound = _mended(graph, task, taken, price)
    return Choice(kept[chosen].tolist(), task.value(chosen) / UNITS, bound / UNITS)


def _mended(graph: Arcs, task: Task, taken: Numbers, price: Numbers) -> tuple[Numbers, int]:
    """Make a choice of whole people as good as it must be, and say what none can exceed."""
    chosen, bound = np.flatnonzero(taken), task.bound(price) // 2
    value = task.value(chosen)
    spare = value // _ALL_BUT if len(task.limit) > _PROVEN_BEST else 0
    # Where nobody was halved, the prices prove the choice already.
    if bound - value <= spare:
        return chosen, bound
    if spare:
        given = task.worth, task.limit, task.first
        better = np.flatnonzero(improved(graph, given, taken, price, 2 * (bound - value - spare)))
        if bound - task.value(better) <= spare:
            return better, bound
    chosen, proven = best(task, taken, price, spare)
    return chosen, min(bound, proven)
