"""Who has met whom among the people in the room, as a graph."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from matching.texts.text import Floats, Rows
from matching.types import Pair, PersonId

if TYPE_CHECKING:
    import networkx as nx
    from scipy import sparse

# From so many common acquaintances on, one more says nothing new.
_MANY = 3
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
        import networkx as nx

        self.graph: nx.Graph[PersonId] = nx.Graph()
        self.graph.add_nodes_from(people)
        self.graph.add_edges_from(
            (a, b) for a, b in met if a in self.graph and b in self.graph and a != b
        )
        self._ties = _ties(self.graph)
        self._degree = np.asarray(self._ties.sum(axis=1), dtype=np.float32)
        self._circle = _circles(self.graph)

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
        import networkx as nx

        return sorted(nx.common_neighbors(self.graph, a, b))

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

    def shared(self, rows: Rows) -> Floats:
        """Say how much some people share acquaintances with everybody.

        Parameters
        ----------
        rows : ndarray of shape (b,), dtype=intp
            Row numbers of people.

        Returns
        -------
        shared : ndarray of shape (b, n), dtype=float32
            From 0 (no common acquaintance) to 1 (three or more).
        """
        count = (self._ties[rows] @ self._ties).toarray()
        return np.asarray(np.minimum(count / _MANY, 1), dtype=np.float32)

    def bridging(self, rows: Rows) -> Floats:
        """Say where a meeting would join two circles.

        Parameters
        ----------
        rows : ndarray of shape (b,), dtype=intp
            Row numbers of people.

        Returns
        -------
        bridging : ndarray of shape (b, n), dtype=float32
            1 where both know somebody here and no chain joins them, 0.5 where the chain
            is longer than two steps, else 0.
        """
        known = self._degree > 0
        near = (self._ties[rows] @ self._ties).toarray() > 0
        apart = self._circle[rows][:, None] != self._circle[None, :]
        level = np.where(apart, 1.0, np.where(near, 0.0, 0.5))
        return np.asarray(level * (known[rows][:, None] & known[None, :]), dtype=np.float32)

    def connectedness(self) -> Floats:
        """Say how well connected everybody is.

        Returns
        -------
        connectedness : ndarray of shape (n,), dtype=float32
            From 0 (has met nobody who is here) to 1 (has met five or more).
        """
        return np.asarray(np.minimum(self._degree / _CONNECTED, 1), dtype=np.float32)


def _ties(graph: "nx.Graph[PersonId]") -> "sparse.csr_array":
    import networkx as nx
    from scipy import sparse

    if not graph.number_of_edges():
        return sparse.csr_array((len(graph), len(graph)), dtype=np.float32)
    return sparse.csr_array(nx.to_scipy_sparse_array(graph, dtype=np.dtype(np.float32)))


def _circles(graph: "nx.Graph[PersonId]") -> Rows:
    import networkx as nx

    circle = {
        person: i for i, people in enumerate(nx.connected_components(graph)) for person in people
    }
    return np.array([circle[person] for person in graph], dtype=np.intp)
