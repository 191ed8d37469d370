"""Which partners are considered for each person: the best few, found block by block."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.affinity import Day, parts, worth
from matching.constraints import Permission
from matching.freshness import MUST_BE_NEXT_DAYS
from matching.rules import Rules
from matching.text import Floats, Rows

# Pairs compared at a time: bounds memory whatever the number of people.
_CELLS = 200_000


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs that may be chosen.

    Parameters
    ----------
    first, second : ndarray of shape (m,), dtype=intp
        Row numbers, ``first[k] < second[k]``; each pair once, in order.
    worth : ndarray of shape (m,), dtype=float64
        What each pair is worth, from 0 to 1.
    """

    first: Rows
    second: Rows
    worth: npt.NDArray[np.float64]


def candidates(day: Day, may: Permission, rules: Rules) -> Edges:
    """Find each person's best partners.

    Parameters
    ----------
    day : Day
        All that worth is made from.
    may : ndarray of shape (n, n), dtype=bool
        Which pairs may be proposed; symmetric.
    rules : Rules
        How many partners each, and the weakest worth.

    Returns
    -------
    edges : Edges
        Every permitted pair that is among the best few of either, and worth the floor;
        below the floor only for people who would be left out a third day.

    Notes
    -----
    :math:`O(n^2)` time in arrays, and memory for a fixed number of pairs at a time.
    Keeping the 20 best of each person costs less than a ten-thousandth of the total.
    """
    waiting = np.array([p.left_out_days >= MUST_BE_NEXT_DAYS for p in day.room.people], dtype=bool)
    found: dict[tuple[int, int], float] = {}
    for rows in _blocks(len(day.room)):
        level = worth(parts(day, rows), rules.weights)
        good = may[rows] & ((level >= rules.floor) | waiting[rows][:, None] | waiting[None, :])
        for i, j in _best(np.where(good, level, -1), rules.candidates_each):
            row, other = int(rows[i]), int(j)
            key = (row, other) if row < other else (other, row)
            found.setdefault(key, float(level[i, j]))
    keys = sorted(found)
    ends = np.array(keys, dtype=np.intp).reshape(-1, 2)
    return Edges(ends[:, 0], ends[:, 1], np.array([found[key] for key in keys]))


def _blocks(n: int) -> Iterator[Rows]:
    size = max(1, _CELLS // max(1, n))
    for start in range(0, n, size):
        yield np.arange(start, min(n, start + size), dtype=np.intp)


def _best(level: Floats, each: int) -> npt.NDArray[np.intp]:
    """List the (row, column) of the best few of each row; equal ones by column."""
    order = np.argsort(-level, axis=1, kind="stable")[:, :each]
    keep = np.take_along_axis(level, order, axis=1) >= 0
    row, place = np.nonzero(keep)
    return np.column_stack([row, order[row, place]])
