"""Schedules from one round that is turned: everybody moves on by one, some stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from time import monotonic

import numpy as np
import numpy.typing as npt

from matching.designs.social_golfers import Chances, Seats, settle

Schedule = npt.NDArray[np.intp]

# Swaps that lead to one or two more repeats are made this often: found by trying 0.15 to 0.5.
_WORSE = tuple(np.exp(-np.arange(4) / warmth) for warmth in (0.25, 0.35))
# Tries in one go, and goes before a fresh start; some 0.03 and 0.5 seconds.
_TRIES, _GOES = 100_000, 16


@dataclass(frozen=True, slots=True)
class Turn:
    """A way to turn rounds into further rounds.

    Parameters
    ----------
    people : int
        How many there are. Those who turn come first, `length` after `length`.
    length : int
        After how many turns everybody is where they began.
    staying : int
        How many people do not turn.
    bases : int
        How many rounds there are to be turned.
    """

    people: int
    length: int
    staying: int
    bases: int

    def kinds(self) -> tuple[Seats, Seats]:
        """Tell which pairs become which by turning: each kind may meet once.

        Returns
        -------
        kinds : ndarray of shape (n, n), dtype=int32
            The kind of each pair.
        used : ndarray, dtype=int32
            1 for the kind that may never meet, as turning alone would repeat it.
        """
        turning = self.people - self.staying
        person = np.arange(self.people)
        ring = np.where(person < turning, person // self.length, person - turning + self.people)
        place = np.where(person < turning, person % self.length, 0)
        ahead = (place - place[:, None]) % self.length
        back = (-ahead) % self.length
        first, last = np.minimum(ring, ring[:, None]), np.maximum(ring, ring[:, None])
        step = np.where(ring > ring[:, None], ahead, back)
        step = np.where(first == last, np.minimum(ahead, back), step)
        step[(last >= self.people) & (first < self.people)] = 0
        never = (first == last) & (2 * ahead == self.length) | (first >= self.people)
        names = (first * 2 * self.people + last) * self.length + step
        names[never] = -1
        _, kinds = np.unique(names, return_inverse=True)
        used = np.zeros(kinds.max() + 1, dtype=np.int32)
        used[kinds[never]] = 1
        return kinds.reshape(names.shape).astype(np.int32), used

    def schedule(self, seats: Seats, size: int) -> Schedule:
        """Turn the rounds that were found.

        Parameters
        ----------
        seats : ndarray of shape (bases, n), dtype=int32
            Who sits in each seat of the rounds to be turned.
        size : int
            How many sit at a table.

        Returns
        -------
        schedule : ndarray of shape (length * bases, tables, size), dtype=intp
            All rounds.
        """
        base = seats.astype(np.intp)
        begin = base // self.length * self.length
        turned = [begin + (base - begin + by) % self.length for by in range(self.length)]
        stays = base >= self.people - self.staying
        rounds = np.concatenate([np.where(stays, base, one) for one in turned])
        return rounds.reshape(len(rounds), -1, size)


def search(
    tables: int, size: int, rounds: int, *, seconds: float, seed: int = 0
) -> Schedule | None:
    """Look for rounds that can be turned, in all ways that leave room enough, in turns.

    Parameters
    ----------
    tables, size, rounds : int
        How many tables there are, how many sit at each, and how often.
    seconds : float
        How long to search.
    seed : int, default 0
        Where to begin.

    Returns
    -------
    schedule : ndarray of shape (rounds, tables, size), dtype=intp, or None
        None if nothing was found in time.

    Notes
    -----
    Turned rounds repeat no meeting if no two meetings of the rounds to be turned are of one
    kind, which is what starters of tournaments are [1]_. That leaves a search that is as
    many times smaller as there are turns; swaps that repeat a little more are made now
    and then, as in annealing at a constant warmth.

    References
    ----------
    .. [1] I. Anderson, "Combinatorial Designs and Tournaments", Oxford University Press,
       1997.

    Examples
    --------
    >>> search(5, 3, 7, seconds=10).shape
    (7, 5, 3)
    """
    until = monotonic() + seconds
    chance = np.random.default_rng(seed)
    hopeful = [_Attempt(turn, size, chance) for turn in _turns(tables, size, rounds)]
    # The first ways are the smallest searches: they are taken up again the most often.
    for attempt in (each for most in count(1) for each in islice(hopeful, most)):
        found = attempt.go_on()
        if found is not None:
            return attempt.turn.schedule(found, size)[:rounds]
        if monotonic() > until:
            break
    return None


def _turns(tables: int, size: int, rounds: int) -> Iterator[Turn]:
    """List the ways to turn, those with the fewest rounds to be turned first."""
    people = tables * size
    for bases in range(1, rounds + 1):
        shortest = -(-rounds // bases)
        longest = (people - 1) // (size - 1) // bases if bases == 1 else shortest
        for length in range(shortest, longest + 1):
            for staying in range(people % length, tables + 1 if length > 1 else 1, length):
                turn = Turn(people, length, staying, bases)
                if _has_room(turn, tables, size):
                    yield turn
        if shortest == 1:
            break


def _has_room(turn: Turn, tables: int, size: int) -> bool:
    """Tell whether there are as many kinds of meetings as are needed."""
    rings = (turn.people - turn.staying) // turn.length
    inside = rings * ((turn.length - 1) // 2)
    across = rings * (rings - 1) // 2 * turn.length
    needed = turn.bases * tables * size * (size - 1) // 2
    return inside + across + rings * turn.staying >= needed


class _Attempt:
    """A search that can be put down and taken up again."""

    def __init__(self, turn: Turn, size: int, chance: np.random.Generator) -> None:
        self.turn = turn
        self._size = size
        self._chance = chance
        self._kinds, self._used = turn.kinds()
        self._goes = 0

    def go_on(self) -> Seats | None:
        """Try some more swaps; give the seats once nothing repeats."""
        if self._goes % _GOES == 0:
            self._seats = self._shuffled()
        draws: Chances = self._chance.random((_TRIES, 3))
        worse = _WORSE[self._goes // _GOES % len(_WORSE)]
        left = settle(self._seats, self._kinds, self._used.copy(), self._size, worse, draws)
        self._goes += 1
        return None if left else self._seats

    def _shuffled(self) -> Seats:
        row = np.arange(self.turn.people, dtype=np.int32)
        return self._chance.permuted(np.tile(row, (self.turn.bases, 1)), axis=1)
