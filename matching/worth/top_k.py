"""The inner loops of candidates, compiled: the top k partners of everybody."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled, compiled_within
from matching.texts.text import Floats, Marks, Rows
from matching.worth.pair_features import (
    BETWEEN,
    SHARED,
    Block,
    Number,
    Ties,
    between,
    gained_from,
    met_with,
)
from matching.worth.worth_kernels import KNOWN, NEW, PARTS, Known, can_be_told, parts_of, worth_of

# So many others are looked at a time: what is worked out of them stays near the processor.
_FEW = 512
# Less than any meeting is worth, and more; and after so many halves nothing lies between.
_NEVER, _MOST, _TURNS = np.float32(-1), np.float32(2), 26


class Best(NamedTuple):
    """The best few partners of each so far, in no order.

    Parameters
    ----------
    start : ndarray of shape (n + 1,), dtype=intp
        Where the places of each begin.
    size : ndarray of shape (n,), dtype=intp
        How many of them are taken.
    least : ndarray of shape (n,), dtype=float32
        What a meeting must exceed to be one of them; below 0 where a place is left.
    weakest : ndarray of shape (n,), dtype=int32
        In which place that one is, which goes first; it says nothing where a place is left.
    other : ndarray of shape (places,), dtype=int32
        Who is in each place.
    worth : ndarray of shape (places,), dtype=float32
        What meeting them is worth.
    good : ndarray of shape (places,), dtype=bool
        Whether it may be proposed to anybody; if not, only so that somebody is not left out.
    parts : ndarray of shape (places, 10), dtype=float32
        Of what the worth is made.
    """

    start: Rows
    size: Rows
    least: Floats
    weakest: npt.NDArray[np.int32]
    other: npt.NDArray[np.int32]
    worth: Floats
    good: Marks
    parts: Floats


@compiled
def best_meetings(
    block: Block,
    known: Known,
    ties: Ties,
    alone: int,
    may: Marks,
    enough: tuple[Marks, Number],
    best: Best,
) -> None:
    """Find the best few meetings of some people, and add theirs to those who have no row.

    Takes how many people have a row in some block, which of the pairs may be, who must have
    somebody, and the weakest worth for others. What lies between two of a row each is worked out
    twice, which takes less time than to go from list to list for every pair.

    Everybody begins with whoever comes next in the room: of equals the first are kept, and where
    all write the same, the same few would be the partners of all.
    """
    n = len(block.gains)
    lies = np.empty((BETWEEN, n), dtype=np.float32)
    parts, worth = np.empty((PARTS, n), dtype=np.float32), np.empty(n, dtype=np.float32)
    met, others = met_with(block), gained_from(block)
    waiting, floor = enough
    good, least = np.empty(n, dtype=np.bool_), best.least
    for i, one in enumerate(block.rows):
        between(others, block, ties, i, lies)
        for begin in range(0, n, _FEW):
            some = begin, min(begin + _FEW, n)
            parts_of(known, one, block, i, lies, some, parts)
            worth_of(known, one, some, parts, worth)
        _judge((met[i], lies[SHARED], parts[KNOWN], parts[NEW]), worth, floor, good)
        _shut_out(may[i], good, waiting, one, worth)
        least[one] = _bar(worth, best.start[one + 1] - best.start[one])
        for begin, end in ((one, n), (0, one)):
            for other in range(begin, end):
                level = worth[other]
                # Nearly all pairs are none of the best few, which is seen soonest.
                if level <= least[one] and (other < alone or level <= least[other]):
                    continue
                _put(best, one, other, level, good[other])
                if other >= alone:
                    _put(best, other, one, level, good[other])
                    _write(best, other, (one, one + 1), parts[:, other : other + 1])
        _write(best, one, (0, n), parts)


@compiled
def _judge(
    told: tuple[Marks, Floats, Floats, Floats], worth: Floats, floor: Number, good: Marks
) -> None:
    """Say which meetings are worth enough, and have something that can be told of them."""
    met, shared, known, new = told
    for k in range(len(good)):
        good[k] = met[k] | can_be_told(shared[k], known[k], new[k])
    for k in range(len(good)):
        good[k] &= worth[k] >= floor


@compiled
def _shut_out(may: Marks, good: Marks, waiting: Marks, one: int, worth: Floats) -> None:
    """Let no meeting be worth anything that may not be, or is not good and nobody waits for."""
    waits = waiting[one]
    for k in range(len(worth)):
        worth[k] = worth[k] if may[k] & (good[k] | waiting[k] | waits) else _NEVER


@compiled
def _bar(worth: Floats, places: int) -> Number:
    """Find what exactly so many exceed as there are places, so that all others are passed over.

    Where some are worth the same there may be no such bar: then it is below all, and who comes
    first is in.
    """
    low, high = _NEVER, _MOST
    for _ in range(_TURNS):
        count, middle = 0, (low + high) / np.float32(2)
        for k in range(len(worth)):
            count += worth[k] > middle
        if count == places:
            return middle
        low, high = (middle, high) if count > places else (low, middle)
    return _NEVER


@compiled_within
def _put(best: Best, one: int, other: int, worth: Number, good: bool) -> None:  # noqa: FBT001 - loops take no names
    """Put a partner among the best few, if it is one of them; of equals the first."""
    if worth <= best.least[one]:
        return
    start, end = best.start[one], best.start[one + 1]
    weakest = place = start + best.size[one]
    if place == end:
        place = best.weakest[one]
    else:
        best.size[one] += 1
    best.other[place], best.worth[place], best.good[place] = other, worth, good
    if best.size[one] == end - start:
        least = worth
        for place in range(start, end):
            if best.worth[place] <= least:
                least, weakest = best.worth[place], place
        best.weakest[one], best.least[one] = weakest, least


@compiled_within
def _write(best: Best, one: int, some: tuple[int, int], parts: Floats) -> None:
    """Write the parts of those of some who are among the best few, which most do not stay."""
    begin, end = some
    start = best.start[one]
    for place in range(start, start + best.size[one]):
        other = best.other[place]
        if begin <= other < end:
            for part in range(PARTS):
                best.parts[place, part] = parts[part, other - begin]
