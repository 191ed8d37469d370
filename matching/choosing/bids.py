"""A quick beginning of the flow: guests bid for places with hosts, as long as that is quick."""

import numpy as np

from matching.choosing.arcs import Arcs, Numbers, Seats, leave, sit
from matching.compiled import compiled

# How many bids there are for each place before the rest are seated by search.
_BIDS = 12
_NOBODY, _TOO_LOW = -1, -2


@compiled
def bid(graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers, Numbers]) -> None:
    """Let guests outbid each other, where everybody has one place.

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
        choice, best, second = _choice(graph, seats, worth, guest, -first[guest])
        price[guest] = second
        if choice < 0:
            continue
        host = graph.other[choice]
        last = holds[host]
        price[n + host] += best - second
        holds[host] = choice
        if last >= 0:
            leave(graph, seats, last)
            if best > second:
                waiting[size] = graph.other[graph.back[last]]
                size += 1
        sit(graph, seats, choice)


@compiled
def bid_for_several(graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers, Numbers]) -> bool:
    """Let guests outbid each other, where some have several places; say whether prices hold.

    A host who is full costs as much as the lowest bid there. Whoever is outbid bids again at
    once, so that at most one person sits where they would rather not. Those whose first pair
    counts more are left for the search, as guests and as hosts.
    """
    worth, limit, first = given
    n = len(limit)
    paid = np.zeros(len(graph.other), dtype=np.int64)
    size, bids, most = n, 0, _BIDS * limit.sum()
    # Each bid adds one to those who wait; some wait twice.
    waiting, is_outbid = np.empty(n + 2 * most + 1, dtype=np.int64), np.zeros(n, dtype=np.bool_)
    waiting[:n] = np.arange(n)
    while size and bids < 2 * most:
        guest = waiting[size - 1]
        if bids >= most and not is_outbid[guest]:
            break
        size, is_outbid[guest] = size - 1, False
        if first[guest] or seats.sitting[guest] >= limit[guest]:
            continue
        choice, _, second = _choice(graph, seats, worth, guest, 0)
        if choice < 0 or first[graph.other[choice]]:
            continue
        bids += 1
        paid[choice] = worth[graph.edge[choice]] - second
        loser = _place(graph, seats, (paid, limit), choice)
        if loser == _TOO_LOW:
            continue
        waiting[size] = guest
        size += 1
        if loser >= 0:
            waiting[size], is_outbid[loser] = loser, True
            size += 1
    return _hold(graph, seats, given)


@compiled
def _place(graph: Arcs, seats: Seats, bids: tuple[Numbers, Numbers], choice: int) -> int:
    """Let a guest sit with a host, and say who had to leave for it, if anybody."""
    paid, limit = bids
    host, loser = graph.other[choice], np.int64(_NOBODY)
    node = len(limit) + host
    if seats.sitting[node] == limit[host]:
        last = _lowest(seats, paid, host)
        if paid[choice] <= paid[last]:
            return _TOO_LOW
        loser = graph.other[graph.back[last]]
        leave(graph, seats, last)
    sit(graph, seats, choice)
    if seats.sitting[node] == limit[host]:
        seats.price[node] = paid[_lowest(seats, paid, host)]
    return int(loser)


@compiled
def _lowest(seats: Seats, paid: Numbers, host: int) -> int:
    """Find the arc of whoever sits with a host for least."""
    first = seats.begin[host]
    lowest = seats.holds[first]
    for arc in seats.holds[first : first + seats.sitting[len(seats.begin) - 1 + host]]:
        if paid[arc] < paid[lowest]:
            lowest = arc
    return int(lowest)


@compiled
def _hold(graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers, Numbers]) -> bool:
    """Let guests pay what their next choice would gain; say whether all sit where they like."""
    worth, limit, _ = given
    n = len(limit)
    for guest in range(n):
        if not seats.sitting[guest]:
            continue
        _, best, _ = _choice(graph, seats, worth, guest, 0)
        seats.price[guest] = best
        for arc in range(graph.start[guest], graph.start[guest + 1]):
            value = worth[graph.edge[arc]] - seats.price[n + graph.other[arc]]
            if seats.used[arc] and value < best:
                return False
    return True


@compiled
def _choice(
    graph: Arcs, seats: Seats, worth: Numbers, guest: int, least: int
) -> tuple[int, int, int]:
    """Find the host who gains a guest most, by how much, and what the second choice gains."""
    best = second = least
    choice = np.int64(-1)
    for arc in range(graph.start[guest], graph.start[guest + 1]):
        if seats.used[arc]:
            continue
        value = worth[graph.edge[arc]] - seats.price[len(graph.start) - 1 + graph.other[arc]]
        if value > best:
            best, second, choice = value, best, np.int64(arc)
        elif value > second:
            second = value
    return int(choice), best, second
