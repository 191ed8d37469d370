"""Trades: two people change places in all rounds, so who has met whom stays as good; compiled."""

from matching.compiled import compiled
from matching.mixers.kernels import exchange
from matching.mixers.luck import below
from matching.mixers.seat_arrays import Costs, Ints, Seats


@compiled
def trade_gain(seats: Seats, costs: Costs, i: int, j: int) -> int:
    """Say what it gains if two people change places in all rounds.

    Parameters
    ----------
    seats : Seats
        Who sits where.
    costs : Costs
        What breaking rules costs.
    i, j : int
        Two people who are there in the same rounds.

    Returns
    -------
    gain : int
        Below 0 where it is worse.

    Notes
    -----
    Takes n steps over numbers in a row. However often people meet again, a trade changes
    only who they are; so it counts which meetings are worth something, and which are
    forbidden.
    """
    met, base, units = seats.met, seats.base, seats.units
    gain = 0
    for m in range(met.shape[0]):
        b, c = base[i, m], base[j, m]
        times, others = met[i, m] - b, met[j, m] - c
        if times != others and i != m != j:
            more = int(others > 0) - int(times > 0)
            worth = units[i, m] * int(b == 0) - units[j, m] * int(c == 0)
            gain += more * worth - costs.repeat * (others - times) * (b - c)
    if seats.most_alike < met.shape[0] and seats.industry[i] != seats.industry[j]:
        gain += costs.alike * _fewer_alike(seats, i, j)
    stayed = _moved(seats, i, i) + _moved(seats, j, j) - _moved(seats, i, j) - _moved(seats, j, i)
    return int(gain + costs.move * stayed)


@compiled
def _moved(seats: Seats, i: int, j: int) -> int:
    """Say whether somebody who takes another's place in round 0 was shown another table."""
    return int(seats.shown[i] >= 0 and seats.shown[i] != seats.at[0, j])


@compiled
def _fewer_alike(seats: Seats, i: int, j: int) -> int:
    """Count the people too many of an industry whom a trade takes away."""
    heads, most, at, fewer = seats.heads, seats.most_alike, seats.at, 0
    one, other, bench = seats.industry[i], seats.industry[j], seats.size.shape[1] - 1
    for r in range(at.shape[0]):
        a, b = at[r, i], at[r, j]
        if a == b:
            continue
        if a != bench:
            fewer += int(one >= 0 and heads[r, a, one] > most)
            fewer -= int(other >= 0 and heads[r, a, other] >= most)
        if b != bench:
            fewer += int(other >= 0 and heads[r, b, other] > most)
            fewer -= int(one >= 0 and heads[r, b, one] >= most)
    return fewer


@compiled
def trade_some(seats: Seats, loss: Ints, costs: Costs) -> None:
    """Let two people change places in all rounds, if that is good enough.

    Parameters
    ----------
    seats : Seats
        Who sits where, priced; changed in place.
    loss : ndarray, dtype=int32
        Losses that may be accepted, each as likely as the others.
    costs : Costs
        What breaking rules costs.
    """
    chance, steady, at = seats.chance, seats.steady, seats.at
    if steady.shape[0] == 0:
        return
    i, j = steady[below(chance, steady.shape[0])], steady[below(chance, steady.shape[0])]
    if i == j or trade_gain(seats, costs, i, j) < loss[below(chance, loss.shape[0])]:
        return
    for r in range(at.shape[0]):
        if at[r, i] != at[r, j]:
            exchange(seats, costs, r, i, j)
