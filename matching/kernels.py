"""The small steps by which a plan gets better; compiled."""

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled
from matching.seat_arrays import Costs, Seats


@compiled
def _draw(chance: npt.NDArray[np.uint64]) -> int:
    """Draw 32 bits (xorshift64*, Marsaglia 2003)."""
    x = chance[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    chance[0] = x
    return int((x * np.uint64(2685821657736338717)) >> np.uint64(33))


@compiled
def _below(chance: npt.NDArray[np.uint64], limit: int) -> int:
    """Draw a whole number from 0 to one less than the limit."""
    return (_draw(chance) * limit) >> 31


@compiled
def _uniform(chance: npt.NDArray[np.uint64]) -> float:
    """Draw a number above 0, up to 1."""
    return (_draw(chance) + 1.0) / 2147483648.0


@compiled
def _joining(seats: Seats, i: int, m: int, repeat: float) -> float:
    """Say what it changes if two people meet once more."""
    count = seats.met[i, m]
    return float(seats.value[i, m]) if count == 0 else -repeat * count


@compiled
def _parting(seats: Seats, i: int, m: int, repeat: float) -> float:
    """Say what it changes if two people meet once less."""
    count = seats.met[i, m]
    return -float(seats.value[i, m]) if count == 1 else repeat * (count - 1)


@compiled
def _alike(seats: Seats, r: int, i: int, leaves: int, enters: int) -> int:
    """Count the people too many of an industry that one person's move takes away."""
    field = seats.industry[i]
    if field < 0:
        return 0
    bench = seats.size.shape[1] - 1
    gone = leaves != bench and seats.heads[r, leaves, field] > seats.most_alike
    come = enters != bench and seats.heads[r, enters, field] >= seats.most_alike
    return int(gone) - int(come)


@compiled
def _other_rules(seats: Seats, r: int, i: int, enters: int, costs: Costs) -> float:
    """Say what one person's move changes for the bench and for those who were shown a table."""
    bench, leaves, change = seats.size.shape[1] - 1, seats.at[r, i], 0.0
    if leaves == bench and seats.benched[i] > seats.most_benched:
        change += costs.bench
    if enters == bench and seats.benched[i] >= seats.most_benched:
        change -= costs.bench
    if r == 0 and seats.shown[i] >= 0:
        if leaves == seats.shown[i]:
            change -= costs.move
        if enters == seats.shown[i]:
            change += costs.move
    return change


@compiled
def _taking_over(seats: Seats, r: int, i: int, j: int, repeat: float) -> float:
    """Say what it changes at one person's table if another sits there in their place."""
    a, gain = seats.at[r, i], 0.0
    if a == seats.size.shape[1] - 1:
        return gain
    for k in range(seats.size[r, a]):
        m = seats.who[r, a, k]
        if m != i:
            gain += _parting(seats, i, m, repeat) + _joining(seats, j, m, repeat)
    return gain


@compiled
def exchange_gain(seats: Seats, r: int, i: int, j: int, costs: Costs) -> float:
    """Say what it is worth if two people of a round change places.

    Parameters
    ----------
    seats : Seats
        Who sits where.
    r : int
        The round.
    i, j : int
        Two people at different tables.
    costs : Costs
        What breaking rules costs.

    Returns
    -------
    gain : float
        Below 0 where it is worse.
    """
    a, b, bench = seats.at[r, i], seats.at[r, j], seats.size.shape[1] - 1
    gain = _taking_over(seats, r, i, j, costs.repeat) + _taking_over(seats, r, j, i, costs.repeat)
    if seats.industry[i] != seats.industry[j]:
        gain += costs.alike * (_alike(seats, r, i, a, b) + _alike(seats, r, j, b, a))
    if r == 0 or bench in (a, b):
        gain += _other_rules(seats, r, i, b, costs) + _other_rules(seats, r, j, a, costs)
    return gain


@compiled
def _meet(seats: Seats, r: int, i: int, table: int, change: int) -> None:
    """Count one person's meetings at a table once more, or once less."""
    if table == seats.size.shape[1] - 1:
        seats.benched[i] += change
        return
    for k in range(seats.size[r, table]):
        m = seats.who[r, table, k]
        if m != i:
            seats.met[i, m] += change
            seats.met[m, i] += change
    if seats.industry[i] >= 0:
        seats.heads[r, table, seats.industry[i]] += change


@compiled
def exchange(seats: Seats, r: int, i: int, j: int) -> None:
    """Let two people of a round change places.

    Parameters
    ----------
    seats : Seats
        Who sits where.
    r : int
        The round.
    i, j : int
        Two people at different tables.
    """
    a, b = seats.at[r, i], seats.at[r, j]
    _meet(seats, r, i, a, -1)
    _meet(seats, r, j, b, -1)
    x, y = seats.spot[r, i], seats.spot[r, j]
    seats.who[r, a, x], seats.who[r, b, y] = j, i
    seats.at[r, i], seats.at[r, j] = b, a
    seats.spot[r, i], seats.spot[r, j] = y, x
    _meet(seats, r, i, b, 1)
    _meet(seats, r, j, a, 1)


@compiled
def anneal(seats: Seats, steps: int, heat: tuple[float, float], costs: Costs) -> None:
    """Let people of a round change places, at first also for the worse.

    Parameters
    ----------
    seats : Seats
        Who sits where; changed in place.
    steps : int
        How many exchanges are considered.
    heat : tuple of float
        The loss that is accepted about every third time, at the first and last step.
    costs : Costs
        What breaking rules costs.

    Notes
    -----
    Simulated annealing [1]_; a step costs as many lookups as the two tables have people.

    References
    ----------
    .. [1] S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, "Optimization by simulated
       annealing", Science 220(4598), 1983.
    """
    chance, cooling = seats.chance, (heat[1] / heat[0]) ** (1 / max(1, steps))
    now = heat[0]
    for _ in range(steps):
        now *= cooling
        r = _below(chance, seats.movables.shape[0])
        if seats.movables[r] == 0:
            continue
        i = seats.movable[r, _below(chance, seats.movables[r])]
        j = seats.movable[r, _below(chance, seats.movables[r])]
        if seats.at[r, i] == seats.at[r, j]:
            continue
        least = now * np.log(_uniform(chance))
        if exchange_gain(seats, r, i, j, costs) >= least:
            exchange(seats, r, i, j)
