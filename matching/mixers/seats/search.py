"""Looking for a better plan until the time is up, always holding the best one so far."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.seats.annealing import anneal
from matching.mixers.seats.faults import counted
from matching.mixers.seats.kernels import price
from matching.mixers.seats.places import Places
from matching.mixers.seats.quadratic_assignment import swap_takers
from matching.mixers.seats.seat_arrays import Costs, Rarely, Seats
from matching.mixers.seats.seats import NEVER_AT_ALL, UNITS, base_of, seats_of, swapping, usual

Clock = Callable[[], float]

# People to whom somebody is offered between two looks at the clock, some ten milliseconds;
# in large rooms everybody so many times, for all prices are noted anew after each look.
_OFFERS, _TURNS = 2_000_000, 10
# In small rooms so many for each person; offers with a bench take ten times as long, even longer
# label swaps and moves of groups. The first look has so many times fewer; so long last others.
_STEPS, _BENCH, _LABEL_SWAPS, _CAREFUL, _LASTS = 1000, 10, 25, 8, 0.02
# Swaps of evenings for each pair of people, steps of heat, and the most swaps between two looks.
_SWAPS, _LEVELS, _LOOKED = 2000, 40, 100_000
_TWO = Rarely()  # steps that all move two people in one round
# The heat to begin with, how fast it falls until less than a few changes are made, each of so
# many steps for everybody, and what part of the heat is left in the end.
_HOTTEST, _FASTER, _FEW, _LOOK, _COLD = 1.0, 0.85, 0.12, 5, 0.5
# Finding that heat must leave such a share of the time; else it is taken to be as usual.
_ANNEALED, _USUAL = 0.8, 0.35
# For label swaps the price of a repeat, from which heat on they help, and how many in a thousand.
_REPEAT, _TIGHT, _SWAPPED = (1.0, 4.0), 0.5, 700
_MOVED = 25.0  # what one person moved counts among the worths of pairs, in usual ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How heat falls and the price of a repeat rises, in multiples of what a pair is worth.

    Parameters
    ----------
    heat : tuple of float
        At the beginning and at the end.
    repeat : tuple of float
        What one more meeting of a pair costs, at the beginning and at the end.
    rarely : Rarely
        How many steps move several people.
    """

    heat: tuple[float, float]
    repeat: tuple[float, float]
    rarely: Rarely = _TWO

    def at(self, share: float, rule: int) -> tuple[Costs, float]:
        """Say what breaking rules costs after a share of the time, and how hot it is.

        Parameters
        ----------
        share : float
            From 0 to 1.
        rule : int
            What other broken rules cost in repeats.

        Returns
        -------
        costs, heat : Costs, float
            On one scale, the first in whole numbers.
        """
        heat, repeat = (
            UNITS * first * (last / first) ** share for first, last in (self.heat, self.repeat)
        )
        rule_broken = int(rule * repeat)
        return Costs(int(repeat), rule_broken, 4 * rule_broken, int(_MOVED * UNITS)), heat


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
    rule: int = field(init=False)
    base: np.ndarray[tuple[int, int], np.dtype[np.int16]] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing."""
        self.usual = usual(self.floor.worth - self.floor.cost)
        self.base = base_of(self.floor)
        self.rule = NEVER_AT_ALL if self.floor.evening.allow_repeats else 1
        self.best = np.full(self.floor.here.shape, -1, dtype=np.int32)

    def left(self) -> float:
        """Say how much time is left.

        Returns
        -------
        seconds : float
            0 or more.
        """
        return max(0.0, self.until - self.clock())

    def keep(self, seats: Seats) -> float:
        """Keep these seats if there are none better: first by faults, then by worth.

        Parameters
        ----------
        seats : Seats
            Who sits where.

        Returns
        -------
        faults : float
            How often they break a rule.
        """
        value, faults, moved = counted(self.floor, seats, self.base)
        score = (float(faults), _MOVED * self.usual * moved - value)
        if score < self.score:
            self.score, self.best = score, seats.at.copy()
        return score[0]

    def run(self, seats: Seats, schedule: Schedule, *, seconds: float) -> None:
        """Anneal for some time.

        Parameters
        ----------
        seats : Seats
            Where to begin; changed in place.
        schedule : Schedule
            How heat falls and prices rise.
        seconds : float
            How long; once the search has ended, nothing is done, unless there is no plan yet.
        """
        began, share = self.clock(), 0.0
        if began >= self.until and np.isfinite(self.score[0]):
            return
        seconds = max(1e-9, min(seconds, self.until - began))
        people = max(1, len(self.floor))
        steps = max(min(_OFFERS // people, _STEPS * people), _TURNS * people)
        if any(shape.out for shape in self.floor.shapes):
            steps = 1 + steps // _BENCH
        if schedule.rarely.label_swaps:
            seats, steps = swapping(seats), 1 + steps // _LABEL_SWAPS
        most, least = steps, min(steps, _TURNS * people)
        steps = max(least, steps // _CAREFUL)
        while share < 1:
            share = min(1.0, (self.clock() - began) / seconds)
            costs, heat = schedule.at(share, self.rule)
            price(seats, costs)
            looked = self.clock()
            anneal(seats, steps, heat, costs, schedule.rarely)
            lasts = _LASTS / max(1e-9, self.clock() - looked)
            steps = int(min(most, max(least, steps * lasts)))
            self.keep(seats)

    def cool(self, seats: Seats, *, seconds: float, grouped: int = 0) -> None:
        """Anneal for some time, from the heat at which few changes are still made.

        Parameters
        ----------
        seats : Seats
            Where to begin; changed in place.
        seconds : float
            How long; the search may end earlier.
        grouped : int
            How many steps in a thousand move people who stay together.

        Notes
        -----
        Where it is hotter all is soon as it will be, half as hot nothing changes. Where changes get
        rare at great heat, whoever moves in one round meets somebody twice: some then move in all.
        """
        began = self.clock()
        until = min(self.until, began + seconds)
        hot = self._hot(seats, until - _ANNEALED * (until - began))
        rarely = Rarely(grouped, 0 if hot < _TIGHT or grouped else _SWAPPED)
        schedule = Schedule(heat=(hot, _COLD * hot), repeat=_REPEAT, rarely=rarely)
        self.run(seats, schedule, seconds=until - self.clock())

    def _hot(self, seats: Seats, until: float) -> float:
        """Cool down fast until few of those who are offered a change make one."""
        share, steps = _HOTTEST, _LOOK * max(1, len(self.floor))
        costs, heat = Schedule(heat=(share, share), repeat=_REPEAT).at(0, self.rule)
        price(seats, costs)
        while anneal(seats, steps, heat * share, costs, _TWO) > _FEW:
            share *= _FASTER
            if self.clock() >= until:
                return _USUAL
        return share

    def take(self, places: Places, schedule: Schedule, *, seconds: float, seed: int) -> float:
        """Decide who takes which place of a schedule without repeats.

        Parameters
        ----------
        places : Places
            The places.
        schedule : Schedule
            How heat falls and prices rise.
        seconds : float
            How long at most.
        seed : int
            Decides where chance decides.

        Returns
        -------
        faults : float
            How often these places break a rule.
        """
        began, share, done = self.clock(), 0.0, 0
        takers = places.takers(self.floor, never=schedule.repeat[1], seed=seed)
        steps = _SWAPS * len(self.floor) ** 2
        level = min(_LOOKED, steps // _LEVELS)
        while share < 1:
            costs, heat = schedule.at(share, self.rule)
            swap_takers(takers, level, heat, costs)
            done += level
            share = max(done / steps, (self.clock() - began) / max(1e-9, seconds))
        return self.keep(seats_of(self.floor, seed=seed, at=places.seated(takers)))

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
