"""The small steps by which a plan gets better; compiled.

Steps take their arrays one by one: taken out of a tuple at every step, they cost twenty
times the time, since each is counted as in use and let go again.
"""

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled
from matching.mixers.seat_arrays import Costs, Ints, Reals, Seats, Shorts

# A round, two people and their tables.
Ends = tuple[int, int, int, int, int]


@compiled
def _draw(chance: npt.NDArray[np.uint64]) -> int:
    """Draw 31 bits (xorshift64*, Marsaglia 2003)."""
    x = chance[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    chance[0] = x
    return int((x * np.uint64(2685821657736338717)) >> np.uint64(33))


@compiled
def below(chance: npt.NDArray[np.uint64], limit: int) -> int:
    """Draw a whole number.

    Parameters
    ----------
    chance : ndarray of shape (1,), dtype=uint64
        State of the random numbers.
    limit : int
        At least 1.

    Returns
    -------
    number : int
        From 0 to one less than the limit.
    """
    return (_draw(chance) * limit) >> 31


@compiled
def least(chance: npt.NDArray[np.uint64], heat: float) -> float:
    """Draw the loss that is accepted now.

    Parameters
    ----------
    chance : ndarray of shape (1,), dtype=uint64
        State of the random numbers.
    heat : float
        The loss that is accepted about every third time.

    Returns
    -------
    least : float
        The least gain, never above 0.
    """
    return float(heat * np.log((_draw(chance) + 1.0) / 2147483648.0))


@compiled
def _price(met: Shorts, prices: tuple[Reals, Reals, Reals], i: int, m: int, repeat: float) -> None:
    """Note what one meeting of two people more, or less, would change."""
    value, more, less = prices
    times, first = met[i, m], value[i, m]
    more[i, m] = more[m, i] = first if times == 0 else -repeat * times
    less[i, m] = less[m, i] = -first if times == 1 else repeat * (times - 1)


@compiled
def price(seats: Seats, repeat: float) -> None:
    """Note for all pairs what one meeting more, or less, would change.

    Parameters
    ----------
    seats : Seats
        Who sits where.
    repeat : float
        What one more meeting of a pair costs.
    """
    met, prices = seats.met, (seats.value, seats.more, seats.less)
    for i in range(met.shape[0]):
        for m in range(i):
            _price(met, prices, i, m, repeat)
        seats.less[i, i] = 0


@compiled
def meetings_gain(who: Ints, size: Ints, more: Reals, less: Reals, ends: Ends) -> float:
    """Say what meetings gain if two people of a round change places.

    Parameters
    ----------
    who, size : ndarray
        Who sits where, as in `Seats`; the bench has size 0.
    more, less : ndarray of shape (n, n), dtype=float32
        What one more meeting of each pair changes, and one less.
    ends : tuple of int
        The round, the two people and their tables.

    Returns
    -------
    gain : float
        Below 0 where it is worse.
    """
    r, i, j, a, b = ends
    gain = 0.0
    if size[r, a] > 0:
        gain -= more[j, i]
        for k in range(size[r, a]):
            m = who[r, a, k]
            gain += less[i, m] + more[j, m]
    if size[r, b] > 0:
        gain -= more[i, j]
        for k in range(size[r, b]):
            m = who[r, b, k]
            gain += less[j, m] + more[i, m]
    return gain


@compiled
def alike(heads: Ints, industry: Ints, most: int, ends: Ends) -> int:
    """Count the people too many of an industry whom an exchange takes away.

    Parameters
    ----------
    heads, industry : ndarray
        As in `Seats`.
    most : int
        More than so many of one industry at a table are too many.
    ends : tuple of int
        The round, the two people and their tables.

    Returns
    -------
    fewer : int
        Below 0 where it brings more.
    """
    r, i, j, a, b = ends
    one, other, fewer = industry[i], industry[j], 0
    if one == other:
        return 0
    if one >= 0:
        fewer += int(heads[r, a, one] > most) - int(heads[r, b, one] >= most)
    if other >= 0:
        fewer += int(heads[r, b, other] > most) - int(heads[r, a, other] >= most)
    return fewer


@compiled
def _turns(benched: Ints, most: Ints, i: int, j: int) -> int:
    """Count the rounds too many on the bench saved if one leaves it and another comes."""
    return int(benched[i] > most[i]) - int(benched[j] >= most[j])


@compiled
def _stays(shown: Ints, i: int, leaves: int, enters: int) -> int:
    """Say whether somebody comes to the table they were shown, or leaves it."""
    return int(shown[i] >= 0) * (int(enters == shown[i]) - int(leaves == shown[i]))


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
    a, b = seats.at[r, i], seats.at[r, j]
    ends, bench = (r, i, j, a, b), seats.size.shape[1] - 1
    gain = meetings_gain(seats.who, seats.size, seats.more, seats.less, ends)
    gain += costs.alike * alike(seats.heads, seats.industry, seats.most_alike, ends)
    if a == bench:
        gain += costs.bench * _turns(seats.benched, seats.most_benched, i, j)
    if b == bench:
        gain += costs.bench * _turns(seats.benched, seats.most_benched, j, i)
    if r == 0:
        gain += costs.move * (_stays(seats.shown, i, a, b) + _stays(seats.shown, j, b, a))
    return gain


@compiled
def _meet(seats: Seats, r: int, i: int, change: int, repeat: float) -> None:
    """Count one person's meetings at their table once more, or once less."""
    table, field = seats.at[r, i], seats.industry[i]
    if table == seats.size.shape[1] - 1:
        seats.benched[i] += change
        return
    who, met, prices = seats.who, seats.met, (seats.value, seats.more, seats.less)
    for k in range(seats.size[r, table]):
        m = who[r, table, k]
        if m != i:
            met[i, m] += change
            met[m, i] += change
            _price(met, prices, i, m, repeat)
    if field >= 0:
        seats.heads[r, table, field] += change


@compiled
def exchange(seats: Seats, r: int, i: int, j: int, repeat: float) -> None:
    """Let two people of a round change places.

    Parameters
    ----------
    seats : Seats
        Who sits where.
    r : int
        The round.
    i, j : int
        Two people at different tables.
    repeat : float
        What one more meeting of a pair costs.
    """
    who, at, spot = seats.who, seats.at, seats.spot
    a, b = at[r, i], at[r, j]
    _meet(seats, r, i, -1, repeat)
    _meet(seats, r, j, -1, repeat)
    x, y = spot[r, i], spot[r, j]
    who[r, a, x], who[r, b, y] = j, i
    at[r, i], at[r, j] = b, a
    spot[r, i], spot[r, j] = y, x
    _meet(seats, r, i, 1, repeat)
    _meet(seats, r, j, 1, repeat)
