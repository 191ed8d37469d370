"""A quick beginning of the flow where everybody has one place: guests bid for hosts."""

import numpy as np

from matching.choosing.arcs import Arcs, Numbers, Seats
from matching.compiled import compiled

# How many bids there are for each guest before the rest are seated by search.
_BIDS = 12


@compiled
def bid(graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers, Numbers]) -> None:
    """Let guests outbid each other for hosts with one place, as long as that is quick.

    A guest pays what the host is worth to them above their second choice; whoever is
    outbid bids elsewhere. Guests left over when the bids are up are seated by search.
    """
    worth, limit, first = given
    n = len(limit)
    price, holds = seats.price, np.full(n, -1, dtype=np.int64)
    waiting = np.arange(n)
    size, bids = n, 0
    while size and bids < _BIDS * n:
        size -= 1
        bids += 1
        guest = waiting[size]
        if not limit[guest]:
            continue
        choice, best, second = _choice(graph, price, worth, guest, -first[guest])
        price[guest] = second
        if choice < 0:
            continue
        host = graph.other[choice]
        last = holds[host]
        price[n + host] += best - second
        holds[host], seats.used[choice] = choice, 1
        seats.sitting[guest] = seats.sitting[n + host] = 1
        if last >= 0:
            loser = graph.other[graph.back[last]]
            seats.used[last] = seats.sitting[loser] = 0
            if best > second:
                waiting[size] = loser
                size += 1


@compiled
def _choice(
    graph: Arcs, price: Numbers, worth: Numbers, guest: int, least: int
) -> tuple[int, int, int]:
    """Find the host who gains a guest most, by how much, and what the second choice gains."""
    best = second = least
    choice = np.int64(-1)
    for arc in range(graph.start[guest], graph.start[guest + 1]):
        value = worth[graph.edge[arc]] - price[len(graph.start) - 1 + graph.other[arc]]
        if value > best:
            best, second, choice = value, best, np.int64(arc)
        elif value > second:
            second = value
    return int(choice), best, second
