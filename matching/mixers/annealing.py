"""Annealing: many small exchanges, at first also for the worse; compiled."""

import numpy as np

from matching.compiled import compiled
from matching.mixers.kernels import alike, below, exchange, exchange_gain, least, meetings_gain
from matching.mixers.seat_arrays import Costs, Ints, Mix, Seats, Shorts

_BATCH = 100


@compiled
def anneal(seats: Seats, batches: int, heat: float, costs: Costs, mix: Mix) -> None:
    """Let people change places, now and then also for the worse.

    Parameters
    ----------
    seats : Seats
        Who sits where; changed in place, its prices set for these costs.
    batches : int
        How many hundreds of exchanges are considered.
    heat : float
        The loss that is accepted about every third time.
    costs : Costs
        What breaking rules costs.
    mix : Mix
        How often which kind of exchange is considered.

    Notes
    -----
    Simulated annealing [1]_; a step costs as many lookups as the two tables have people.

    References
    ----------
    .. [1] S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, "Optimization by simulated
       annealing", Science 220(4598), 1983.
    """
    chance, grouped = seats.chance, mix.whole + mix.group
    for _ in range(batches):
        kind = below(chance, 1000)
        if kind >= grouped:
            _exchanges(seats, heat, costs, kind < grouped + mix.wished)
        elif kind >= mix.whole:
            for _ in range(10):
                _exchange_group(seats, heat, costs)
        else:
            for _ in range(20):
                _exchange_evening(seats, heat, costs)


@compiled
def _beside(seats: Seats, near: Ints, r: int, i: int) -> int:
    """Choose somebody who sits with a good new contact; -1 if the contact drawn is none."""
    friend = near[i, below(seats.chance, near.shape[1])]
    table = seats.at[r, friend]
    if table < 0 or seats.size[r, table] == 0 or seats.met[i, friend] > 0:
        return -1
    j = seats.who[r, table, below(seats.chance, seats.size[r, table])]
    return int(j) if j != friend and seats.free[r, j] else -1


@compiled
def _exchanges(seats: Seats, heat: float, costs: Costs, wished: bool) -> None:  # noqa: FBT001 - compiled code takes no names
    """Consider a hundred exchanges of two people in one round."""
    chance, at, who, size = seats.chance, seats.at, seats.who, seats.size
    movable, movables, near = seats.movable, seats.movables, seats.near
    more, less, heads, industry = seats.more, seats.less, seats.heads, seats.industry
    bench, most = size.shape[1] - 1, seats.most_alike
    for _ in range(_BATCH):
        r = below(chance, movables.shape[0])
        if movables[r] == 0:
            continue
        i = movable[r, below(chance, movables[r])]
        j = movable[r, below(chance, movables[r])]
        if wished:
            j = _beside(seats, near, r, i)
        if j < 0 or at[r, i] == at[r, j]:
            continue
        ends = (r, i, j, at[r, i], at[r, j])
        if r == 0 or bench in (at[r, i], at[r, j]):
            gain = exchange_gain(seats, r, i, j, costs)
        else:
            gain = costs.alike * alike(heads, industry, most, ends)
            gain += meetings_gain(who, size, more, less, ends)
        if gain >= least(chance, heat):
            exchange(seats, r, i, j, costs.repeat)


@compiled
def _exchange_evening(seats: Seats, heat: float, costs: Costs) -> None:
    """Let two people change places in all rounds, which repeats no meeting of others."""
    chance, at, free = seats.chance, seats.at, seats.free
    rounds, n = at.shape
    i, j, gain = below(chance, n), below(chance, n), 0.0
    for r in range(rounds):
        if at[r, i] != at[r, j] and not (free[r, i] and free[r, j]):
            return
    for r in range(rounds):
        if at[r, i] != at[r, j]:
            gain += exchange_gain(seats, r, i, j, costs)
            exchange(seats, r, i, j, costs.repeat)
    if gain >= least(chance, heat):
        return
    for r in range(rounds):
        if at[r, i] != at[r, j]:
            exchange(seats, r, i, j, costs.repeat)


@compiled
def _exchange_group(seats: Seats, heat: float, costs: Costs) -> None:
    """Let people who stay together change places with as many of another table."""
    chance, at, groups = seats.chance, seats.at, seats.groups
    group = groups[below(chance, groups.shape[0])]
    r = below(chance, at.shape[0])
    table = at[r, below(chance, at.shape[1])]
    if table < 0 or seats.size[r, table] == 0:
        return
    done, gain = 0, 0.0
    pairs = np.zeros((group.shape[0], 2), dtype=np.int32)
    for i in group:
        if i < 0 or at[r, i] < 0 or at[r, i] == table or not seats.free[r, i]:
            continue
        j = seats.who[r, table, below(chance, seats.size[r, table])]
        if not seats.free[r, j]:
            continue
        gain += exchange_gain(seats, r, i, j, costs)
        exchange(seats, r, i, j, costs.repeat)
        pairs[done] = (i, j)
        done += 1
    if gain >= least(chance, heat):
        return
    for k in range(done - 1, -1, -1):
        exchange(seats, r, pairs[k, 0], pairs[k, 1], costs.repeat)


@compiled
def tally(seats: Seats, base: Shorts) -> tuple[float, int, int]:
    """Say how good the seats are.

    Parameters
    ----------
    seats : Seats
        Who sits where.
    base : ndarray of shape (n, n), dtype=int16
        How often each pair counted as having met before; below 0 if they stay together.

    Returns
    -------
    value : float
        What first meetings are worth.
    faults : int
        How many times a rule is broken.
    moved : int
        How many people sit elsewhere in round 0 than they were shown.
    """
    met, value, faults, moved = seats.met, 0.0, 0, 0
    for i in range(met.shape[0]):
        for j in range(i):
            new = met[i, j] - base[i, j]
            if base[i, j] == 0 and new > 0:
                value += seats.value[i, j]
            if base[i, j] >= 0:
                faults += max(0, new - int(base[i, j] == 0))
            else:
                faults += seats.meant[i, j] - new
        faults += max(0, seats.benched[i] - seats.most_benched[i])
        there = seats.shown[i] >= 0 and seats.at[0, i] >= 0
        moved += int(there and seats.at[0, i] != seats.shown[i])
    for heads in seats.heads.flat:
        faults += max(0, int(heads) - seats.most_alike)
    return value, faults, moved
