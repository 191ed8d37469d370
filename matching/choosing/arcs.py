"""Who may be paired with whom, and who sits where so far, as the arrays of the flow."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled

Numbers = npt.NDArray[np.int64]


class Arcs(NamedTuple):
    """Who may be paired with whom, seen from both sides.

    Parameters
    ----------
    start : ndarray of shape (n + 1,)
        Where the arcs of each begin.
    other, edge, back : ndarray of shape (2m,)
        Where each leads, which edge it is, and the same edge from the other side.
    """

    start: Numbers
    other: Numbers
    edge: Numbers
    back: Numbers


class Seats(NamedTuple):
    """Who sits where so far; numbers from 0 to n - 1 are guests, the same people again hosts.

    Parameters
    ----------
    used : ndarray of shape (2m,)
        1 for each arc along which a guest sits with a host.
    begin : ndarray of shape (n + 1,)
        Where the places with each host begin.
    holds : ndarray of shape (places,)
        Along which arcs the guests sit there; the first places are taken first.
    price, sitting : ndarray of shape (2n,)
        What a place with each costs, and how many are taken.
    far, via, seen, place, item : ndarray of shape (2n,)
        Of the search that is under way: how far each is, by which arc, who was seen, and
        who waits in the heap.
    """

    used: Numbers
    begin: Numbers
    holds: Numbers
    price: Numbers
    sitting: Numbers
    far: Numbers
    via: Numbers
    seen: Numbers
    place: Numbers
    item: Numbers


@compiled
def sit(graph: Arcs, seats: Seats, arc: int) -> None:
    """Let a guest sit with the host at the other end."""
    host = graph.other[arc]
    node = len(seats.begin) - 1 + host
    seats.holds[seats.begin[host] + seats.sitting[node]] = arc
    seats.used[arc] = 1
    seats.sitting[node] += 1
    seats.sitting[graph.other[graph.back[arc]]] += 1


@compiled
def leave(graph: Arcs, seats: Seats, arc: int) -> None:
    """Let a guest leave the host at the other end."""
    host = graph.other[arc]
    node = len(seats.begin) - 1 + host
    seats.used[arc] = 0
    seats.sitting[node] -= 1
    seats.sitting[graph.other[graph.back[arc]]] -= 1
    last = seats.begin[host] + seats.sitting[node]
    place = seats.begin[host]
    while seats.holds[place] != arc:
        place += 1
    seats.holds[place] = seats.holds[last]


@compiled
def turned(graph: Arcs, seats: Seats) -> Seats:
    """Let guests and hosts change sides; everybody sits with whom they have sat."""
    n = len(seats.begin) - 1
    price = np.concatenate((seats.price[n:], seats.price[:n]))
    sides = Seats(
        np.zeros_like(seats.used),
        seats.begin,
        np.zeros_like(seats.holds),
        price,
        np.zeros_like(seats.sitting),
        seats.far,
        seats.via,
        seats.seen,
        seats.place,
        seats.item,
    )
    for arc in range(len(graph.other)):
        if seats.used[graph.back[arc]]:
            sit(graph, sides, arc)
    return sides


@compiled
def arcs(n: int, one: Numbers, other: Numbers) -> Arcs:
    """List the edges by person, from both sides."""
    m = len(one)
    start = np.zeros(n + 1, dtype=np.int64)
    for k in range(m):
        start[one[k] + 1] += 1
        start[other[k] + 1] += 1
    for v in range(n):
        start[v + 1] += start[v]
    at = start.copy()
    found = Arcs(
        start,
        np.empty(2 * m, dtype=np.int64),
        np.empty(2 * m, dtype=np.int64),
        np.empty(2 * m, dtype=np.int64),
    )
    for k in range(m):
        a, b = at[one[k]], at[other[k]]
        at[one[k]] += 1
        at[other[k]] += 1
        found.other[a], found.other[b] = other[k], one[k]
        found.edge[a] = found.edge[b] = k
        found.back[a], found.back[b] = b, a
    return found
