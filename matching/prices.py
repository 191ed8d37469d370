"""What prove a choice to be good: prices of people and of sets of people."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from matching.flow import Numbers, Task


@dataclass(frozen=True, slots=True)
class Cuts:
    """Sets of people, and how many pairs there can be in and around each.

    Parameters
    ----------
    inside : sparse array of shape (c, m)
        1 for the edges that count for a set.
    most : ndarray of shape (c,), dtype=float64
        How many of them there can be.
    """

    inside: sparse.csr_array
    most: Numbers

    def joined(self, more: "Cuts") -> "Cuts":
        """Add other cuts after these.

        Parameters
        ----------
        more : Cuts
            Cuts on the same edges.

        Returns
        -------
        cuts : Cuts
            All of them.
        """
        inside = sparse.csr_array(sparse.vstack([self.inside, more.inside]))
        return Cuts(inside, np.concatenate([self.most, more.most]))


@dataclass(frozen=True, slots=True)
class Prices:
    """What a place with each person costs, and a pair in and around each set.

    Parameters
    ----------
    people : ndarray of shape (n,), dtype=float64
        At least minus what the first pair of the person counts.
    sets : ndarray of shape (c,), dtype=float64
        Never negative.
    cuts : Cuts
        Those sets.
    """

    people: Numbers
    sets: Numbers
    cuts: Cuts

    def gain(self, task: Task) -> Numbers:
        """Say what each pair is worth above its prices.

        Parameters
        ----------
        task : Task
            What is to be chosen from.

        Returns
        -------
        gain : ndarray of shape (m,), dtype=float64
            Negative where a pair costs more than it is worth.
        """
        paid = self.people[task.edges.first] + self.people[task.edges.second]
        return np.asarray(task.edges.worth - paid - self.cuts.inside.T @ self.sets)

    def bound(self, task: Task) -> float:
        """Say what no choice can exceed.

        Parameters
        ----------
        task : Task
            What is to be chosen from.

        Returns
        -------
        bound : float
            All places sold, and every gain taken: whatever the prices are, nobody can do
            better. A choice that leaves a gain, or takes a loss, falls short by it.
        """
        places = np.where(self.people >= 0, self.people * task.limits, 0)
        firsts = np.maximum(0, task.first + np.minimum(self.people, 0)) * (task.limits > 0)
        sold = places.sum() + firsts.sum() + self.cuts.most @ self.sets
        return float(sold + np.maximum(self.gain(task), 0).sum())


def without_cuts(task: Task, people: Numbers) -> Prices:
    """Give prices of people alone.

    Parameters
    ----------
    task : Task
        What is to be chosen from.
    people : ndarray of shape (n,), dtype=float64
        The price of a place with each person.

    Returns
    -------
    prices : Prices
        No set has a price.
    """
    nothing = np.zeros(0)
    return Prices(people, nothing, Cuts(sparse.csr_array((0, len(task.edges.worth))), nothing))
