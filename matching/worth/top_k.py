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
)
from matching.worth.worth_kernels import KNOWN, NEW, PARTS, Known, can_be_told, parts_of, worth_of

# So many others are looked at a time: what is worked out of them stays near the processor.
_FEW = 512


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
    parts, worth = np.empty((PARTS, _FEW), dtype=np.float32), np.empty(_FEW, dtype=np.float32)
    met, others = block.met, gained_from(block)
    waiting, floor = enough
    least = best.least
    for i, one in enumerate(block.rows):
        between(others, block, ties, i, lies)
        for begin, end in _round(one, n):
            some = begin, end
            parts_of(known, one, block, i, lies, some, parts)
            worth_of(known, one, some, parts, worth[: end - begin])
            for k in range(end - begin):
                other = begin + k
                # Nearly all pairs are none of the best few, which is seen soonest.
                if worth[k] <= least[one] and (other < alone or worth[k] <= least[other]):
                    continue
                good = worth[k] >= floor and (
                    met[one, other]
                    or met[other, one]
                    or can_be_told(lies[SHARED, other], parts[KNOWN, k], parts[NEW, k])
                )
                if may[i, other] and (good or waiting[one] or waiting[other]):
                    _put(best, one, other, worth[k], good)
                    if other >= alone:
                        _put(best, other, one, worth[k], good)
                        _write(best, other, (one, one + 1), parts[:, k : k + 1])
            _write(best, one, some, parts)


@compiled
def _round(one: int, n: int) -> list[tuple[int, int]]:
    """Cut everybody into few at a time, from one on and round to them again."""
    after = [(begin, min(n, begin + _FEW)) for begin in range(one, n, _FEW)]
    before = [(begin, min(one, begin + _FEW)) for begin in range(0, one, _FEW)]
    return after + before


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
