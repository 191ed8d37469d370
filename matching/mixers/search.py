"""Looking for a better plan until the time is up, always holding the best one so far."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from matching.mixers.annealing import anneal, tally
from matching.mixers.floor import Floor, Rows
from matching.mixers.kernels import price
from matching.mixers.seat_arrays import Costs, Mix, Seats
from matching.mixers.seats import base_of, seats_of

Clock = Callable[[], float]

# Hundreds of exchanges between two looks at the clock.
_BATCHES = 50
# What one person moved counts among the worths of pairs, in usual ones.
_MOVED = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How heat falls and the price of a repeat rises, in multiples of what a pair is worth.

    Parameters
    ----------
    heat : tuple of float
        At the beginning and at the end.
    repeat : tuple of float
        What one more meeting of a pair costs, at the beginning and at the end.
    mix : Mix
        How often which kind of exchange is considered.
    """

    heat: tuple[float, float]
    repeat: tuple[float, float]
    mix: Mix


@dataclass(slots=True)
class Search:
    """The best plan so far, and the time left.

    Parameters
    ----------
    floor : Floor
        The evening.
    until : float
        When to stop, by the clock.
    clock : callable
        Says what time it is, in seconds.
    """

    floor: Floor
    until: float
    clock: Clock = time.monotonic
    best: Rows = field(init=False)
    score: tuple[float, float] = field(init=False, default=(np.inf, np.inf))
    usual: float = field(init=False)
    base: np.ndarray[tuple[int, int], np.dtype[np.int16]] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        value = self.floor.worth
        self.usual = max(1e-9, float(np.abs(value).sum()) / max(1, len(value) * (len(value) - 1)))
        self.base = base_of(self.floor)
        self.best = np.full(self.floor.here.shape, -1, dtype=np.int32)

    def keep(self, seats: Seats) -> None:
        """Keep these seats if there are none better: first by faults, then by worth.

        Parameters
        ----------
        seats : Seats
            Who sits where.
        """
        value, faults, moved = tally(seats, self.base)
        score = (float(faults), _MOVED * self.usual * moved - value)
        if score < self.score:
            self.score, self.best = score, seats.at.copy()

    def run(self, seats: Seats, schedule: Schedule, *, seconds: float) -> None:
        """Anneal for some time.

        Parameters
        ----------
        seats : Seats
            Where to begin; changed in place.
        schedule : Schedule
            How heat falls and prices rise.
        seconds : float
            How long; the search may end earlier.
        """
        began, share = self.clock(), 0.0
        seconds = max(1e-9, min(seconds, self.until - began))
        while share < 1:
            share = min(1.0, (self.clock() - began) / seconds)
            heat, repeat = (
                self.usual * first * (last / first) ** share
                for first, last in (schedule.heat, schedule.repeat)
            )
            costs = Costs(repeat, repeat, 4 * repeat, _MOVED * self.usual)
            price(seats, costs.repeat)
            anneal(seats, _BATCHES, heat, costs, schedule.mix)
            self.keep(seats)

    def again(self, *, seed: int) -> Seats:
        """Give the best plan so far as seats that can be changed.

        Parameters
        ----------
        seed : int
            Decides where chance decides.

        Returns
        -------
        seats : Seats
            Who sits where.
        """
        return seats_of(self.floor, seed=seed, at=self.best)
