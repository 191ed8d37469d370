"""What is to be chosen from, and what any choice is worth or can be at most."""

from dataclasses import dataclass

import numpy as np

from matching.choosing.arcs import Numbers


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be chosen from, in whole numbers.

    Parameters
    ----------
    one, other : ndarray of shape (m,)
        The two people of each edge.
    worth : ndarray of shape (m,)
        What each is worth.
    limit, first : ndarray of shape (n,)
        How many places each person has, and what the first counts beyond its worth.
    """

    one: Numbers
    other: Numbers
    worth: Numbers
    limit: Numbers
    first: Numbers

    def value(self, chosen: Numbers) -> int:
        """Say what a choice is worth together with the first pairs in it.

        Parameters
        ----------
        chosen : ndarray of shape (k,)
            Positions of edges.

        Returns
        -------
        value : int
            In the units of `worth`.
        """
        has = np.zeros(len(self.first), dtype=np.bool_)
        has[self.one[chosen]] = has[self.other[chosen]] = True
        return int(self.worth[chosen].sum() + self.first[has].sum())

    def bound(self, price: Numbers) -> int:
        """Say what no choice can exceed at some prices.

        Parameters
        ----------
        price : ndarray of shape (n,)
            Twice the price of each person's places; below zero, down to what their first pair
            counts, where they would pay for one.

        Returns
        -------
        bound : int
            What all places cost, and what edges gain beyond that: a solution of the dual of
            the linear programme. Twice, in the units of `worth`.
        """
        first = 2 * self.first * (self.limit > 0)
        places = np.maximum(price, 0) * self.limit + np.maximum(first + np.minimum(price, 0), 0)
        return int(places.sum() - np.minimum(self.short(price), 0).sum())

    def short(self, price: Numbers) -> Numbers:
        """Say by how much each edge falls short of the prices of its ends.

        Parameters
        ----------
        price : ndarray of shape (n,)
            Twice the price of each person's places.

        Returns
        -------
        short : ndarray of shape (m,)
            Twice, in the units of `worth`; below zero where it is worth more.
        """
        return price[self.one] + price[self.other] - 2 * self.worth

    def only(self, edges: Numbers) -> "Task":
        """Leave only some edges to choose from.

        Parameters
        ----------
        edges : ndarray of shape (k,)
            Their positions.

        Returns
        -------
        task : Task
            With the same people.
        """
        one, other, worth = self.one[edges], self.other[edges], self.worth[edges]
        return Task(one, other, worth, self.limit, self.first)
