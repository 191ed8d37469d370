"""Substitution: what each person is worth in the places of another, in all rounds; compiled."""

from matching.compiled import compiled, compiled_within
from matching.mixers.seats.seat_arrays import Cube, Ints, Shorts


@compiled
def add(instead: Cube, met: Shorts, base: Shorts, units: Ints, repeat: int) -> None:
    """Add up what each person is worth in the places of each other.

    Parameters
    ----------
    instead, met, base, units : ndarray
        As in `Seats`; the first is written.
    repeat : int
        What one more meeting of a pair costs.

    Notes
    -----
    Takes n² steps, and n for each pair that meets.
    """
    n = instead.shape[1]
    instead[0] = 0
    for i in range(n):
        for m in range(n):
            instead[1, i, m] = units[i, m] if base[i, m] == 0 else -repeat * base[i, m]
            instead[2, i, m] = repeat * base[i, m]
        instead[1, i, i] = instead[2, i, i] = 0
    for i in range(n):
        for m in range(n):
            times = met[i, m] - base[i, m]
            if i != m and times > 0:
                for p in range(n):
                    instead[0, i, p] += instead[1, m, p] - (times - 1) * instead[2, m, p]


@compiled_within
def meet_instead(instead: Cube, met: Shorts, base: Shorts, of: tuple[int, int, int]) -> None:
    """Count that two people met once more or less.

    Parameters
    ----------
    instead, met, base : ndarray
        As in `Seats`; `met` has counted it, the first counts it.
    of : tuple of int
        The two people, 1 or -1.
    """
    i, m, change = of
    if instead.shape[1] == 0:
        return
    times = met[i, m] - base[i, m]
    first = times + int(change < 0) == 1
    one, other = instead[0, i], instead[0, m]
    if first:
        by_one, by_other = instead[1, m], instead[1, i]
        for p in range(one.shape[0]):
            one[p] += change * by_one[p]
            other[p] += change * by_other[p]
    else:
        by_one, by_other = instead[2, m], instead[2, i]
        for p in range(one.shape[0]):
            one[p] -= change * by_one[p]
            other[p] -= change * by_other[p]
