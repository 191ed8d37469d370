"""Schedules that can be written down: pairs in a circle, and lines over finite fields."""

import numpy as np
import numpy.typing as npt

from matching.designs.finite_fields import ring

Schedule = npt.NDArray[np.intp]


def circle(tables: int) -> Schedule:
    """Let everybody meet everybody at tables of two: one stays, the others move round.

    Parameters
    ----------
    tables : int
        How many pairs, at least 1.

    Returns
    -------
    schedule : ndarray of shape (2 * tables - 1, tables, 2), dtype=intp
        Who meets in each round.

    Examples
    --------
    >>> circle(2).tolist()
    [[[3, 0], [1, 2]], [[3, 1], [2, 0]], [[3, 2], [0, 1]]]
    """
    n = 2 * tables - 1
    turn, step = np.arange(n, dtype=np.intp)[:, None], np.arange(1, tables)
    around = np.stack([(turn + step) % n, (turn - step) % n], axis=2)
    first = np.stack([np.full_like(turn, n), turn], axis=2)
    return np.concatenate([first, around], axis=1)


def transversal(tables: int, size: int) -> Schedule:
    """Seat one of each row at every table, and shift the rows against each other.

    Parameters
    ----------
    tables, size : int
        How many tables, and how many sit at one: at least 2, at most `tables`.

    Returns
    -------
    schedule : ndarray of shape (r, tables, size), dtype=intp
        As many rounds as tables where that is a power of a prime, fewer elsewhere. Where
        `size` divides `tables`, more follow in which the rows meet among themselves.

    Notes
    -----
    Person (a, x) sits in round m at table x + a m, counted in a ring of `tables` elements.
    Two people meet in the one round m that solves x + a m = y + b m: at most once if all
    a - b can be divided by, or all differences of rounds can [1]_.

    References
    ----------
    .. [1] R. C. Bose, "On the application of the properties of Galois fields to the problem
       of construction of hyper-Græco-Latin squares", Sankhyā 3, 1938.

    Examples
    --------
    >>> transversal(3, 3).tolist()[1]
    [[0, 5, 7], [1, 3, 8], [2, 4, 6]]
    >>> [len(transversal(*room)) for room in [(5, 4), (9, 3), (8, 4), (6, 6), (10, 5)]]
    [5, 13, 9, 3, 3]
    """
    numbers = ring(tables)
    everything = np.arange(tables, dtype=np.intp)
    few = size <= len(numbers.apart)
    rows = numbers.apart[:size] if few else everything[:size]
    rounds = everything if few else numbers.apart
    # In round m, the one of row a at table t is the x with x + a m = t.
    moved = numbers.plus[numbers.times[np.ix_(rounds, rows)]]
    across = np.argsort(moved, axis=2).transpose(0, 2, 1) + tables * np.arange(size)
    return np.concatenate([across, _along(tables, size)])


def _along(tables: int, size: int) -> Schedule:
    """Let people of one row meet, if rows fill whole tables."""
    parts = tables // size
    if tables % size:
        return np.empty((0, tables, size), dtype=np.intp)
    if parts == 1:
        inside = np.arange(size, dtype=np.intp).reshape(1, 1, size)
    elif parts < size:
        inside = np.arange(tables, dtype=np.intp).reshape(1, parts, size)
    else:
        inside = transversal(parts, size)
    each = [inside + tables * row for row in range(size)]
    return np.concatenate(each, axis=1)
