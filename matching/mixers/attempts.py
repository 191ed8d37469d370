"""One attempt to plan an evening at given tables, and which tables there are to try."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.floor import Floor, Rows, floor_of
from matching.mixers.evenings.shapes import FEWEST, Spare
from matching.mixers.planning import planned
from matching.mixers.proofs.obstacles import obstacle
from matching.mixers.seats.faults import RULE, counted
from matching.mixers.seats.seats import base_of, seats_of


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A plan, in order of how good it is: by faults, then by what it is worth.

    Parameters
    ----------
    faults : int
        How often a rule is broken; where people may meet twice, also how often they do.
    loss : float
        What first meetings are worth, below 0.
    floor : Floor
        The evening with the tables of this plan.
    at : ndarray of shape (r, n), dtype=int32
        The table of everybody in each round, the bench being the last.
    why : Said, str or None
        Why no plan keeps every rule, empty where that is not known; None where nobody asked.
    """

    faults: int
    loss: float
    floor: Floor = field(compare=False)
    at: Rows = field(compare=False)
    why: str | None = field(compare=False, default=None)

    @property
    def breaks(self) -> bool:
        """Whether a rule is broken."""
        return self.faults >= (RULE if self.floor.evening.allow_repeats else 1)


def attempt(
    floor: Floor, *, until: float, seed: int, begun: Rows | None = None, patience: float = inf
) -> Found:
    """Plan an evening at the tables of a floor.

    Parameters
    ----------
    floor : Floor
        The evening.
    until : float
        When to stop, by the monotonic clock.
    seed : int
        Decides where chance decides.
    begun : ndarray of shape (r, n), dtype=int32, optional
        A plan that breaks rules and may be mended.
    patience : float
        When to stop while rules are broken, by the same clock.

    Returns
    -------
    found : Found
        The best plan.
    """
    at = planned(floor, until=until, seed=seed, begun=begun, patience=patience)
    return judge(floor, at, seed=seed)


def judge(floor: Floor, at: Rows, *, seed: int) -> Found:
    """Say how good a plan is.

    Parameters
    ----------
    floor : Floor
        The evening.
    at : ndarray of shape (r, n), dtype=int32
        The table of everybody in each round, the bench being the last.
    seed : int
        Decides where chance decides.

    Returns
    -------
    found : Found
        The same plan.
    """
    value, faults, _ = counted(floor, seats_of(floor, seed=seed, at=at), base_of(floor))
    return Found(faults, -value, floor, at)


def on(best: Found, *, until: float, seed: int, mend: bool = False) -> Found:
    """Look for a better plan: mend one that breaks rules, or may be mended; else begin anew.

    Parameters
    ----------
    best : Found
        The plan so far.
    until : float
        When to stop, by the monotonic clock.
    seed : int
        Decides where chance decides.
    mend : bool
        Whether to begin with the plan so far in any case.

    Returns
    -------
    best : Found
        The better one.
    """
    if time.monotonic() >= until:
        return best
    begun = best.at if best.faults or mend else None
    return min(best, attempt(best.floor, until=until, seed=seed, begun=begun))


def part(share: float, until: float) -> float:
    """Say when a part of the time left is over.

    Parameters
    ----------
    share : float
        From 0 to 1.
    until : float
        When all of it is, by the monotonic clock.

    Returns
    -------
    until : float
        By the same clock.
    """
    now = time.monotonic()
    return now + share * max(0.0, until - now)


def open_floors(evening: Evening, choices: list[Spare], *, until: float = inf) -> Iterator[Floor]:
    """Give the evening at each choice of tables that counting does not rule out.

    Parameters
    ----------
    evening : Evening
        The evening.
    choices : list of Spare
        Tables and benches that rounds can have beyond the fewest.
    until : float
        When to give up, by the monotonic clock.

    Yields
    ------
    floor : Floor
        First those that are alike in all rounds.
    """
    seen = set()
    for spare in _by_round(choices, evening.rounds):
        if time.monotonic() >= until:
            return
        floor = floor_of(evening, spare=spare)
        if floor.shapes not in seen and not obstacle(floor, as_shaped=True):
            seen.add(floor.shapes)
            yield floor


def _by_round(choices: list[Spare], rounds: int) -> Iterator[list[Spare]]:
    """Give choices for all rounds, first those that are alike in all of them."""
    for spare in choices:
        yield [spare] * rounds
    for spare in choices[1:]:
        for wider in range(1, rounds):
            yield [FEWEST] * (rounds - wider) + [spare] * wider
