"""What no plan can exceed where tables are large: few tables leave people few ways to differ."""

from typing import NamedTuple

import numpy as np

from matching.mixers.extents import Extent
from matching.mixers.floor import Floor
from matching.mixers.worths import Marks, Values

# Where tables and their overlaps leave more than such a share of all directions, the bound is
# that of a linear programme or above it; in rooms of more people it takes too long.
_FEW, _MOST_PEOPLE = 0.5, 300
# Where rounds may have so many numbers of tables, all their sums take too long.
_MOST_WAYS = 200
# How often prices are made better, and how much work on a cube of people that may be.
_TURNS, _WORK = 40, 160_000_000
# How far prices go at a time, in what pairs differ by; and how much longer than usual, in
# what is usual beyond that, a direction may be meanwhile.
_STEP, _LONGER = 3.0, 2.0
_HALVINGS, _NOTHING = 40, 1e-9


class _Total(NamedTuple):
    """One number of tables in all rounds together, and the sums of their sizes squared."""

    tables: int
    least: int
    most: int


class _Room(NamedTuple):
    """What the bound is made from: what pairs are worth, who may meet, and sizes."""

    gain: Values
    may: Marks
    rounds: int
    smallest: int
    largest: int


def by_directions(floor: Floor, gain: Values, rounds: list[list[Extent]]) -> float:
    """Bound what the rounds to come can be worth, from how few tables there are.

    Parameters
    ----------
    floor : Floor
        The evening.
    gain : ndarray of shape (n, n), dtype=float64
        What each pair's meeting is worth at most, from 0; symmetric.
    rounds : list of list of Extent
        The tables that each round may have.

    Returns
    -------
    bound : float
        No plan that keeps the rules is worth more. Infinite where that is not known: where
        somebody misses a round, sits out or stays with others, people may meet twice, there
        are so many tables that it would say little, or there is no such plan.

    Notes
    -----
    Let A mark who meets whom, and X be the sum of u uᵀ over all tables, u marking who sits
    there: as nobody meets twice, X is A with the number of rounds R on its diagonal. Take
    its means out of rows and columns. What is left has no negative eigenvalue, at most as
    many others as there are tables more than rounds, the sum n R - D / n and the sum of
    squares n R² + D - n R - D² / n², if D is the sum of the squares of the tables' sizes.
    So for any prices M its product with M is bounded by the eigenvalues of M [1]_; what
    pairs are worth beyond their prices is added. The prices are made better by the method
    of multipliers [2]_; whatever they are, they prove a bound. Takes n³ steps, some dozen
    times.

    References
    ----------
    .. [1] W. E. Donath, A. J. Hoffman, "Lower bounds for the partitioning of graphs", IBM
       Journal of Research and Development 17(5), 1973.
    .. [2] S. Boyd et al., "Distributed optimization and statistical learning via the
       alternating direction method of multipliers", Foundations and Trends in Machine
       Learning 3(1), 2011.
    """
    evening, n = floor.evening, len(floor)
    usual = floor.here.all() and not evening.allow_repeats and not evening.keep_together
    if not usual or n > _MOST_PEOPLE or any(one.out for options in rounds for one in options):
        return np.inf
    may = ~(floor.never | (floor.played > 0))
    np.fill_diagonal(may, val=False)
    room = _Room(gain, may, evening.rounds, evening.smallest, evening.table_size)
    totals = _totals(rounds) if sum(map(len, rounds)) <= _MOST_WAYS else []
    if not totals or not _says_much(room, totals[0]) or not gain[may].any():
        return np.inf
    prices = _prices(room, totals[0])
    return (1 + _NOTHING) * _most(room, totals, prices) or np.inf


def _totals(rounds: list[list[Extent]]) -> list[_Total]:
    """Add up the tables of all rounds, in every way."""
    sums = {0: _Total(0, 0, 0)}
    for options in rounds:
        found: dict[int, _Total] = {}
        for total in sums.values():
            for one in options:
                tables = total.tables + one.tables
                least, most = total.least + one.least, total.most + one.most
                before = found.get(tables, _Total(tables, least, most))
                found[tables] = _Total(tables, min(least, before.least), max(most, before.most))
        sums = found
    return [sums[tables] for tables in sorted(sums)]


def _sums(room: _Room, total: _Total) -> tuple[int, float, float]:
    """Say how many eigenvalues there are, their sum at least, and their squares' sum at most."""
    n, rounds = len(room.gain), room.rounds
    squares = [total.least, min(max(total.least, n * n // 2), total.most), total.most]
    most = max(n * rounds**2 + both - n * rounds - both**2 / n**2 for both in squares)
    return min(total.tables - rounds, n - 1), n * rounds - total.most / n, most


def _says_much(room: _Room, total: _Total) -> bool:
    directions, length, squares = _sums(room, total)
    if not directions or not length:
        return False
    overlaps = squares * directions**2 / length**2 - directions
    return directions + overlaps <= _FEW * (len(room.gain) - 1)


def _most(room: _Room, totals: list[_Total], prices: Values) -> float:
    """Say what no plan can exceed by these prices, at any number of tables."""
    n, rounds = len(prices), room.rounds
    means = prices.mean(axis=1)
    each = np.sort(means - means.mean() / 2)[::-1]
    left = prices - means - means[:, None] + means.mean()
    top = 1 + np.abs(left).sum()
    values = np.linalg.eigvalsh(left + top / n)[-2::-1]  # the largest is that of the means
    beyond = np.maximum(0, room.gain - prices)[room.may].sum()
    found = 0.0
    for total in totals:
        directions, length, squares = _sums(room, total)
        best = values[:directions]
        apart = squares - length**2 / max(1, directions)
        if apart < -_NOTHING * squares:
            continue  # there is no such plan
        longest = n * rounds - total.least / n
        middle = best.mean() if directions else 0.0
        bound = max(length * middle, longest * middle) - rounds * np.trace(left)
        bound += np.sqrt(max(0.0, apart) * ((best - middle) ** 2).sum())
        found = max(found, (bound + _of_people(room, total, each) + beyond) / 2)
    return float(found)


def _of_people(room: _Room, total: _Total, each: Values) -> float:
    """Bound what meetings cost by a price for each person's; the highest comes first."""
    n, rounds = len(each), room.rounds
    span = rounds * (room.largest - room.smallest)
    least = n * rounds * (room.smallest - 1)
    wanted = span * int((each > 0).sum())
    more = min(max(total.least - n * rounds - least, wanted), total.most - n * rounds - least)
    seats = np.clip(more - span * np.arange(n), 0, span)
    return 2 * float(each @ (seats + rounds * (room.smallest - 1)))


def _prices(room: _Room, total: _Total) -> Values:
    """Look for prices by which the bound is low."""
    n, rounds = len(room.gain), room.rounds
    directions, length, squares = _sums(room, total)
    usual = length / directions
    overlaps = max(0.0, squares / length - usual) / usual
    longest = usual * (1 + _LONGER * np.sqrt(overlaps))
    scale = max(_NOTHING, float(room.gain[room.may].std()))
    mean = (total.least + total.most - 2 * n * rounds) / (2 * n * n)
    meets, owed = np.where(room.may, mean, 0.0), np.zeros((n, n))
    for _ in range(int(max(1, min(_TURNS, _WORK / n**3)))):
        aim = meets - owed
        means = aim.mean(axis=1)
        left = aim - means - means[:, None] + means.mean() + rounds * (np.eye(n) - 1 / n)
        top = 1 + np.abs(left).sum()
        values, ways = np.linalg.eigh(left + top / n)
        values, ways = values[:-1], ways[:, :-1]
        seated = mean + (ways * _capped(values, length, longest)) @ ways.T
        seated -= rounds * (np.eye(n) - 1 / n)
        meets = np.clip(seated + owed + room.gain / (scale * _STEP), 0, room.may)
        owed += seated - meets
    return -scale * _STEP * (owed + owed.T) / 2


def _capped(values: Values, length: float, longest: float) -> Values:
    """Find the nearest numbers from 0 to the longest that add up to so much."""
    low, high = values.min() - longest, values.max()
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if np.clip(values - middle, 0, longest).sum() > length:
            low = middle
        else:
            high = middle
    found: Values = np.clip(values - high, 0, longest)
    return found
