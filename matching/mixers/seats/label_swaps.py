"""Two people swap labels, all their places, so that nobody meets more often; compiled."""

from matching.compiled import compiled_within
from matching.mixers.seats.kernels import NO, exchange
from matching.mixers.seats.random_numbers import below
from matching.mixers.seats.seat_arrays import Costs, Cube, Ints, Seats, Shorts


@compiled_within
def label_gains(gains: Ints, instead: Cube, met: Shorts, base: Shorts, steady: Ints, i: int) -> int:
    """Note what it gains if one person changes places with each other in all rounds.

    Parameters
    ----------
    gains : ndarray of shape (n,), dtype=int32
        Is written for those who are steady; industries and moves are not counted.
    instead, met, base, steady : ndarray
        As in `Seats`, priced.
    i : int
        One of the steady.

    Returns
    -------
    most : int
        The most that is gained with anybody.

    Notes
    -----
    Takes n steps. However often people meet again, a swap changes only who they are; so it
    counts which meetings are worth something, and which are forbidden.
    """
    most, own = NO, instead[0, i, i]
    for k in range(steady.shape[0]):
        p = steady[k]
        gain = instead[0, i, p] + instead[0, p, i] - instead[0, p, p] - own
        times = met[i, p] - base[i, p]
        if times > 0:
            gain += 2 * (instead[1, i, p] - (times - 1) * instead[2, i, p])
        if p == i:
            gain = NO
        gains[p] = gain
        most = max(most, gain)
    return int(most)


@compiled_within
def crowded(heads: Cube, at: Ints, industry: Ints, i: int, most: int) -> int:
    """Count the rounds in which too many of somebody's industry are at their table.

    Parameters
    ----------
    heads, at, industry : ndarray
        As in `Seats`.
    i : int
        The person.
    most : int
        How many are not too many.

    Returns
    -------
    rounds : int
        From 0.
    """
    rounds, field = 0, industry[i]
    if field >= 0:
        for r in range(at.shape[0]):
            rounds += int(at[r, i] >= 0 and heads[r, at[r, i], field] > most)
    return rounds


@compiled_within
def label_gain(seats: Seats, costs: Costs, gain: int, i: int, j: int) -> int:
    """Say what it gains if two people change places in all rounds, industries and moves, too.

    Parameters
    ----------
    seats : Seats
        Who sits where.
    costs : Costs
        What breaking rules costs.
    gain : int
        What `label_gains` notes.
    i, j : int
        Two people who are there in the same rounds.

    Returns
    -------
    gain : int
        Below 0 where it is worse.
    """
    if seats.most_alike < seats.met.shape[0] and seats.industry[i] != seats.industry[j]:
        gain += costs.alike * _fewer_alike(seats, i, j)
    stayed = _moved(seats, i, i) + _moved(seats, j, j) - _moved(seats, i, j) - _moved(seats, j, i)
    return int(gain + costs.move * stayed)


@compiled_within
def _moved(seats: Seats, i: int, j: int) -> int:
    """Say whether somebody who takes another's place in round 0 was shown another table."""
    return int(seats.shown[i] >= 0 and seats.shown[i] != seats.at[0, j])


@compiled_within
def _fewer_alike(seats: Seats, i: int, j: int) -> int:
    """Count the people too many of an industry whom a swap takes away."""
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


@compiled_within
def swap_labels(seats: Seats, costs: Costs, gains: Ints, i: int, limits: tuple[int, int]) -> None:
    """Let somebody change places in all rounds with the first with whom it is good enough.

    Parameters
    ----------
    seats : Seats
        Who sits where, priced; changed in place.
    costs : Costs
        What breaking rules costs.
    gains : ndarray of shape (n,), dtype=int32
        What `label_gains` noted.
    i : int
        The person.
    limits : tuple of int
        What is good enough, and how much of it industries may bring.
    """
    steady, at = seats.steady, seats.at
    least, alike = limits
    start = below(seats.chance, steady.shape[0])
    for k in range(steady.shape[0]):
        j = steady[(start + k) % steady.shape[0]]
        if gains[j] + alike < least or label_gain(seats, costs, gains[j], i, j) < least:
            continue
        for r in range(at.shape[0]):
            if at[r, i] != at[r, j]:
                exchange(seats, costs, r, i, j)
        return
