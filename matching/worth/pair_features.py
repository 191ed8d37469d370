"""What is known of pairs: what they share, whom both know, and what either gains."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled
from matching.texts.text import Floats, Marks, Rows
from matching.wants.gain_kernels import WHOLE

Codes = npt.NDArray[np.int32]
Number = np.float32

_PART = Number(1 / WHOLE)
# So many rows of a large table are read at a time.
_FEW = 32
# How many numbers lie between two, and which of them is what.
BETWEEN = 5
SHARED, FRIENDS, STALE, THEIRS, OTHERS = range(BETWEEN)


class Links(NamedTuple):
    """What belongs to each of some rows: a sparse array as loops read it.

    Parameters
    ----------
    start : ndarray of shape (rows + 1,), dtype=int32
        Where the links of each begin.
    other : ndarray of shape (links,), dtype=int32
        Where each leads.
    level : ndarray of shape (links,), dtype=float32
        How strong it is.
    """

    start: Codes
    other: Codes
    level: Floats


class Ties(NamedTuple):
    """What lies between people.

    Parameters
    ----------
    met : Links
        Whom each has met.
    interests, holders : Links
        The interests of each, and who has each interest.
    stale : Links
        With whom each would have little new.
    """

    met: Links
    interests: Links
    holders: Links
    stale: Links


class Block(NamedTuple):
    """What is known of the pairs of some people with everybody.

    Parameters
    ----------
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of those people.
    gains : ndarray of shape (n, n), dtype=uint16
        What the person of the row gains from that of the column, in parts of `WHOLE`.
    met : ndarray of shape (n, n), dtype=bool
        Whether an ask of the person of the row is met so that it can be said.
    work : ndarray of shape (b, n) or (0, 0), dtype=float32
        How likely those people and others write the same about themselves; empty where nobody
        writes.
    """

    rows: Rows
    gains: npt.NDArray[np.uint16]
    met: Marks
    work: Floats


@compiled
def gained_from(block: Block) -> Floats:
    """Say what everybody gains from some people.

    Read a few at a time, who stay near the processor while all of the block are written.
    """
    found = np.empty((len(block.rows), len(block.gains)), dtype=np.float32)
    for first in range(0, len(block.gains), _FEW):
        few = range(first, min(first + _FEW, len(block.gains)))
        for i, row in enumerate(block.rows):
            for k in few:
                found[i, k] = block.gains[k, row] * _PART
    return found


@compiled
def met_with(block: Block) -> Marks:
    """Say of whom and some people an ask of either is met so that it can be said; read as above."""
    found = np.empty((len(block.rows), len(block.met)), dtype=np.bool_)
    for first in range(0, len(block.met), _FEW):
        few = range(first, min(first + _FEW, len(block.met)))
        for i, row in enumerate(block.rows):
            for k in few:
                found[i, k] = block.met[row, k] | block.met[k, row]
    return found


@compiled
def between(others: Floats, block: Block, ties: Ties, i: int, found: Floats) -> None:
    """Write what lies between one of the block and everybody.

    What they share, whom both know, what is stale, what one gains from others, and they from them.
    """
    row = block.rows[i]
    found[:] = 0
    found[OTHERS] = others[i]
    for k in range(found.shape[1]):
        found[THEIRS, k] = block.gains[row, k] * _PART
    for k in range(ties.interests.start[row], ties.interests.start[row + 1]):
        tag, level = ties.interests.other[k], ties.interests.level[k]
        for h in range(ties.holders.start[tag], ties.holders.start[tag + 1]):
            found[SHARED, ties.holders.other[h]] += level * ties.holders.level[h]
    for k in range(ties.met.start[row], ties.met.start[row + 1]):
        friend = ties.met.other[k]
        for h in range(ties.met.start[friend], ties.met.start[friend + 1]):
            found[FRIENDS, ties.met.other[h]] += 1
    for k in range(ties.stale.start[row], ties.stale.start[row + 1]):
        found[STALE, ties.stale.other[k]] = ties.stale.level[k]
