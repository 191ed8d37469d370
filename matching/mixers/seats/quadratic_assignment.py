"""Who takes which seat of a schedule without repeats: a quadratic assignment; compiled."""

from typing import NamedTuple

from matching.compiled import compiled, compiled_within
from matching.mixers.seats.random_numbers import Chance, below, losses
from matching.mixers.seats.seat_arrays import Costs, Ints


class Takers(NamedTuple):
    """Who takes each place of a schedule; n places for n people, r rounds.

    Parameters
    ----------
    near : ndarray of shape (n, k), dtype=int32
        The places that share a table with each in some round; -1 fills the row.
    beside : ndarray of shape (n, n), dtype=int32
        1 for places that share a table in some round.
    table : ndarray of shape (r, n), dtype=int32
        The table of each place in each round.
    person : ndarray of shape (n,), dtype=int32
        Who takes each place.
    units : ndarray of shape (n, n), dtype=int32
        What each pair's meeting is worth, in whole numbers, less what it costs.
    liked : ndarray of shape (n, n), dtype=int32
        What it is worth to each place if each person took it, the others staying.
    industry : ndarray of shape (n,), dtype=int32
        Codes; -1 where unknown.
    heads : ndarray of shape (r, t, industries), dtype=int32
        People of each industry at each table.
    most_alike : int
        More than so many people of one industry at a table are too many.
    chance : ndarray of shape (1,), dtype=uint64
        State of the random numbers.
    """

    near: Ints
    beside: Ints
    table: Ints
    person: Ints
    units: Ints
    liked: Ints
    industry: Ints
    heads: Ints
    most_alike: int
    chance: Chance


@compiled
def look(takers: Takers) -> None:
    """Note what each person would be worth to each place.

    Parameters
    ----------
    takers : Takers
        Who takes which place; its `liked` is written.
    """
    takers.liked[:] = 0
    for place in range(takers.near.shape[0]):
        for other in takers.near[place]:
            if other >= 0:
                takers.liked[place] += takers.units[takers.person[other]]


@compiled
def swap_takers(takers: Takers, steps: int, heat: float, costs: Costs) -> None:
    """Let two people swap places for all rounds, now and then also for the worse.

    Parameters
    ----------
    takers : Takers
        Who takes which place; changed in place, `look` having looked.
    steps : int
        How many swaps are considered.
    heat : float
        The loss that is accepted about every third time.
    costs : Costs
        What breaking rules costs.

    Notes
    -----
    Annealing of a quadratic assignment [1]_: a swap is judged in five lookups, and one that
    is made takes 2 k n steps over numbers in a row.

    References
    ----------
    .. [1] R. E. Burkard, F. Rendl, "A thermodynamically motivated simulation procedure for
       combinatorial optimization problems", European J. of Operational Research 17(2), 1984.
    """
    chance, liked, person, units = takers.chance, takers.liked, takers.person, takers.units
    beside, industry, limited = takers.beside, takers.industry, takers.most_alike < len(liked)
    loss, n, rounds = losses(heat), len(person), takers.table.shape[0]
    for _ in range(steps):
        q, s = below(chance, n), below(chance, n)
        i, j = person[q], person[s]
        gain = liked[q, j] + liked[s, i] - liked[q, i] - liked[s, j]
        gain += 2 * beside[q, s] * units[i, j]
        least = loss[below(chance, loss.shape[0])]
        if q == s or gain + costs.alike * rounds < least:
            continue
        if limited and industry[i] != industry[j]:
            gain += costs.alike * _fewer_alike(takers, q, s)
        if gain >= least:
            _swap(takers, q, s)


@compiled_within
def _fewer_alike(takers: Takers, q: int, s: int) -> int:
    """Count the people too many of an industry whom a swap takes away."""
    heads, most, table, fewer = takers.heads, takers.most_alike, takers.table, 0
    one, other = takers.industry[takers.person[q]], takers.industry[takers.person[s]]
    for r in range(table.shape[0]):
        a, b = table[r, q], table[r, s]
        if a == b:
            continue
        if one >= 0:
            fewer += int(heads[r, a, one] > most) - int(heads[r, b, one] >= most)
        if other >= 0:
            fewer += int(heads[r, b, other] > most) - int(heads[r, a, other] >= most)
    return fewer


@compiled_within
def _swap(takers: Takers, q: int, s: int) -> None:
    """Let the people of two places swap them."""
    table, heads, industry = takers.table, takers.heads, takers.industry
    i, j = takers.person[q], takers.person[s]
    for k in range(takers.near.shape[1]):
        _add(takers.liked, takers.near[q, k], takers.units[j], takers.units[i])
        _add(takers.liked, takers.near[s, k], takers.units[i], takers.units[j])
    takers.person[q], takers.person[s] = j, i
    for r in range(table.shape[0]):
        if industry[i] >= 0:
            heads[r, table[r, q], industry[i]] -= 1
            heads[r, table[r, s], industry[i]] += 1
        if industry[j] >= 0:
            heads[r, table[r, s], industry[j]] -= 1
            heads[r, table[r, q], industry[j]] += 1


@compiled_within
def _add(liked: Ints, place: int, comer: Ints, mover: Ints) -> None:
    if place >= 0:
        row = liked[place]
        for p in range(row.shape[0]):
            row[p] += comer[p] - mover[p]
