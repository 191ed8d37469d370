"""What no plan can exceed since whoever shares a table shares it with all there: eigenvalues."""

import time
from collections.abc import Sequence
from itertools import combinations_with_replacement
from math import comb, inf
from typing import NamedTuple

import numpy as np

from matching.mixers.bounds.degree_limits import Limits
from matching.mixers.bounds.seat_prices import prices_of
from matching.mixers.bounds.table_counts import TableCount
from matching.mixers.evenings.floor import Floor
from matching.mixers.evenings.worths import Marks, Values
from matching.processors import one_thread

# In larger rooms it takes too long; and of those that are large it says something of the dense.
_MOST_PEOPLE, _LARGE, _FEW = 300, 150, 0.5
# Where rounds may have tables in so many ways, all of them take too long; of so many the bound is
# worked out, and of the others taken from seats alone.
_MOST_WAYS, _WORKED_OUT = 500, 6
# How often prices are made better, at most and at least, and how much work on a cube of people
# that may be; and how far prices go at a time, in what pairs differ by.
_TURNS, _FEW_TURNS, _WORK, _STEP = 60, 5, 160_000_000, 1.0
_PAIR, _NOTHING = 2, 1e-9


class _Room(NamedTuple):
    """What the bound is made from: what pairs are worth, who may meet, and sizes."""

    gain: Values
    may: Marks
    rounds: int
    smallest: int
    largest: int


class _Way(NamedTuple):
    """How many tables each round has, and what follows from it.

    Parameters
    ----------
    least, most : int
        The sum of the squares of all tables' sizes.
    smallest : int
        The size of any table is at least so much.
    longest : float
        No eigenvalue is larger.
    directions : int
        So many eigenvalues are not zero at most.
    """

    least: int
    most: int
    smallest: int
    longest: float
    directions: int


def by_eigenvalues(
    floor: Floor, gain: Values, rounds: list[list[TableCount]], *, until: float = inf
) -> float:
    """Bound what the rounds to come can be worth, from people sitting at tables.

    Parameters
    ----------
    floor : Floor
        The evening.
    gain : ndarray of shape (n, n), dtype=float64
        What each pair's meeting is worth at most, from 0; symmetric.
    rounds : list of list of TableCount
        The tables that each round may have.
    until : float
        When to be content with what is found, by the monotonic clock.

    Returns
    -------
    bound : float
        No plan that keeps the rules is worth more. Infinite where that is not known: where
        somebody misses a round, sits out or stays with others, people may meet twice, rounds
        may have tables in too many ways, there are too many people, or there is no such plan.

    Notes
    -----
    Let A mark who meets whom, and X be the sum of u uᵀ over all tables, u marking who sits
    there: as nobody meets twice, X is A with the number of rounds R on its diagonal. Take
    its means out of rows and columns. What is left has no negative eigenvalue, at most as
    many others as there are tables more than rounds, the sum n R - D / n and the sum of
    squares n R² + D - n R - D² / n² at most, if D is the sum of the squares of the tables'
    sizes. Each table shares at most one person with each of another round, and so none with
    few of them; by that no eigenvalue is larger than that of a matrix of rounds, with the
    largest table on its diagonal and √((T - s) (T' - s')) beside it, where the two rounds have
    T and T' tables of s and s' people at least.

    So the largest eigenvalues add up to no more than is worked out here, and for any prices M
    of pairs the product of X with M is bounded by the eigenvalues of M [1]_; what pairs are
    worth beyond these is bounded by everybody's seats. The prices are made better by the method
    of multipliers [2]_; whatever they are, they prove a bound. Takes n³ steps, some dozen times.

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
    alike = all(options == rounds[0] for options in rounds)
    if not (usual and alike and 0 < n <= _MOST_PEOPLE) or any(one.out for one in rounds[0]):
        return inf
    may = floor.unmet
    room = _Room(gain, may, evening.rounds, evening.smallest, evening.table_size)
    ways = _ways(room, rounds[0])
    if not ways or not _says_much(room, ways[0]) or not gain[may].any():
        return inf
    seats = prices_of(gain, may, _limits(room, ways[0]))
    found, worked_out = 0.0, 0
    with one_thread():  # the other processor looks for a plan meanwhile
        for way in ways:
            bound = seats.bound(gain, may, _limits(room, way))
            if bound > found and worked_out < _WORKED_OUT and time.monotonic() < until:
                bound, worked_out = min(bound, _most(room, way, until)), worked_out + 1
            found = max(found, bound)
    return (1 + _NOTHING) * found


def _ways(room: _Room, options: list[TableCount]) -> list[_Way]:
    """List in which ways rounds may have tables, those in which most pairs meet first."""
    if comb(len(options) + room.rounds - 1, room.rounds) > _MOST_WAYS:
        return []
    ways = [_way(room, some) for some in combinations_with_replacement(options, room.rounds)]
    return sorted((way for way in ways if _is_possible(room, way)), key=lambda way: -way.most)


def _way(room: _Room, rounds: Sequence[TableCount]) -> _Way:
    n, tables = len(room.gain), np.array([one.tables for one in rounds])
    small = np.maximum(room.smallest, n - (tables - 1) * room.largest)
    large = np.minimum(room.largest, n - (tables - 1) * room.smallest)
    without = np.maximum(0, tables - small[:, None])  # so many tables share nobody with one
    sharing = np.sqrt(np.minimum(without * without.T, large * large[:, None]).astype(float))
    np.fill_diagonal(sharing, large)
    return _Way(
        least=sum(one.least for one in rounds),
        most=sum(one.most for one in rounds),
        smallest=int(small.min()),
        longest=float(np.linalg.eigvalsh(sharing)[-1]),
        directions=min(int(tables.sum()) - room.rounds, n - 1),
    )


def _limits(room: _Room, way: _Way) -> Limits:
    n, rounds = len(room.gain), room.rounds
    return Limits(
        least=np.full(n, rounds * (way.smallest - 1)),
        most=np.full(n, rounds * (room.largest - 1)),
        few_pairs=(way.least - n * rounds) // 2,
        pairs=(way.most - n * rounds) // 2,
    )


def _lengths(room: _Room, way: _Way) -> tuple[float, float]:
    """Say what all eigenvalues add up to, at least and at most."""
    n, rounds = len(room.gain), room.rounds
    return n * rounds - way.most / n, n * rounds - way.least / n


def _apart(room: _Room, way: _Way) -> float:
    """Say how far from even eigenvalues can be: the sum of squares beyond their mean."""
    n, rounds = len(room.gain), room.rounds
    length, _ = _lengths(room, way)
    both = np.array([way.least, min(max(way.least, n * n // 2), way.most), way.most], dtype=float)
    squares = n * rounds**2 + both - n * rounds - both**2 / n**2
    return float(squares.max()) - length**2 / max(1, way.directions)


def _is_possible(room: _Room, way: _Way) -> bool:
    squares = len(room.gain) * room.rounds**2
    return bool(_lengths(room, way)[0] >= 0 and _apart(room, way) >= -_NOTHING * squares)


def _says_much(room: _Room, way: _Way) -> bool:
    n = len(room.gain)
    large = n > _LARGE and way.directions > _FEW * (n - 1)
    return room.largest > _PAIR and way.directions > 0 and not large


def _sums(room: _Room, way: _Way) -> Values:
    """Say what the largest eigenvalue adds up to at most, the two largest, and so on."""
    m, (_, length) = way.directions, _lengths(room, way)
    count = np.arange(1, m + 1)
    spread = np.sqrt(max(0.0, _apart(room, way)) * count * (m - count) / m)
    sums = np.minimum(count * way.longest, np.minimum(length, count * length / m + spread))
    sums[-1] = length
    return np.asarray(sums)


def _most(room: _Room, way: _Way, until: float) -> float:
    """Say what no plan with tables in this way can exceed."""
    prices = _prices(room, way, until)
    values = np.linalg.eigvalsh(prices)[::-1]
    values = np.delete(values, np.argmin(np.abs(values)))  # that of the means, which is none
    sums, (short, long) = _sums(room, way), _lengths(room, way)
    last = values[way.directions - 1]
    tables = float(sums[:-1] @ -np.diff(values[: way.directions]))
    tables += max(short * last, long * last) - room.rounds * float(np.trace(prices))
    rest, limits = room.gain - prices, _limits(room, way)
    seats = prices_of(rest, room.may, limits)
    return float(tables / 2 + seats.bound(rest, room.may, limits))


def _prices(room: _Room, way: _Way, until: float) -> Values:
    """Look for prices of pairs, of no mean, by which the bound is low."""
    from scipy.optimize import isotonic_regression

    n, rounds, limits = len(room.gain), room.rounds, _limits(room, way)
    scale = max(_NOTHING, float(room.gain[room.may].std()))
    mean = (way.least + way.most - 2 * n * rounds) / (2 * n * n)
    own = rounds * (np.eye(n) - 1 / n)
    short, long = _lengths(room, way)
    steps = np.zeros(n - 1)
    steps[: way.directions] = np.diff(_sums(room, way), prepend=0.0) * (short + long) / (2 * long)
    meets, owed = np.where(room.may, mean, 0.0), np.zeros((n, n))
    for _ in range(int(np.clip(_WORK / n**3, _FEW_TURNS, _TURNS))):
        aim = meets - owed
        left = _without_means(aim) + own
        top = 1 + np.abs(left).sum()
        values, ways = np.linalg.eigh(left - top / n)
        values, ways = values[:0:-1], ways[:, :0:-1]  # the smallest is that of the means
        # The nearest whose largest add up to no more.
        values -= isotonic_regression(values - steps, increasing=False).x
        rows = np.clip(aim.mean(axis=1), limits.least / n, limits.most / n)
        rows += mean / 2 - rows.mean()
        seated = (ways * values) @ ways.T - own + rows + rows[:, None]
        meets = np.clip(seated + owed + room.gain / (scale * _STEP), 0, room.may)
        owed += seated - meets
        if time.monotonic() >= until:
            break
    return _without_means(-scale * _STEP * (owed + owed.T) / 2)


def _without_means(values: Values) -> Values:
    """Take the means out of rows and columns."""
    means = values.mean(axis=1)
    return np.asarray(values - means - means[:, None] + means.mean())
