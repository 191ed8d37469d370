"""Which partners are considered for each person: the best few, found block by block."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from matching.memory import zeros
from matching.processors import is_worth_sharing, shared_out
from matching.rules import Rules
from matching.texts.text import Floats, Marks, Rows
from matching.worth.affinity import PARTS, Day, block, known, ties
from matching.worth.constraints import Permission
from matching.worth.freshness import MUST_BE_NEXT_DAYS
from matching.worth.top_k import Best, best_meetings

# Pairs compared at a time: bounds memory whatever the number of people.
_CELLS = 100_000
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
    is_last_resort : ndarray of shape (m,) or (0,), dtype=bool
        Which of them are worth too little, or have no reason worth saying, and may be chosen only
        so that somebody is not left out once more; empty where there are none.
    """

    first: Rows
    second: Rows
    worth: npt.NDArray[np.float64]
    parts: Mapping[str, Floats] = field(default_factory=dict)
    is_last_resort: Marks = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))

    def only(self, chosen: Sequence[int] | Rows) -> "Edges":
        """Keep some of the pairs.

        Parameters
        ----------
        chosen : sequence of int or ndarray, dtype=intp
            Their positions.

        Returns
        -------
        edges : Edges
            Those pairs, in that order.
        """
        at = np.array(chosen, dtype=np.intp)
        parts = {name: level[at] for name, level in self.parts.items()}
        last = self.is_last_resort[at] if len(self.is_last_resort) else self.is_last_resort
        return Edges(self.first[at], self.second[at], self.worth[at], parts, last)


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
    Time grows with those who had nobody today and with all people; memory is for a fixed number
    of pairs at a time.
    Keeping the 20 best of each person costs less than a ten-thousandth of the total.
    """
    n = len(day.room)
    waiting = np.array([p.left_out_days >= MUST_BE_NEXT_DAYS for p in day.room.people], dtype=bool)
    many = _many(n, int(waiting.sum()), rules)
    best = _places(np.where(waiting, many, min(rules.candidates_each, n)))
    people, between, alone = known(day, rules.weights), ties(day), day.room.alone
    enough = waiting, np.float32(rules.floor)

    def look(rows: Rows) -> None:
        best_meetings(block(day, rows), people, between, alone, may[rows], enough, best)

    # Every block writes of those who had somebody today, so that none may run beside another.
    if alone == n and is_worth_sharing(n * n):
        shared_out(look, _blocks(alone, n))
    else:
        for rows in _blocks(alone, n):
            look(rows)
    return _each_once(best)


def _places(each: Rows) -> Best:
    """Give everybody so many places for partners."""
    start = np.concatenate([np.zeros(1, np.intp), np.cumsum(each, dtype=np.intp)])
    places = int(start[-1])
    return Best(
        start,
        np.zeros(len(each), dtype=np.intp),
        np.full(len(each), -1, dtype=np.float32),
        np.zeros(len(each), dtype=np.int32),
        np.zeros(places, dtype=np.int32),
        np.zeros(places, dtype=np.float32),
        np.zeros(places, dtype=np.bool_),
        zeros((places, len(PARTS)), np.float32),
    )


def _each_once(best: Best) -> Edges:
    """List the pairs, keeping one of the two ways round of a pair that is among both their best."""
    n = len(best.size)
    mine = np.repeat(np.arange(n), best.size)
    begins = best.start[:n] - (np.cumsum(best.size) - best.size)
    place = np.arange(len(mine)) + np.repeat(begins, best.size)
    theirs = best.other[place]
    # One number a pair and where it stands, in order of both: to sort numbers alone is quicker.
    pairs = np.minimum(mine, theirs) * n + np.maximum(mine, theirs)
    pairs, at = np.divmod(np.sort(pairs * len(mine) + np.arange(len(mine))), max(1, len(mine)))
    is_new = np.diff(pairs, prepend=-1) > 0
    pairs, at = pairs[is_new], place[at[is_new]]
    parts = np.ascontiguousarray(best.parts[at].T)
    worth = best.worth[at].astype(np.float64)
    last = ~best.good[at]
    return Edges(
        pairs // max(1, n),
        pairs % max(1, n),
        worth,
        dict(zip(PARTS, parts, strict=True)),
        last if last.any() else last[:0],
    )


def _blocks(people: int, n: int) -> Iterator[Rows]:
    size = max(1, _CELLS // max(1, n))
    for start in range(0, people, size):
        yield np.arange(start, min(people, start + size), dtype=np.intp)


def _many(people: int, waiting: int, rules: Rules) -> int:
    """Say how many partners are considered for somebody who must have an introduction.

    With twice as many as are waiting, all of whom take two people at most, one is always left
    for the last. With more, there is somebody whom it costs the others nothing to give.
    """
    return min(people, max(rules.candidates_each, 2 * waiting, _MOST_WAITING // max(1, waiting)))
