"""All plans of a small room: one that keeps every rule, or the proof that there is none."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from matching.messages import Said
from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.floor import Floor, Rows, floor_of
from matching.mixers.evenings.shapes import Shape
from matching.mixers.exhaustive.backtracking import NONE
from matching.mixers.exhaustive.integer_programme import most_tables, programmed
from matching.mixers.exhaustive.restarts import may_be_tried, try_all
from matching.mixers.exhaustive.set_partitioning import seated
from matching.mixers.proofs.components import evenings_apart
from matching.texts.text import Rows as Numbers

# Seats and meetings in all rounds; a larger programme is not answered within a second.
_LARGEST = 2_000
_SAID = Said("All plans were gone through, and none keeps every rule.")
# So many steps of trying take about a twentieth of a second, and far more than a second.
_AT_ONCE, _STEPS = 500_000, 10**9
# So many steps decide nearly every round that is looked at alone.
_OF_ONE = 50_000
# What part of the time is for trying in rooms that can be asked of a programme, too.
_TRYING = 0.75


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


def at_once(floor: Floor) -> Answer:
    """Find a plan, or the proof that there is none, where little trying shows it.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    answer : Answer
        As of `answer`.
    """
    return _tried(floor, steps=_AT_ONCE)


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
    Plans are tried one after the other at first, which is best in nearly all rooms. Else, in
    the smallest, an integer programme is asked: of all parties that may share a table, or,
    where they are too many, of all seats. What a plan is worth does not count.
    """
    began = time.monotonic()
    small = is_small(floor)
    reply = _tried(floor, seconds=(_TRYING if small else 1) * seconds)
    if reply.why or reply.floor is not None or not small:
        return reply
    seconds = max(0, seconds - (time.monotonic() - began))
    by_party = seated(floor, seconds=seconds)
    none, rounds = by_party or programmed(floor, seconds=seconds)
    return Answer(why=_SAID if none else "") if rounds is None else _plan(floor, rounds)


def _tried(floor: Floor, *, steps: int = _STEPS, seconds: float = inf) -> Answer:
    for number, alone in _rounds_alone(floor.evening):
        if may_be_tried(floor) and try_all(floor_of(alone), steps=_OF_ONE)[0] == NONE:
            words = (
                "Of round %(round)s alone all plans were gone through, and none keeps every rule."
            )
            return Answer(why=Said(words, round=number + 1))
    for circle in evenings_apart(floor):
        if try_all(floor_of(circle), steps=_AT_ONCE)[0] == NONE:
            return Answer(why=_SAID)
    said, at = try_all(floor, steps=steps, seconds=seconds)
    if at is not None:
        return _plan(floor, list(at))
    return Answer(why=_SAID if said == NONE else "")


def _rounds_alone(evening: Evening) -> Iterator[tuple[int, Evening]]:
    """Give each round as an evening of its own, but for those that are as one before.

    Where a later round cannot be, all plans of those before it would be gone through in vain.
    """
    seen = []
    for number in range(evening.rounds if evening.rounds > 1 else 0):
        absent = evening.absent.get(number, frozenset())
        locked = evening.locked.get(number, {})
        if (absent, locked) not in seen:
            seen.append((absent, locked))
            alone = replace(
                evening,
                rounds=1,
                absent={0: absent},
                locked={0: locked},
                about_to_start=None,
                worth={},
            )
            yield number, alone


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
    """Say whether an integer programme can be asked of all plans.

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
