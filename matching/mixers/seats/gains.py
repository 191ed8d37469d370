"""What one meeting of two people more changes, and one less; compiled.

Arrays come one by one: taken out of a tuple at every step they would cost twenty times the time.
"""

from matching.compiled import compiled_within
from matching.mixers.seats.seat_arrays import Ints, Shorts


@compiled_within
def more_gains(times: int, first: int, repeat: int) -> int:
    """Say what one meeting more of two people would change.

    Parameters
    ----------
    times : int
        How often they meet already.
    first : int
        What their first meeting is worth.
    repeat : int
        What one more costs.

    Returns
    -------
    gain : int
        Below 0 where it is worse.
    """
    return first if times == 0 else -repeat * times


@compiled_within
def _less(times: int, first: int, repeat: int) -> int:
    """Say what one meeting less of two people would change."""
    return -first if times == 1 else repeat * (times - 1)


@compiled_within
def leaving(who: Ints, size: Ints, met: Shorts, units: Ints, of: tuple[int, int, int, int]) -> int:
    """Say what it gains if somebody no longer meets the people of their table.

    Parameters
    ----------
    who, size, met, units : ndarray
        As in `Seats`.
    of : tuple of int
        The round, the table, the person, and what a repeat costs.

    Returns
    -------
    gain : int
        Below 0 where it is worse.
    """
    r, table, p, repeat = of
    gain = 0
    for k in range(size[r, table]):
        m = who[r, table, k]
        if m != p:
            gain += _less(met[p, m], units[p, m], repeat)
    return gain


@compiled_within
def coming(who: Ints, size: Ints, more: Ints, of: tuple[int, int, int]) -> int:
    """Say what it gains if somebody meets the people of a table.

    Parameters
    ----------
    who, size, more : ndarray
        As in `Seats`.
    of : tuple of int
        The round, the table and the person.

    Returns
    -------
    gain : int
        Below 0 where it is worse.
    """
    r, table, p = of
    gain = 0
    for k in range(size[r, table]):
        gain += more[p, who[r, table, k]]
    return gain


@compiled_within
def meet(
    at: Ints,
    come: Ints,
    leave: Ints,
    met: Shorts,
    units: Ints,
    more: Ints,
    of: tuple[int, int, int, int, int],
) -> None:
    """Count a meeting of two people in a round once more or less; all other rounds feel it.

    Parameters
    ----------
    at, come, leave, met, units, more : ndarray
        As in `Seats`; changed in place.
    of : tuple of int
        The round, the two people, 1 or -1, and what a repeat costs.
    """
    r, i, m, change, repeat = of
    before, first, bench = met[i, m], units[i, m], come.shape[1] - 1
    after = before + change
    met[i, m] = met[m, i] = after
    now = more_gains(after, first, repeat)
    by_more = now - more[i, m]
    by_less = _less(after, first, repeat) - _less(before, first, repeat)
    more[i, m] = more[m, i] = now
    for other in range(at.shape[0]):
        if other == r:
            continue
        a, b = at[other, i], at[other, m]
        if a != b:
            if 0 <= b < bench:
                come[other, b, i] += by_more
            if 0 <= a < bench:
                come[other, a, m] += by_more
        elif 0 <= a < bench:
            leave[other, i] += by_less
            leave[other, m] += by_less
