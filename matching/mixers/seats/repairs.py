"""Mending a plan: nothing counts but rules, until all are kept; compiled."""

import numpy as np

from matching.compiled import compiled, compiled_within
from matching.mixers.seats.kernels import NO, exchange, exchange_gain, price
from matching.mixers.seats.random_numbers import below
from matching.mixers.seats.search import Search
from matching.mixers.seats.seat_arrays import Costs, Ints, Seats

# Every broken rule counts the same. What was just undone stays so for some exchanges.
_COSTS = Costs(repeat=1, alike=1, bench=1, move=0)
_TENURE, _TENURES = 3, 8
# After so many exchanges without anything better, so many are made by chance.
_STALE, _SHAKEN = 400, 4
# Exchanges looked at between two looks at the clock, some milliseconds.
_LOOKS, _STEPS = 400_000, 2000


def repair(search: Search, *, seconds: float, seed: int) -> None:
    """Mend the best plan so far until it keeps every rule, or the time is up.

    Parameters
    ----------
    search : Search
        The best plan so far; keeps what is better.
    seconds : float
        How long at most.
    seed : int
        Decides where chance decides.

    Notes
    -----
    Tabu search [1]_: of all exchanges with somebody who breaks a rule the best is made, even
    if it is for the worse, and not taken back for a while.

    References
    ----------
    .. [1] I. Dotú, P. Van Hentenryck, "Scheduling social golfers locally", CPAIOR 2005.
    """
    until = min(search.until, search.clock() + seconds)
    seats = search.again(seed=seed)
    seats = seats._replace(units=np.zeros_like(seats.units))
    price(seats, _COSTS)
    steps = min(_STEPS, 1 + _LOOKS // len(search.floor) ** 2)
    done = False
    while not done:
        done = mend(seats, steps, _COSTS) or search.clock() >= until
        search.keep(seats)


@compiled
def mend(seats: Seats, steps: int, costs: Costs) -> bool:
    """Exchange people who break a rule with whom it is best, until nobody does.

    Parameters
    ----------
    seats : Seats
        Who sits where, priced for these costs; changed in place.
    steps : int
        How many exchanges at most.
    costs : Costs
        What breaking rules costs.

    Returns
    -------
    done : bool
        Whether nobody breaks a rule any more.
    """
    rounds, people = seats.at.shape
    tabu = np.zeros((rounds, people, seats.size.shape[1]), dtype=np.int32)
    move = np.zeros(4, dtype=np.int32)  # the round, two people, and how many are as good
    now = best = stale = 0
    for step in range(1, steps + 1):
        gain = _best(seats, costs, tabu, step, now - best, move)
        if gain == NO + 1:
            return True
        if gain > NO:
            _exchange(seats, costs, tabu, step, move)
            now -= gain
        stale += 1
        if now < best:
            best, stale = now, 0
        if stale > _STALE:
            now -= _shake(seats, costs)
            best, stale = now, 0
    return False


@compiled_within
def _best(seats: Seats, costs: Costs, tabu: Ints, step: int, above: int, move: Ints) -> int:
    """Find the best exchange of somebody who breaks a rule; more than `NO` if there is one."""
    at, leave, benched = seats.at, seats.leave, seats.benched
    movable, movables, bench = seats.movable, seats.movables, seats.size.shape[1] - 1
    most, faults = NO, 0
    for r in range(at.shape[0]):
        for k in range(movables[r]):
            i = movable[r, k]
            out = at[r, i] == bench
            if (out and benched[i] > seats.most_benched[i]) or (not out and leave[r, i] > 0):
                faults += 1
                most = _offers(seats, costs, tabu, (step, above, r, i, most), move)
    return NO + 1 if faults == 0 else most


@compiled_within
def _offers(
    seats: Seats, costs: Costs, tabu: Ints, of: tuple[int, int, int, int, int], move: Ints
) -> int:
    """Note the best exchange of one person if there was none better; say what the best gains."""
    step, above, r, i, most = of
    at, come, leave, more = seats.at, seats.come, seats.leave, seats.more
    heads, industry, movable = seats.heads, seats.industry, seats.movable
    here, bench = at[r, i], come.shape[1] - 1
    for k in range(seats.movables[r]):
        j = movable[r, k]
        there = at[r, j]
        if here == there:
            continue
        if bench in (here, there):
            gain = exchange_gain(seats, costs, r, i, j)
        else:
            gain = _gain(come, leave, more, (r, i, j, here, there))
            gain += _alike(heads, industry, seats.most_alike, (r, i, j, here, there))
        barred = max(tabu[r, i, there], tabu[r, j, here]) > step
        if gain < most or (barred and gain <= above):
            continue
        move[3] = move[3] + 1 if gain == most else 1
        if below(seats.chance, move[3]) == 0:
            most, move[0], move[1], move[2] = gain, r, i, j
    return int(most)


@compiled_within
def _gain(come: Ints, leave: Ints, more: Ints, of: tuple[int, int, int, int, int]) -> int:
    """Say what it gains if two people of two tables change places, apart from industries."""
    r, i, j, here, there = of
    both = come[r, there, i] + come[r, here, j] + leave[r, i] + leave[r, j]
    return int(both - 2 * more[i, j])


@compiled_within
def _alike(heads: Ints, industry: Ints, limit: int, of: tuple[int, int, int, int, int]) -> int:
    """Let no table count as filled up by one who comes where one of their industry leaves."""
    r, i, j, here, there = of
    field = industry[i]
    if field < 0 or field != industry[j]:
        return 0
    full = int(heads[r, here, field] == limit) + int(heads[r, there, field] == limit)
    return _COSTS.alike * full


@compiled_within
def _exchange(seats: Seats, costs: Costs, tabu: Ints, step: int, move: Ints) -> None:
    r, i, j = move[0], move[1], move[2]
    tabu[r, i, seats.at[r, i]] = step + _TENURE + below(seats.chance, _TENURES)
    tabu[r, j, seats.at[r, j]] = step + _TENURE + below(seats.chance, _TENURES)
    exchange(seats, costs, r, i, j)


@compiled_within
def _shake(seats: Seats, costs: Costs) -> int:
    """Make some exchanges by chance; say what they gain."""
    chance, gain = seats.chance, 0
    for _ in range(_SHAKEN):
        r = below(chance, seats.at.shape[0])
        if seats.movables[r] == 0:
            continue
        i = seats.movable[r, below(chance, seats.movables[r])]
        j = seats.movable[r, below(chance, seats.movables[r])]
        if seats.at[r, i] != seats.at[r, j]:
            gain += exchange_gain(seats, costs, r, i, j)
            exchange(seats, costs, r, i, j)
    return gain
