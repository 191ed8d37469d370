"""The social golfer problem: seats in which nobody meets twice, found by swapping two people."""

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled

Seats = npt.NDArray[np.int32]
Chances = npt.NDArray[np.float64]


@compiled
def settle(
    seats: Seats, kinds: Seats, used: Seats, size: int, worse: Chances, draws: Chances
) -> int:
    """Swap people in place until no kind of meeting happens twice, or the draws are used up.

    Parameters
    ----------
    seats : ndarray of shape (r, n), dtype=int32
        Who sits in each seat of each round; every `size` seats are a table.
    kinds : ndarray of shape (n, n), dtype=int32
        What kind of meeting each pair is: each kind may happen once.
    used : ndarray, dtype=int32
        How often each kind happens already, for each kind.
    size : int
        How many sit at a table.
    worse : ndarray, dtype=float64
        How likely a swap is made that leads to 0, 1, 2 … more repeats.
    draws : ndarray of shape (s, 3), dtype=float64
        Chance, from 0 to below 1, for each of s tries: a seat, another, and how daring.

    Returns
    -------
    repeats : int
        How many meetings are left that should not be. Takes some 4 `size` steps a try.
    """
    people = seats.shape[1]
    over = 0
    for row in seats:
        for seat in range(people):
            start = seat // size * size
            over += _meet(row[start:seat], row[seat], kinds, used)
    for k in range(draws.shape[0]):
        if over == 0:
            break
        drawn = int(draws[k, 0] * seats.size)
        row = seats[drawn // people]
        one = drawn % people
        other = int(draws[k, 1] * people)
        if one // size != other // size:
            change = _swap(row, one, other, size, kinds, used)
            if change > 0 and (change >= worse.size or draws[k, 2] >= worse[change]):
                change += _swap(row, one, other, size, kinds, used)
            over += change
    return over


@compiled
def _swap(row: Seats, one: int, other: int, size: int, kinds: Seats, used: Seats) -> int:
    """Swap two people of two tables, and tell how many repeats there are more."""
    here = row[one // size * size :][:size]
    there = row[other // size * size :][:size]
    change = _part(here, row[one], kinds, used) + _part(there, row[other], kinds, used)
    row[one], row[other] = row[other], row[one]
    return change + _meet(here, row[one], kinds, used) + _meet(there, row[other], kinds, used)


@compiled
def _meet(table: Seats, person: int, kinds: Seats, used: Seats) -> int:
    change = 0
    for other in table:
        kind = kinds[person, other]
        if other != person:
            change += used[kind] > 0
            used[kind] += 1
    return change


@compiled
def _part(table: Seats, person: int, kinds: Seats, used: Seats) -> int:
    change = 0
    for other in table:
        kind = kinds[person, other]
        if other != person:
            used[kind] -= 1
            change -= used[kind] > 0
    return change
