"""All plans of a small room: one that keeps every rule, or the proof that there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matching.mixers.floor import Floor, Rows
from matching.mixers.integers import most_tables, programmed
from matching.mixers.parties import seated
from matching.mixers.sets import try_all
from matching.mixers.shapes import Shape
from matching.mixers.trials import NONE
from matching.said import Said
from matching.texts.text import Rows as Numbers

# Seats and meetings in all rounds; a larger programme is not answered within a second.
_LARGEST = 2_000
_SAID = Said("All plans were gone through, and none keeps every rule.")
# So many steps of trying take about a third of a second.
_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known when all plans were gone through, or as many as there was time for.

    Parameters
    ----------
    why : str
        Why there is no plan that keeps every rule, if that is known; empty otherwise.
    floor : Floor or None
        The evening with the tables of a plan that keeps every rule, if one was found.
    at : ndarray of shape (r, n), dtype=int32, or None
        The table of everybody in each round of it, the bench being the last.
    """

    why: str = ""
    floor: Floor | None = None
    at: Rows | None = None


def answer(floor: Floor, *, seconds: float) -> Answer:
    """Find a plan that keeps every rule, at whatever tables, or prove that there is none.

    Parameters
    ----------
    floor : Floor
        The evening.
    seconds : float
        How long it may take.

    Returns
    -------
    answer : Answer
        Neither a plan nor a reason where time did not suffice, or the room is too large.

    Notes
    -----
    Plans are tried one after the other at first, which is best in the smallest rooms. Else an
    integer programme is asked: of all parties that may share a table, or, where they are too
    many, of all seats. What a plan is worth does not count.
    """
    if not is_small(floor):
        return Answer()
    said, at = try_all(floor, steps=_STEPS)
    if at is not None:
        return _plan(floor, list(at))
    none, rounds = said == NONE, None
    if not none:
        by_party = seated(floor, seconds=seconds)
        none, rounds = by_party or programmed(floor, seconds=seconds)
    return Answer(why=_SAID if none else "") if rounds is None else _plan(floor, rounds)


def plan_of(floor: Floor, rounds: Sequence[Numbers | Rows]) -> tuple[Floor, Rows]:
    """Lay the tables of a plan, and put everybody else on the bench.

    Parameters
    ----------
    floor : Floor
        The evening.
    rounds : sequence of ndarray of shape (n,)
        For each round everybody's table; -1 for those without one.

    Returns
    -------
    floor : Floor
        The evening with the tables of the plan.
    at : ndarray of shape (r, n), dtype=int32
        Everybody's table, the bench being the last.
    """
    sizes = [np.bincount(at[at >= 0]).tolist() for at in rounds]
    bench = max(map(len, sizes))
    at = np.array(rounds, dtype=np.int32)
    at[floor.here & (at < 0)] = bench
    shapes = tuple(
        Shape(tuple(one), int((row == bench).sum())) for one, row in zip(sizes, at, strict=True)
    )
    return replace(floor, shapes=shapes), at


def is_small(floor: Floor) -> bool:
    """Say whether all plans can be gone through, as a rule.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    small : bool
        By the number of seats and meetings.
    """
    people = floor.here.sum(axis=1)
    seats = sum(int(count) * most_tables(floor, number) for number, count in enumerate(people))
    return seats + int((people * people).sum()) // 2 <= _LARGEST


def _plan(floor: Floor, rounds: Sequence[Numbers | Rows]) -> Answer:
    wider, at = plan_of(floor, rounds)
    return Answer(floor=wider, at=at)
