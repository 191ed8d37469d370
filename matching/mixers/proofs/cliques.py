"""Sets of people no two of whom may share a table."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from matching.texts.text import Rows

Marks = npt.NDArray[np.bool_]

# So many answers are kept, of rooms of so few people: the same is asked for one choice of tables
# after another.
_KEPT, _FEW = 256, 300


def cliques(graph: Marks) -> list[Rows]:
    """Take one large set after another of people no two of whom may share a table.

    Parameters
    ----------
    graph : ndarray of shape (n, n), dtype=bool
        The pairs who must not share a table.

    Returns
    -------
    cliques : list of ndarray
        Rows of people, no one in two of them.
    """
    found, left = [], graph.copy()
    while left.any():
        rows = clique(left)
        found.append(rows)
        left[rows] = left[:, rows] = False
    return found


def clique(graph: Marks) -> Rows:
    """Find a large set of people no two of whom may share a table; not always the largest.

    Parameters
    ----------
    graph : ndarray of shape (n, n), dtype=bool
        The pairs who must not share a table.

    Returns
    -------
    rows : ndarray of shape (k,), dtype=intp
        Rows of people, in order.
    """
    packed = np.packbits(graph, axis=1, bitorder="little")
    grow = _remembered if len(graph) <= _FEW else _grown
    return np.array(grow(len(graph), packed.tobytes()), dtype=np.intp)


def _grown(n: int, packed: bytes) -> tuple[int, ...]:
    """Begin with everybody who has enough others, and add who leaves most to be added."""
    width = -(-n // 8)
    near = [int.from_bytes(packed[width * i : width * (i + 1)], "little") for i in range(n)]
    best: list[int] = []
    for first in sorted(range(n), key=lambda i: -near[i].bit_count()):
        if near[first].bit_count() < len(best):
            break
        best = max(best, _begun_with(first, near), key=len)
    return tuple(sorted(best))


def _begun_with(first: int, near: list[int]) -> list[int]:
    found, left = [first], near[first]
    while left:
        one, most = -1, -1
        for i in _members(left):
            others = (near[i] & left).bit_count()
            if others > most:
                one, most = i, others
        found.append(one)
        left &= near[one]
    return found


def _members(people: int) -> list[int]:
    """List who is in a set, a bit for each."""
    found = []
    while people:
        one = people & -people
        found.append(one.bit_length() - 1)
        people ^= one
    return found


_remembered = lru_cache(maxsize=_KEPT)(_grown)
