"""Who has met whom among the people in the room, as a graph."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matching.texts.text import Floats, Rows
from matching.types import Pair, PersonId

if TYPE_CHECKING:
    import networkx as nx

# Somebody who has met so many of those present counts as well connected.
_CONNECTED = 5


class Acquaintance:
    """The graph of who has met whom; people who are not in the room are not part of it.

    Parameters
    ----------
    people : sequence of str
        Ids of everybody in the room, in row order.
    met : iterable of pair
        Pairs that ever met; pairs with anybody outside the room are left out, so that
        nobody can conclude anything about who is absent or hidden.

    Examples
    --------
    >>> graph = Acquaintance(["ana", "bo", "cy"], [("ana", "bo"), ("bo", "cy")])
    >>> graph.common("ana", "cy")
    ['bo']
    >>> graph.distance("ana", "cy")
    2
    """

    def __init__(self, people: Iterable[PersonId], met: Iterable[Pair]) -> None:
        from scipy import sparse
        from scipy.sparse.csgraph import connected_components

        self._row = {person: row for row, person in enumerate(people)}
        row, n = self._row, len(self._row)
        pairs = {(row[a], row[b]) for a, b in met if a in row and b in row and a != b}
        one, other = np.array(list(pairs), dtype=np.intp).reshape(-1, 2).T
        ends = (np.concatenate([one, other]), np.concatenate([other, one]))
        self.ties = sparse.csr_array((np.ones(2 * len(one), np.float32), ends), shape=(n, n))
        self.ties.data[:] = 1  # Where a pair came both ways round.
        self.degree = np.diff(self.ties.indptr).astype(np.float32)
        self.circle: Rows = connected_components(self.ties, directed=False)[1].astype(np.intp)

    @cached_property
    def graph(self) -> "nx.Graph[PersonId]":
        """The same as a graph of networkx, with the names of people."""
        import networkx as nx

        names = list(self._row)
        graph: nx.Graph[PersonId] = nx.Graph()
        graph.add_nodes_from(names)
        one, other = self.ties.nonzero()
        ends = zip(one.tolist(), other.tolist(), strict=True)
        graph.add_edges_from((names[a], names[b]) for a, b in ends)
        return graph

    def common(self, a: PersonId, b: PersonId) -> list[PersonId]:
        """List the people whom both have met.

        Parameters
        ----------
        a, b : str
            Ids of two people in the room.

        Returns
        -------
        people : list of str
            In id order.
        """
        both = np.intersect1d(self._known(a), self._known(b), assume_unique=True)
        names = list(self._row)
        return sorted(names[row] for row in both.tolist())

    def _known(self, person: PersonId) -> Rows:
        row = self._row[person]
        return np.asarray(self.ties.indices[self.ties.indptr[row] : self.ties.indptr[row + 1]])

    def distance(self, a: PersonId, b: PersonId) -> int | None:
        """Count the steps from one person to another.

        Parameters
        ----------
        a, b : str
            Ids of two people in the room.

        Returns
        -------
        steps : int or None
            1 for people who have met; None when no chain of acquaintances joins them.
        """
        import networkx as nx

        try:
            return int(nx.shortest_path_length(self.graph, a, b))
        except nx.NetworkXNoPath:
            return None

    def connectedness(self) -> Floats:
        """Say how well connected everybody is.

        Returns
        -------
        connectedness : ndarray of shape (n,), dtype=float32
            From 0 (has met nobody who is here) to 1 (has met five or more).
        """
        return np.asarray(np.minimum(self.degree / _CONNECTED, 1), dtype=np.float32)
