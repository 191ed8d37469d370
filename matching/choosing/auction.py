"""An auction begins the flow: guests bid for places with hosts, as long as that is quick."""

import numpy as np

from matching.choosing.arcs import Arcs, Numbers, Seats
from matching.compiled import compiled

# How many bids there are for each place before the rest are seated by search.
_BIDS = 12
_NOBODY = -1


@compiled
def bid(graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers, Numbers]) -> None:
    """Let guests outbid each other, where everybody has one place.

    A guest pays what the host is worth to them above their second choice; whoever is
    outbid bids elsewhere. Guests left over when the bids are up are seated by search.
    """
    # Array by array: to hand on all of them at each bid takes as long as the bid.
    start, other, _, back = graph
    used, _, holds, price, sitting, _, _, _, _, _ = seats
    gain, limit, first = given
    n = len(limit)
    asked, full = price[n:], sitting[n:]
    waiting = np.arange(n)
    size, bids = n, 0
    while size and bids < _BIDS * n:
        size -= 1
        bids += 1
        guest = waiting[size]
        if not limit[guest]:
            continue
        mine = start[guest], start[guest + 1]
        choice, best, second = _choice(mine, other, gain, used, asked, -first[guest])
        price[guest] = second
        if choice < 0:
            continue
        host = other[choice]
        place = seats.begin[host]
        asked[host] += best - second
        if full[host]:
            last = holds[place]
            used[last], sitting[other[back[last]]] = 0, 0
            if best > second:
                waiting[size] = other[back[last]]
                size += 1
        holds[place], used[choice], full[host], sitting[guest] = choice, 1, 1, 1


@compiled
def bid_for_several(  # noqa: C901 - one inner loop, in which calls would cost most
    graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers]
) -> bool:
    """Let guests outbid each other, where some have several places; say whether prices hold.

    A host who is full costs as much as the lowest bid there. Whoever is outbid bids again at
    once, so that at most one person sits where they would rather not.
    """
    start, other, _, back = graph
    used, begin, holds, price, sitting, _, _, _, _, _ = seats
    gain, limit = given
    n = len(limit)
    asked, full = price[n:], sitting[n:]
    paid = np.zeros(len(other), dtype=np.int64)
    size, bids, most = n, 0, _BIDS * limit.sum()
    # Each bid adds one to those who wait; some wait twice.
    waiting, is_outbid = np.empty(n + 2 * most + 1, dtype=np.int64), np.zeros(n, dtype=np.bool_)
    waiting[:n] = np.arange(n)
    while size and bids < 2 * most:
        guest = waiting[size - 1]
        if bids >= most and not is_outbid[guest]:
            break
        size, is_outbid[guest] = size - 1, False
        if sitting[guest] >= limit[guest]:
            continue
        mine = start[guest], start[guest + 1]
        choice, _, second = _choice(mine, other, gain, used, asked, 0)
        if choice < 0:
            continue
        bids += 1
        host = other[choice]
        begins, ends = begin[host], begin[host] + limit[host]
        place, paid[choice] = begins + full[host], gain[choice] - second
        loser = np.int64(_NOBODY)
        if place == ends:
            place = _lowest(holds, paid, begins, ends)
            last = holds[place]
            if paid[choice] <= paid[last]:
                continue
            loser = other[back[last]]
            used[last], sitting[loser] = 0, sitting[loser] - 1
        else:
            full[host] += 1
        holds[place], used[choice], sitting[guest] = choice, 1, sitting[guest] + 1
        if full[host] == limit[host]:
            asked[host] = paid[holds[_lowest(holds, paid, begins, ends)]]
        waiting[size] = guest
        size += 1
        if loser >= 0:
            waiting[size], is_outbid[loser] = loser, True
            size += 1
    return _hold(graph, seats, given)


@compiled
def _lowest(holds: Numbers, paid: Numbers, begin: int, end: int) -> int:
    """Find the place with a host for which least was paid."""
    lowest = begin
    for place in range(begin, end):
        if paid[holds[place]] < paid[holds[lowest]]:
            lowest = place
    return int(lowest)


@compiled
def _hold(graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers]) -> bool:
    """Let guests pay what their next choice would gain; say whether all sit where they like."""
    gain, limit = given
    n = len(limit)
    asked = seats.price[n:]
    for guest in range(n):
        if not seats.sitting[guest]:
            continue
        mine = graph.start[guest], graph.start[guest + 1]
        _, best, _ = _choice(mine, graph.other, gain, seats.used, asked, 0)
        seats.price[guest] = best
        for arc in range(mine[0], mine[1]):
            if seats.used[arc] and gain[arc] - asked[graph.other[arc]] < best:
                return False
    return True


@compiled
def _choice(
    mine: tuple[int, int], other: Numbers, gain: Numbers, used: Numbers, asked: Numbers, least: int
) -> tuple[int, int, int]:
    """Find the host who gains a guest most, by how much, and what the second choice gains."""
    best = second = least
    choice = np.int64(-1)
    for arc in range(mine[0], mine[1]):
        value = gain[arc] - asked[other[arc]]
        if value <= second or used[arc]:
            continue
        if value > best:
            best, second, choice = value, best, np.int64(arc)
        else:
            second = value
    return int(choice), best, second
