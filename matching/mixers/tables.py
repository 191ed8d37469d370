"""Planning a mixer: who sits at which table in which round."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module
from math import inf
from typing import Any

import numpy as np

from matching.designs.starters import search
from matching.mixers.bounds.ceiling import ceiling
from matching.mixers.evenings.evening import Attendee, Evening, Round
from matching.mixers.evenings.floor import Floor, Rows, floor_of
from matching.mixers.evenings.plans import SeatingPlan
from matching.mixers.exhaustive.exact import answer
from matching.mixers.figures import judged
from matching.mixers.min_conflicts.breakout import fitted
from matching.mixers.proofs.obstacles import obstacle
from matching.mixers.seats.repairs import repair
from matching.mixers.seats.search import Search
from matching.mixers.seats.seats import seats_of

# Judging a plan of so many people takes all the time; of fewer, that share of it.
_JUDGING = 4000


def seat(evening: Evening, *, seconds: float = 1.0, seed: int = 0) -> SeatingPlan:
    """Plan the rounds of a mixer that are still to come.

    Parameters
    ----------
    evening : Evening
        Who comes, and the rules.
    seconds : float
        How long to look for a better plan.
    seed : int
        Decides where chance decides.

    Returns
    -------
    plan : SeatingPlan
        The best plan found. Where rules are broken it says which, and why.

    Raises
    ------
    InvalidValue
        If hosts and locks contradict each other or another rule.

    Examples
    --------
    >>> people = tuple(Attendee(id=f"p{i}", company=f"c{i % 3}") for i in range(9))
    >>> plan = seat(Evening(attendees=people, rounds=2, table_size=3), seconds=0.1)
    >>> len(plan.rounds), plan.repeats, plan.broken
    (2, 0, ())
    """
    began = time.monotonic()
    floor = floor_of(evening)
    table_choice: Any = import_module("matching.mixers.table_choice")
    until = began + seconds * max(0.0, 1 - len(floor) / _JUDGING)
    # In large rooms the bound takes part of a second, in which a search gets far.
    with ThreadPoolExecutor(1) as beside:
        bounding = beside.submit(ceiling, floor, until=until)
        found = table_choice.found(floor, until=until, seed=seed)
        bound = bounding.result()
    plan = judged(found.floor, _rounds(found.floor, found.at), bound=bound)
    if not plan.broken:
        return plan
    # Why a plan keeps no rule is asked only of those that do not: in large rooms it takes long.
    return replace(plan, why=obstacle(floor) if found.why is None else found.why)


def obstacle_to(evening: Evening) -> str:
    """Say why no plan of an evening keeps every rule, if counting proves that none does.

    Parameters
    ----------
    evening : Evening
        Who comes, and the rules.

    Returns
    -------
    reason : Said or str
        One sentence; empty where nothing is known to stand in the way.

    Examples
    --------
    >>> people = tuple(Attendee(id=f"p{i}") for i in range(9))
    >>> obstacle_to(Evening(attendees=people, rounds=5, table_size=3, smallest_table=3))
    'p0 can meet at most 8 for the first time, and the rounds need 10 or more.'
    """
    return obstacle(floor_of(evening))


def warm() -> None:
    """Load and compile what planning needs, so that the first answer does not wait for it."""
    people = tuple(Attendee(id=str(i)) for i in range(9))
    for rounds in (2, 5):  # the fewest tables do not do for five
        # What pairs are worth is worked out as for introductions, which compile that.
        evening = Evening(attendees=people, rounds=rounds, table_size=3, worth={})
        seat(evening, seconds=0)
    answer(floor_of(evening), seconds=0)
    search(5, 3, 7, seconds=0)
    _warm_mending(floor_of(replace(evening, rounds=2)))


def _warm_mending(floor: Floor) -> None:
    """Mend what could be found at once: where there is no time, planning does not begin to."""
    begun = Search(floor, until=0)
    begun.keep(seats_of(floor, seed=0))
    repair(begun, seconds=0, seed=0)
    fitted(floor, until=inf, seed=0)


def _rounds(floor: Floor, at: Rows) -> tuple[Round, ...]:
    ids = floor.evening.ids
    return tuple(
        tuple(
            tuple(ids[i] for i in np.flatnonzero(at[number] == table))
            for table in range(len(shape.sizes))
        )
        for number, shape in enumerate(floor.shapes)
    )
