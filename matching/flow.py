"""The fast half of choosing pairs: a minimum-cost flow that gives a bound and prices."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

from matching.candidates import Edges
from matching.text import Rows

Numbers = npt.NDArray[np.float64]
Units = npt.NDArray[np.int64]

# Flows are exact in whole numbers. A ten-millionth is finer than any worth means.
UNITS = 10_000_000
# Rounds of passing prices on; a room needs some dozens.
_MOST_ROUNDS = 1_000


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be chosen from.

    Parameters
    ----------
    edges : Edges
        Pairs that may be chosen.
    limits : ndarray of shape (n,), dtype=int64
        How many pairs each person may be in.
    first : ndarray of shape (n,), dtype=float64
        What the first pair of each person counts beyond its worth.
    """

    edges: Edges
    limits: Units
    first: Numbers

    def value(self, chosen: Rows) -> float:
        """Say what a choice is worth together with the first pairs in it.

        Parameters
        ----------
        chosen : ndarray of shape (k,), dtype=intp
            Positions in the edges.

        Returns
        -------
        value : float
            On the scale of worth.
        """
        ends = np.concatenate([self.edges.first[chosen], self.edges.second[chosen]])
        return float(self.edges.worth[chosen].sum() + self.first[np.unique(ends)].sum())


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The best choice if every person could be halved.

    Parameters
    ----------
    fraction : ndarray of shape (m,), dtype=float64
        For each edge 0, 0.5 or 1.
    prices : ndarray of shape (n,), dtype=float64
        What a place with each person costs when all choose as they like.
    """

    fraction: Numbers
    prices: Numbers


def relax(task: Task) -> Relaxed:
    """Solve the choice with everybody halved.

    Parameters
    ----------
    task : Task
        What is to be chosen from.

    Returns
    -------
    relaxed : Relaxed
        Optimal, and whole wherever `fraction` is not 0.5.

    Notes
    -----
    A minimum-cost flow on the bipartite double cover [1]_: each person stands once on the
    left and once on the right, each edge twice. Its optimum is that of the linear
    relaxation, so no choice of whole pairs is worth more.

    References
    ----------
    .. [1] D. Hochbaum, "Monotonizing linear programs with up to two nonzeroes per
       column", Operations Research Letters 32(1), 2004.
    """
    n, m = len(task.limits), len(task.edges.worth)
    network = _double_cover(task)
    flows = network.flows()
    potential = network.potentials(flows)
    source, sink = 2 * n, 2 * n + 1
    left, right = potential[:n] - potential[source], potential[sink] - potential[n : 2 * n]
    prices = np.maximum((left + right) / 2 / UNITS, -task.first)
    return Relaxed((flows[:m] + flows[m : 2 * m]) / 2, prices)


def _double_cover(task: Task) -> "Network":
    """Draw everybody once on the left and once on the right, and each edge both ways."""
    n, m = len(task.limits), len(task.edges.worth)
    source, sink, person = np.full(2 * n, 2 * n), np.full(2 * n, 2 * n + 1), np.arange(n)
    one, other = task.edges.first, task.edges.second
    worth, first = np.rint(task.edges.worth * UNITS), np.rint(task.first * UNITS)
    once, more = np.minimum(task.limits, 1), np.maximum(task.limits - 1, 0)
    # The last arc lets whoever finds nobody go home.
    tail = [one, other, source, person + n, person + n, source[:1]]
    head = [other + n, one + n, person, person, sink, sink[:1]]
    room = [np.ones(2 * m), once, more, once, more, task.limits.sum(keepdims=True)]
    cost = [-worth, -worth, -first, np.zeros(n), -first, np.zeros(n + 1)]
    return Network(
        np.concatenate(tail).astype(np.int32),
        np.concatenate(head).astype(np.int32),
        np.concatenate(room).astype(np.int64),
        np.concatenate(cost).astype(np.int64),
    )


@dataclass(frozen=True, slots=True)
class Network:
    """A network of arcs, the last one from its source to its sink.

    Parameters
    ----------
    tail, head : ndarray of shape (a,), dtype=int32
        Where each arc begins and ends.
    room : ndarray of shape (a,), dtype=int64
        How much each can carry; the last carries everything if need be.
    cost : ndarray of shape (a,), dtype=int64
        What each unit on it costs.
    """

    tail: npt.NDArray[np.int32]
    head: npt.NDArray[np.int32]
    room: Units
    cost: Units

    def flows(self) -> Units:
        """Send everything from the source to the sink as cheaply as possible.

        Returns
        -------
        flows : ndarray of shape (a,), dtype=int64
            What each arc carries.
        """
        solver = min_cost_flow.SimpleMinCostFlow()
        arcs = solver.add_arcs_with_capacity_and_unit_cost(
            self.tail, self.head, self.room, self.cost
        )
        solver.set_node_supply(int(self.tail[-1]), int(self.room[-1]))
        solver.set_node_supply(int(self.head[-1]), -int(self.room[-1]))
        solver.solve()
        return np.asarray(solver.flows(arcs), dtype=np.int64)

    def potentials(self, flows: Units) -> Numbers:
        """Find the prices that prove the cheapest flow.

        Parameters
        ----------
        flows : ndarray of shape (a,), dtype=int64
            The cheapest flow.

        Returns
        -------
        potentials : ndarray of shape (v,), dtype=float64
            Shortest distances to every node in the residual network.
        """
        ahead, back = flows < self.room, flows > 0
        start = np.concatenate([self.tail[ahead], self.head[back]])
        end = np.concatenate([self.head[ahead], self.tail[back]])
        cost = np.concatenate([self.cost[ahead], -self.cost[back]])
        order = np.argsort(end, kind="stable")
        start, cost = start[order], cost[order]
        reached, at = np.unique(end[order], return_index=True)
        distance = np.zeros(int(self.head[-1]) + 1, dtype=np.int64)
        for _ in range(_MOST_ROUNDS):
            arrived = np.minimum.reduceat(distance[start] + cost, at)
            if (arrived >= distance[reached]).all():
                break
            distance[reached] = np.minimum(distance[reached], arrived)
        return distance.astype(np.float64)
