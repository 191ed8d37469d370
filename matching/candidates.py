"""Which partners are considered for each person: the best few, found block by block."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from matching.affinity import Day, parts, worth, worth_saying
from matching.constraints import Permission
from matching.foremost import foremost
from matching.freshness import MUST_BE_NEXT_DAYS
from matching.rules import Rules
from matching.texts.text import Floats, Rows

# Pairs compared at a time: bounds memory whatever the number of people.
_CELLS = 200_000
# Pairs considered for all together who must have an introduction today.
_MOST_WAITING = 20_000


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs that may be chosen.

    Parameters
    ----------
    first, second : ndarray of shape (m,), dtype=intp
        Row numbers, ``first[k] < second[k]``; each pair once, in order.
    worth : ndarray of shape (m,), dtype=float64
        What each pair is worth, from 0 to 1.
    parts : mapping of str to ndarray of shape (m,), dtype=float32
        Of what that worth is made.
    """

    first: Rows
    second: Rows
    worth: npt.NDArray[np.float64]
    parts: Mapping[str, Floats] = field(default_factory=dict)

    def only(self, chosen: Sequence[int]) -> "Edges":
        """Keep some of the pairs.

        Parameters
        ----------
        chosen : sequence of int
            Their positions.

        Returns
        -------
        edges : Edges
            Those pairs, in that order.
        """
        at = np.array(chosen, dtype=np.intp)
        parts = {name: level[at] for name, level in self.parts.items()}
        return Edges(self.first[at], self.second[at], self.worth[at], parts)


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
        Every permitted pair that is among the best few of either, worth the floor, and
        has a reason worth saying; less is enough only for people who would be left out a
        third day.

    Notes
    -----
    :math:`O(n^2)` time in arrays, and memory for a fixed number of pairs at a time.
    Keeping the 20 best of each person costs less than a ten-thousandth of the total.
    """
    waiting = np.array([p.left_out_days >= MUST_BE_NEXT_DAYS for p in day.room.people], dtype=bool)
    many = _many(len(waiting), int(waiting.sum()), rules)
    blocks = []
    for rows in _blocks(len(day.room)):
        levels = parts(day, rows)
        levels["worth"] = worth(day, rows, levels, rules.weights)
        good = (levels["worth"] >= rules.floor) & worth_saying(day, rows, levels)
        good |= waiting[rows][:, None] | waiting[None, :]
        level = np.where(good & may[rows], levels["worth"], -1)
        each = np.where(waiting[rows], many, min(rules.candidates_each, len(day.room)))
        at, other = foremost(level, each)
        kept = {name: part[at, other] for name, part in levels.items()}
        blocks.append((rows[at], other, kept))
    return _each_once(blocks)


def _each_once(blocks: list[tuple[Rows, Rows, dict[str, Floats]]]) -> Edges:
    """Join the blocks, keeping one of the two ways round of a pair that was found twice."""
    if not blocks:
        return Edges(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0))
    mine = np.concatenate([rows for rows, _, _ in blocks])
    theirs = np.concatenate([others for _, others, _ in blocks])
    # One number a pair, in order of both.
    most = int(max(mine.max(initial=0), theirs.max(initial=0))) + 1
    pairs, at = np.unique(
        np.minimum(mine, theirs) * most + np.maximum(mine, theirs), return_index=True
    )
    kept = {
        name: np.concatenate([parts[name] for _, _, parts in blocks])[at] for name in blocks[0][2]
    }
    return Edges(pairs // most, pairs % most, kept.pop("worth").astype(np.float64), kept)


def _blocks(n: int) -> Iterator[Rows]:
    size = max(1, _CELLS // max(1, n))
    for start in range(0, n, size):
        yield np.arange(start, min(n, start + size), dtype=np.intp)


def _many(people: int, waiting: int, rules: Rules) -> int:
    """Say how many partners are considered for somebody who must have an introduction.

    With twice as many as are waiting, all of whom take two people at most, one is always left
    for the last. With more, there is somebody whom it costs the others nothing to give.
    """
    return min(people, max(rules.candidates_each, 2 * waiting, _MOST_WAITING // max(1, waiting)))
