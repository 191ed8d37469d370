"""What was compared once need not be compared again: a bounded memory of recent rooms."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol, runtime_checkable

import numpy as np

from matching.compiled import compiled
from matching.texts.text import Floats, Rows, TextSpace

# Rooms larger than this are compared part by part, and smaller ones in no time. So many rooms at
# a time take 64 MB at most.
_FEWEST_CELLS, _MOST_CELLS, _MOST_ROOMS = 20_000, 4_000_000, 4
# Less than this in common is not worth looking for.
_IN_COMMON = 0.25
_LOCK = Lock()


@runtime_checkable
class Pairwise(TextSpace, Protocol):
    """A space in which how near two texts are depends on nothing but these two."""

    texts: Sequence[str]
    edition: Hashable


@dataclass(frozen=True, slots=True)
class _Room:
    """The texts of a room, by where they stand on either side, and the evidence for each pair."""

    edition: Hashable
    left: dict[str, int]
    right: dict[str, int]
    evidence: Floats


# The newest last.
_KEPT: list[_Room] = []


def compared(space: TextSpace, left: Rows, right: Rows) -> Floats:
    """Say how much speaks for texts meaning the same need, as the space does.

    Parameters
    ----------
    space : TextSpace
        Where how near two texts are depends on nothing but these two, only what is new is
        compared.
    left : ndarray of shape (l,), dtype=intp
        Row numbers of texts.
    right : ndarray of shape (r,), dtype=intp
        Row numbers of texts.

    Returns
    -------
    evidence : ndarray of shape (l, r), dtype=float32
        Natural log-odds; not to be changed, since it is remembered.

    Notes
    -----
    Somebody arrives, and of a million pairs of texts a few thousand are new; the same people
    come tomorrow. The recent room that has most in common is taken, and of it what this room
    has, too.
    """
    cells = len(left) * len(right)
    if not isinstance(space, Pairwise) or not _FEWEST_CELLS <= cells <= _MOST_CELLS:
        return space.evidence(left, right)
    ones = [space.texts[row] for row in left.tolist()]
    others = [space.texts[row] for row in right.tolist()]
    before = _like(space.edition, ones, others)
    if before is None:
        evidence = space.evidence(left, right)
    else:
        rows, columns = _places(before.left, ones), _places(before.right, others)
        evidence = _gathered(before.evidence, rows, columns)
        new = columns < 0
        evidence[rows < 0] = space.evidence(left[rows < 0], right)
        evidence[:, new] = space.evidence(left, right[new])
    _keep(_Room(space.edition, _numbered(ones), _numbered(others), evidence), before)
    return evidence


def _numbered(texts: Sequence[str]) -> dict[str, int]:
    return {text: at for at, text in enumerate(texts)}


def _places(known: dict[str, int], texts: Sequence[str]) -> Rows:
    """Say where each text stood; -1 where it is new."""
    return np.array([known.get(text, -1) for text in texts], dtype=np.intp)


def _like(edition: Hashable, left: Sequence[str], right: Sequence[str]) -> _Room | None:
    """Find the room that has most in common."""
    with _LOCK:
        rooms = [room for room in _KEPT if room.edition == edition]
    shares = [_share(room.left, left) * _share(room.right, right) for room in rooms]
    most = max(shares, default=0)
    return rooms[shares.index(most)] if most >= _IN_COMMON else None


def _share(known: dict[str, int], texts: Sequence[str]) -> float:
    return sum(text in known for text in texts) / len(texts)


def _keep(room: _Room, before: _Room | None) -> None:
    """Keep a room, instead of the one that it goes on from or of the oldest."""
    with _LOCK:
        others = [one for one in _KEPT if one is not before]
        _KEPT[:] = [*others[1 - _MOST_ROOMS :], room]


@compiled
def _gathered(evidence: Floats, rows: Rows, columns: Rows) -> Floats:
    """Take some rows and columns; those below zero are left open."""
    found = np.empty((len(rows), len(columns)), dtype=np.float32)
    for i, row in enumerate(rows):
        if row >= 0:
            for j, column in enumerate(columns):
                if column >= 0:
                    found[i, j] = evidence[row, column]
    return found
