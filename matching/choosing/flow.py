"""The fast half of choosing pairs: everybody may be halved, which gives prices and a bound."""

import numpy as np

from matching.choosing.arcs import Arcs, Numbers, Seats, leave, sit, turned
from matching.choosing.auction import bid, bid_for_several
from matching.choosing.heap import put, take
from matching.choosing.starting_prices import estimated
from matching.compiled import compiled

_FAR = np.int64(1) << np.int64(60)


@compiled
def halved(graph: Arcs, worth: Numbers, limit: Numbers, first: Numbers) -> tuple[Numbers, Numbers]:
    """Pair everybody as well as can be if people could be halved.

    Gives how many halves of each edge are taken, and twice the price of each person.
    """
    n, gain = len(limit), worth[graph.edge]
    both = np.concatenate((-first, estimated(graph, gain, limit)))
    zeros = np.zeros(2 * n, dtype=np.int64)
    begin = np.zeros(n + 1, dtype=np.int64)
    begin[1:] = np.cumsum(limit)
    seats = Seats(
        np.zeros(len(graph.other), dtype=np.int64),
        begin,
        np.zeros(begin[n], dtype=np.int64),
        both,
        zeros,
        np.full(2 * n, _FAR, dtype=np.int64),
        zeros.copy(),
        zeros.copy(),
        np.full(2 * n, -1, dtype=np.int64),
        zeros.copy(),
    )
    if n and limit.max() == 1:
        bid(graph, seats, (gain, limit, first))
    elif n and not bid_for_several(graph, seats, (gain, limit)):
        seats.used[:] = 0
        seats.sitting[:] = 0
        both[:n] = -first
    for one in range(n):
        if not seats.sitting[one]:
            both[one] = max(both[one], _most(graph, both, gain, one))
    _seat_all(graph, seats, (gain, limit, first))
    # Hosts who asked too much have no guest yet: as guests they look for one themselves.
    seats = turned(graph, seats)
    _seat_all(graph, seats, (gain, limit, first))
    halves = np.zeros(len(worth), dtype=np.int64)
    for arc in range(len(graph.edge)):
        halves[graph.edge[arc]] += seats.used[arc]
    return halves, seats.price[:n] + seats.price[n:]


@compiled
def _seat_all(graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers, Numbers]) -> None:
    """Give a place more to everybody who would rather have one, until nobody would."""
    _, limit, first = given
    found = True
    while found:
        found = False
        for one in range(len(limit)):
            least = 0 if seats.sitting[one] else -first[one]
            if seats.sitting[one] < limit[one] and seats.price[one] > least:
                _seat(graph, seats, given, one)
                found = True


@compiled
def _most(graph: Arcs, price: Numbers, gain: Numbers, guest: int) -> int:
    """Say what a place is worth to a guest at the prices of now."""
    n = len(graph.start) - 1
    most = -_FAR
    for arc in range(graph.start[guest], graph.start[guest + 1]):
        most = max(most, gain[arc] - price[n + graph.other[arc]])
    return int(most)


@compiled
def _seat(graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers, Numbers], guest: int) -> None:
    """Give a guest one place more, or find that none is worth its price."""
    n = len(given[1])
    seats.sitting[guest] += 1
    node = _search(graph, seats, given, guest)
    seats.sitting[guest] -= 1
    arc = seats.via[node]
    # From the end of the chain to its beginning: whoever leaves makes room for the one before.
    while arc >= 0:
        if node < n:
            leave(graph, seats, arc)
            node = n + graph.other[arc]
        else:
            sit(graph, seats, arc)
            node = graph.other[graph.back[arc]]
        arc = seats.via[node]


@compiled
def _search(  # noqa: C901, PLR0912 - one inner loop, in which calls would cost most
    graph: Arcs, seats: Seats, given: tuple[Numbers, Numbers, Numbers], guest: int
) -> int:
    """Find the cheapest chain of changes of place that ends where somebody can stay or leave.

    Shortest paths over what each step falls short of its price; then the prices move so
    that the chain costs nothing. All in one function: the inner loop is most of the time.
    """
    start, other, _, back = graph
    used, begin, holds, price, sitting, far, via, seen, place, item = seats
    gain, limit, first = given
    n = len(limit)
    best, end = price[guest] + (first[guest] if sitting[guest] == 1 else 0), guest
    far[guest], via[guest], seen[0] = 0, -1, guest
    put(far, place, item, 0, guest, 0)
    size, n_seen = 1, 1
    while size:
        node = take(far, place, item, size)
        size -= 1
        here = far[node]
        if here >= best:
            break
        is_guest = node < n
        paid = here + price[node] if is_guest else here - price[node]
        me = node if is_guest else node - n
        first_of_all = start[me] if is_guest else begin[me]
        size_of_all = start[me + 1] - start[me] if is_guest else sitting[node]
        for k in range(first_of_all, first_of_all + size_of_all):
            # A guest goes on to any other host; a host sends on a guest who sits there.
            if is_guest:
                along, to = k, n + other[k]
                now = paid + price[to] - gain[k]
            else:
                along = holds[k]
                to = other[back[along]]
                now = paid + gain[along] - price[to]
            if now >= best or now >= far[to] or (is_guest and used[along]):
                continue
            if far[to] == _FAR:
                seen[n_seen] = to
                n_seen += 1
            is_new = place[to] < 0
            put(far, place, item, size, to, now)
            size += is_new
            via[to] = along
            if not is_guest:
                leave = now + price[to] + (first[to] if sitting[to] == 1 else 0)
            elif sitting[to] < limit[to - n]:
                # Nothing where they ask for more than nobody would give.
                leave = now - price[to] - (first[to - n] if sitting[to] == 0 else 0)
                leave = max(leave, now)
            else:
                continue
            if leave < best:
                best, end = leave, to
    for k in range(size):
        place[item[k]] = -1
    for k in range(n_seen):
        node = seen[k]
        left = max(0, best - far[node])
        price[node] += left if node >= n else -left
        far[node] = _FAR
    return int(end)
