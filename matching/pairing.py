"""Choosing the pairs so that the whole room gains most, within everybody's limit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.candidates import Edges
from matching.flow import UNITS, Numbers, Task, relax
from matching.prices import Prices, without_cuts
from matching.rounding import rounded_off
from matching.text import Rows
from matching.whole import prices_with, whole

# Beyond so many undecided pairs the last hundredth of a percent is not worth the time.
_MOST_UNDECIDED, _MOST_STEPS = 1_500, 8
# Prices of sets are looked for among so many pairs at most; it takes a tenth of a second.
_MOST_PRICED = 20_000
# Pairs whose gain is so near to nothing are decided first, but not more than so many.
_NEAR, _FIRST = 0.015, 400
_WIDER = 3
# Two values nearer than this are one.
_SAME = 1e-6


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
        No choice can be worth more; equal to `value` where the choice is proven best.
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
        Nearly always proven best. Among thousands of people, or where hundreds of pairs
        are worth exactly the same, the bound tells by how much the best might be missed.

    Notes
    -----
    A flow gives prices and a bound. Wherever it leaves people halved, the halves are
    rounded; then every pair whose price shows that it must be in or out is settled, and
    an integer programme [1]_ decides the few that remain.

    References
    ----------
    .. [1] Q. Huangfu, J. Hall, "Parallelizing the dual revised simplex method",
       Mathematical Programming Computation 10(1), 2018.

    Examples
    --------
    Three people; the best pair is taken and the third stays free.

    >>> edges = Edges(np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([0.2, 0.9, 0.3]))
    >>> pair_up(edges, [1, 1, 1], [0, 0, 0]).chosen
    [1]
    >>> pair_up(edges, [2, 1, 1], [0, 0, 0]).chosen
    [0, 1]
    """
    if not len(edges.worth):
        return Choice([], 0.0, 0.0)
    first = np.array(priorities, dtype=np.float64)
    exact = replace(edges, worth=np.rint(edges.worth * UNITS) / UNITS)
    task = Task(exact, np.array(limits, dtype=np.int64), first)
    relaxed = relax(task)
    rounded = rounded_off(task, relaxed.fraction)
    return _settled(task, relaxed.fraction, rounded, without_cuts(task, relaxed.prices))


def _settled(task: Task, fraction: Numbers, rounded: Rows, prices: Prices) -> Choice:
    """Decide what the flow left halved, among more and more pairs until it is proven best."""
    gain, bound, value, best = prices.gain(task), prices.bound(task), task.value(rounded), rounded
    width = max(_SAME, min(_NEAR, float(np.sort(np.abs(gain))[:_FIRST][-1])))
    cuts = prices.cuts
    for _ in range(_MOST_STEPS):
        sure, maybe = np.flatnonzero(gain > width), np.flatnonzero(np.abs(gain) <= width)
        if bound - value <= _SAME or len(maybe) > _MOST_UNDECIDED:
            break
        found = whole(task, fraction, sure, maybe)
        if task.value(found.chosen) > value:
            best, value = found.chosen, task.value(found.chosen)
        # Any choice that differs in a pair of gain g is worth at most the bound less g.
        if found.is_best and bound - value <= width:
            bound = value
        elif len(found.cuts.most) > len(cuts.most) and len(gain) <= _MOST_PRICED:
            # Prices that know of odd sets prove more.
            cuts, prices = found.cuts, prices_with(task, found.cuts)
            if prices.bound(task) < bound:
                bound, gain = prices.bound(task), prices.gain(task)
        elif not found.is_best:
            break
        else:
            width = min(_WIDER * width, bound - value + _SAME)
    return Choice(sorted(best.tolist()), value, value if bound - value <= _SAME else bound)
