"""Making people whole again after a relaxed choice, and mending what that has cost."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.flow import Numbers, Task
from matching.text import Rows

Taken = npt.NDArray[np.bool_]

# A gain smaller than this is rounding of the machine.
_NOTHING = 1e-9
# Nearer to 1 than this is whole.
_WHOLE = 1e-6


def rounded_off(task: Task, fraction: Numbers) -> Rows:
    """Turn a relaxed choice into one of whole pairs that is nearly as good.

    Parameters
    ----------
    task : Task
        What is to be chosen from.
    fraction : ndarray of shape (m,), dtype=float64
        From 0 to 1 for each edge.

    Returns
    -------
    chosen : ndarray of shape (k,), dtype=intp
        Positions in the edges, rising; within everybody's limit.
    """
    taken = _filled(task, fraction)
    if (np.minimum(fraction, 1 - fraction) > _NOTHING).any():
        _mend(task, taken)
    return np.flatnonzero(taken)


def _filled(task: Task, fraction: Numbers) -> Taken:
    """Take what is whole, then the best of what is halved, then whatever still fits."""
    one, other = task.edges.first, task.edges.second
    taken = fraction > 1 - _WHOLE
    left = _left(task, taken)
    rest = np.flatnonzero((left[one] > 0) & (left[other] > 0) & ~taken)
    for k in rest[np.lexsort((-task.edges.worth[rest], -fraction[rest]))].tolist():
        if left[one[k]] > 0 and left[other[k]] > 0:
            left[one[k]] -= 1
            left[other[k]] -= 1
            taken[k] = True
    return np.asarray(taken)


def _left(task: Task, taken: Taken) -> npt.NDArray[np.int64]:
    """Count everybody's free places."""
    ends = np.concatenate([task.edges.first[taken], task.edges.second[taken]])
    return np.asarray(task.limits - np.bincount(ends, minlength=len(task.limits)))


def _mend(task: Task, taken: Taken) -> None:
    """Break up a pair as long as its two are worth more with people who have places left.

    Each step takes what gains most; there are few, since each uses up places that the
    rounding has left.
    """
    for _ in range(int(_left(task, taken).sum())):
        swap = _best_swap(task, taken)
        if swap.gain <= _NOTHING:
            return
        taken[swap.broken] = False
        taken[[edge for edge in swap.made if edge >= 0]] = True


@dataclass(frozen=True, slots=True)
class Swap:
    """One pair to break up and the pairs to make instead, and what that gains."""

    gain: float
    broken: int
    made: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Offers:
    """For each person one free pair: its edge or -1, the other person, and what it is worth."""

    edge: Rows
    whom: Rows
    worth: Numbers


def _best_swap(task: Task, taken: Taken) -> Swap:
    """Find the pair whose breaking up gains most."""
    pairs = np.flatnonzero(taken)
    best = Swap(0.0, -1, (-1, -1))
    offers = _free_offers(task, taken)
    for mine in offers:
        for theirs in offers:
            a, b = task.edges.first[pairs], task.edges.second[pairs]
            gain = mine.worth[a] + theirs.worth[b] - task.edges.worth[pairs]
            # Both may not go to one person, who might have a single place.
            gain[(mine.whom[a] == theirs.whom[b]) & (mine.edge[a] >= 0)] = -1
            k = int(gain.argmax())
            if gain[k] > best.gain:
                made = (int(mine.edge[a[k]]), int(theirs.edge[b[k]]))
                best = Swap(float(gain[k]), int(pairs[k]), made)
    return best


def _free_offers(task: Task, taken: Taken) -> tuple[Offers, Offers, Offers]:
    """Give everybody's best and second best pair with somebody who has a place, and none."""
    n = len(task.limits)
    one, other = task.edges.first, task.edges.second
    left = _left(task, taken)
    count = task.limits - left
    ahead = np.flatnonzero((left[other] > 0) & ~taken)
    back = np.flatnonzero((left[one] > 0) & ~taken)
    who = np.concatenate([one[ahead], other[back]])
    whom = np.concatenate([other[ahead], one[back]])
    edge = np.concatenate([ahead, back])
    worth = task.edges.worth[edge] + np.where(count[whom] == 0, task.first[whom], 0)
    order = np.lexsort((edge, -worth, who))
    who, whom, edge, worth = who[order], whom[order], edge[order], worth[order]
    start = np.searchsorted(who, np.arange(n))
    missed = np.where(count == 1, -task.first, 0.0)
    nobody = Offers(np.full(n, -1), np.full(n, -1), missed)
    sorted_offers = (edge, whom, worth)
    return _at(start, who, sorted_offers), _at(start + 1, who, sorted_offers), nobody


def _at(place: Rows, who: Rows, sorted_offers: tuple[Rows, Rows, Numbers]) -> Offers:
    """Take everybody's offer at one place of the sorted list, if it is still theirs."""
    edge, whom, worth = sorted_offers
    if not len(who):
        nothing = np.full(len(place), -1)
        return Offers(nothing, nothing, np.full(len(place), -np.inf))
    at = np.minimum(place, len(who) - 1)
    theirs = (place < len(who)) & (who[at] == np.arange(len(place)))
    return Offers(
        np.where(theirs, edge[at], -1),
        np.where(theirs, whom[at], -1),
        np.where(theirs, worth[at], -np.inf),
    )
