"""Annealing: many small exchanges, at first also for the worse; compiled."""

import numpy as np

from matching.compiled import compiled
from matching.mixers.seats.kernels import NO, exchange, exchange_gain
from matching.mixers.seats.label_swaps import crowded, label_gains, swap_labels
from matching.mixers.seats.random_numbers import below, losses
from matching.mixers.seats.seat_arrays import Costs, Ints, Rarely, Seats


@compiled
def anneal(  # noqa: C901 - what is called here would take arrays out of their tuple each time
    seats: Seats, steps: int, heat: float, costs: Costs, rarely: Rarely
) -> float:
    """Let people change places, now and then also for the worse.

    Parameters
    ----------
    seats : Seats
        Who sits where; changed in place, priced for these costs.
    steps : int
        How many times somebody is offered all others of a round to change places with.
    heat : float
        The loss that is accepted about every third time.
    costs : Costs
        What breaking rules costs.
    rarely : Rarely
        How many steps move several people instead.

    Returns
    -------
    share : float
        How often somebody who was offered all others changed places, from 0 to 1.

    Notes
    -----
    Simulated annealing [1]_. All n exchanges of one person are looked at together, which
    takes as long as a dozen one by one; the first that is good enough is made, from a place
    that chance decides. That is worth most when it is cold and hardly any is good enough.

    References
    ----------
    .. [1] S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, "Optimization by simulated
       annealing", Science 220(4598), 1983.
    """
    chance, movable, movables, out = seats.chance, seats.movable, seats.movables, seats.out
    at, come, leave, more = seats.at, seats.come, seats.leave, seats.more
    heads, peers, industry, limit = seats.heads, seats.peers, seats.industry, seats.most_alike
    instead, met, base, steady = seats.instead, seats.met, seats.base, seats.steady
    loss, gains = losses(heat), np.zeros(at.shape[1], dtype=np.int32)
    across, limited = np.zeros(come.shape[1] + 1, dtype=np.int32), limit < at.shape[1]
    label_swaps = rarely.label_swaps * int(steady.shape[0] > 0)
    made = tried = 0
    for _ in range(steps):
        if rarely.grouped > 0 and below(chance, 1000) < rarely.grouped:
            _exchange_group(seats, loss, costs)
            continue
        if label_swaps > 0 and below(chance, 1000) < label_swaps:
            i = steady[below(chance, steady.shape[0])]
            least = loss[below(chance, loss.shape[0])]
            most = label_gains(gains, instead, met, base, steady, i)
            more_alike = costs.alike * crowded(heads, at, industry, i, limit)
            if most + more_alike >= least:
                swap_labels(seats, costs, gains, i, (least, more_alike))
            continue
        r = below(chance, at.shape[0])
        if movables[r] == 0:
            continue
        tried += 1
        j = movable[r, below(chance, movables[r])]
        least = loss[below(chance, loss.shape[0])]
        most = _offers(gains, at, come, leave, more, (r, j), across)
        if limited and industry[j] >= 0:
            most = max(most, _of_alike(gains, at, heads, peers, (r, j, industry[j], limit), costs))
        if out[r] > 0:
            most = _of_bench(gains, seats, costs, r, j)
        if most < least:
            continue
        i = _first(gains, least, below(chance, gains.shape[0]))
        exchange(seats, costs, r, i, j)
        made += 1
    return made / max(1, tried)


@compiled
def _offers(
    gains: Ints,
    at: Ints,
    come: Ints,
    leave: Ints,
    more: Ints,
    of: tuple[int, int],
    across: Ints,
) -> int:
    """Note what it gains if one person changes places with each other; say the most."""
    r, j = of
    for table in range(come.shape[1]):
        across[table] = come[r, table, j] + leave[r, j]
    for p in range(gains.shape[0]):
        gains[p] = across[at[r, p]]
    # Apart from the lookups, so that the rest is done for eight people at once.
    coming, leaving, meeting, most = come[r, at[r, j]], leave[r], more[j], np.int32(NO)
    for p in range(gains.shape[0]):
        gain = np.int32(gains[p] + coming[p] + leaving[p] - 2 * meeting[p])
        gains[p] = gain
        most = np.int32(max(most, gain))
    return int(most)


@compiled
def _of_alike(
    gains: Ints,
    at: Ints,
    heads: Ints,
    peers: Ints,
    of: tuple[int, int, int, int],
    costs: Costs,
) -> int:
    """Let no table count as filled up by one who comes where one of their industry leaves."""
    r, j, field, limit = of
    here, most = at[r, j], NO
    full = int(heads[r, here, field] == limit)
    for k in range(peers.shape[1]):
        p = peers[field, k]
        if p < 0:
            break
        if at[r, p] >= 0 and at[r, p] != here:
            there = int(heads[r, at[r, p], field] == limit)
            gains[p] += costs.alike * (full + there)
            most = max(most, gains[p])
    return most


@compiled
def _of_bench(gains: Ints, seats: Seats, costs: Costs, r: int, j: int) -> int:
    """Note what it gains to change places with those on the bench, or from it; say the most."""
    at, bench = seats.at, seats.size.shape[1] - 1
    for k in range(seats.movables[r]):
        p = seats.movable[r, k]
        if at[r, p] != at[r, j] and bench in (at[r, p], at[r, j]):
            gains[p] = exchange_gain(seats, costs, r, p, j)
    return int(gains.max())


@compiled
def _first(gains: Ints, least: int, start: int) -> int:
    """Find the first gain that is good enough, from a place on."""
    for p in range(start, gains.shape[0]):
        if gains[p] >= least:
            return p
    for p in range(start):
        if gains[p] >= least:
            return p
    return -1


@compiled
def _exchange_group(seats: Seats, loss: Ints, costs: Costs) -> None:
    """Let people who stay together change places with as many of another table."""
    chance, at, groups = seats.chance, seats.at, seats.groups
    group = groups[below(chance, groups.shape[0])]
    r = below(chance, at.shape[0])
    table = at[r, below(chance, at.shape[1])]
    if table < 0 or seats.size[r, table] == 0:
        return
    done, gain = 0, 0
    pairs = np.zeros((group.shape[0], 2), dtype=np.int32)
    for i in group:
        if i < 0 or at[r, i] < 0 or at[r, i] == table or not seats.free[r, i]:
            continue
        j = seats.who[r, table, below(chance, seats.size[r, table])]
        if not seats.free[r, j]:
            continue
        gain += exchange_gain(seats, costs, r, i, j)
        exchange(seats, costs, r, i, j)
        pairs[done] = (i, j)
        done += 1
    if gain >= loss[below(chance, loss.shape[0])]:
        return
    for k in range(done - 1, -1, -1):
        exchange(seats, costs, r, pairs[k, 0], pairs[k, 1])
