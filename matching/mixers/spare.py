"""How many tables an evening has: the fewest, or more where those cannot keep the rules."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from math import inf

from matching.mixers.evening import Evening
from matching.mixers.exact import Answer, answer, at_once, is_small
from matching.mixers.fitting import fitted
from matching.mixers.floor import Floor, Rows, floor_of
from matching.mixers.numbering import numbered, unnumbered
from matching.mixers.obstacles import obstacle
from matching.mixers.planning import planned
from matching.mixers.relaxation import proof
from matching.mixers.seats import base_of, seats_of
from matching.mixers.sets import may_be_tried
from matching.mixers.shapes import FEWEST, Spare, spares
from matching.mixers.tallies import tally

# How many choices of tables are looked at, and what part of the time all looks take.
_LOOKS, _LOOKING = 4, 0.4
# In rooms of so few people more choices are looked at, since each look is short.
_SMALL, _MORE_LOOKS = 16, 20
# In rooms of more people the first look takes so much of the time.
_LARGE, _LONG = 100, 0.9
# How much of the time a small room has before all its plans are gone through, how much others
# have while rules are broken, and how many seconds a linear programme and going through them
# may take at least.
_BEFORE, _PATIENT, _PROVING, _LEAST = 0.45, 0.85, 0.15, 0.05
# What part of the time left the first choice gets, once it is known that another would do.
_FIRST = 0.5
# What part of the time left is for tables of any size, where the fewest do not do, and how many
# seconds at least: most plans are found in less.
_FITTING, _SHORTEST = 0.25, 0.1
# What part of the time left is for tables without numbers where people have their seats, and
# what part a room has before where there is but one choice of tables.
_UNNUMBERED, _SEATED = 0.7, 0.6


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A plan, in order of how good it is: by faults, then by what it is worth.

    Parameters
    ----------
    faults : int
        How often a rule is broken.
    loss : float
        What first meetings are worth, below 0.
    floor : Floor
        The evening with the tables of this plan.
    at : ndarray of shape (r, n), dtype=int32
        The table of everybody in each round, the bench being the last.
    why : Said or str
        Why no plan keeps every rule, if that was asked and is known; empty otherwise.
    """

    faults: int
    loss: float
    floor: Floor = field(compare=False)
    at: Rows = field(compare=False)
    why: str = field(compare=False, default="")


def found(evening: Evening, *, until: float, seed: int) -> Found:
    """Plan an evening at as few tables as can keep the rules, as far as is seen in time.

    Parameters
    ----------
    evening : Evening
        The evening.
    until : float
        When to stop, by the monotonic clock.
    seed : int
        Decides where chance decides.

    Returns
    -------
    found : Found
        The best plan.

    Raises
    ------
    InvalidValue
        If hosts and locks contradict each other or another rule.

    Notes
    -----
    Full tables make more people meet, so they come first; smaller ones need fewer pairs
    who may meet, and give more room to people who may not.
    """
    floor = floor_of(evening)
    reply = at_once(floor)
    if reply.why:
        best = _looked(floor, until=until, seed=seed)
        return replace(best, why=obstacle(floor) or reply.why)
    if is_small(floor):
        best = _looked(floor, until=_part(_BEFORE, until), seed=seed)
    else:
        patience = _part(_PATIENT, until) if may_be_tried(floor) else inf
        best = _looked(floor, until=until, patience=patience, seed=seed)
    if best.faults and reply.floor is None:
        return _gone_through(floor, best, until=until, seed=seed)
    return _finished(best, reply, until=until, seed=seed)


def _finished(best: Found, reply: Answer, *, until: float, seed: int) -> Found:
    """Make the best of what was found, or of a plan that keeps every rule where that does not."""
    if best.faults and reply.floor is not None and reply.at is not None:
        return _plan(reply.floor, until=until, seed=seed + 2, begun=reply.at)
    return _on(best, until=until, seed=seed + 2)


def _part(share: float, until: float) -> float:
    """Say when a part of the time left is over."""
    now = time.monotonic()
    return now + share * max(0.0, until - now)


def _gone_through(floor: Floor, best: Found, *, until: float, seed: int) -> Found:
    """Go through all plans where none was found that keeps every rule."""
    why, reply = obstacle(floor), Answer()
    if not why:
        why = proof(floor, seconds=max(_PROVING, until - time.monotonic()))
    if not why:
        reply = answer(floor, seconds=max(_LEAST, until - time.monotonic()))
    if time.monotonic() < until or reply.floor is not None:
        best = _finished(best, reply, until=until, seed=seed)
    return replace(best, why=why or reply.why)


def _looked(floor: Floor, *, until: float, seed: int, patience: float = inf) -> Found:
    """Plan an evening at the fewest tables, or at others until patience ends if those do not do."""
    choices = spares(floor.evening)
    if len(choices) <= 1:
        return _plan_of_one_choice(floor, until=until, seed=seed, patience=patience)
    looks = _MORE_LOOKS if len(floor) <= _SMALL else _LOOKS
    left = max(0.0, until - time.monotonic())
    look = _LOOKING / looks * left
    # In a large room a short look tells nothing, and rules hold more surely the longer it is.
    first_look = _LONG * left if len(floor) > _LARGE else look
    fewest = _plan(floor, until=time.monotonic() + first_look, seed=seed)
    # What counting rules out is asked only where it is needed: in large rooms it takes longer
    # than to find a plan.
    large = len(floor) > _LARGE
    if not fewest.faults or (not large and obstacle(floor)):
        return _on(fewest, until=until, seed=seed + 2)
    patience = min(patience, until)
    fit = _fitted(fewest, until=patience, seed=seed)
    if large and (not fit.faults or obstacle(floor)):
        return _on(fit, until=until, seed=seed + 2, mend=True)
    best = _wider(floor, choices, look=look, until=patience, seed=seed)
    if not fit.faults and best.faults:
        return _on(fit, until=until, seed=seed + 2, mend=True)
    if best.faults:
        best = _unnumbered(best, until=patience, seed=seed)
    until = patience if best.faults else until
    return _on(best, until=until, seed=seed + 2, mend=bool(fit.faults))


def _wider(floor: Floor, choices: list[Spare], *, look: float, until: float, seed: int) -> Found:
    """Look at tables that counting does not rule out, until some do."""
    looks = _MORE_LOOKS if len(floor) <= _SMALL else _LOOKS
    floors = list(islice(_open(floor.evening, choices), looks)) or [floor]
    best = first = _plan(floors[0], until=time.monotonic() + look, seed=seed)
    for wider in floors[1:]:
        if not best.faults:
            break
        best = min(best, _plan(wider, until=time.monotonic() + look, seed=seed))
    if first.faults and not best.faults:
        half = _FIRST * max(0.0, until - time.monotonic())
        first = _plan(floors[0], until=time.monotonic() + half, seed=seed + 1)
    return best if first.faults else first


def _plan_of_one_choice(floor: Floor, *, until: float, seed: int, patience: float) -> Found:
    """Plan an evening at so many tables; which are larger counts where people have their places."""
    evening = floor.evening
    if not (evening.keep_together or evening.fixed or evening.locked):
        return _plan(floor, until=until, seed=seed, patience=patience)
    share = _SEATED if evening.fixed or evening.locked else _LONG
    best = _plan(floor, until=_part(share, until), seed=seed)
    if best.faults:
        best = _fitted(best, until=until, seed=seed)
    if best.faults and not obstacle(floor):
        best = _unnumbered(best, until=until, seed=seed)
    until = min(patience, until) if best.faults else until
    return _on(best, until=until, seed=seed + 2, mend=True)


def _fitted(best: Found, *, until: float, seed: int) -> Found:
    """Look for a plan at tables of any size, where that found so far breaks rules."""
    share = _FITTING if len(best.floor) <= _LARGE else 1
    least = time.monotonic() + _SHORTEST
    plan = fitted(best.floor, until=max(least, _part(share, until)), seed=seed)
    return best if plan is None else _judged(*plan, seed=seed)


def _unnumbered(best: Found, *, until: float, seed: int) -> Found:
    """Plan an evening with seats as if nobody had one, and give the tables numbers last.

    Schedules in which nobody meets twice have no place for who must sit at one table.
    """
    free = unnumbered(best.floor.evening)
    wider = next(_open(free, spares(free)), None)
    if free == best.floor.evening or wider is None:
        return best
    plan = _plan(wider, until=_part(_UNNUMBERED, until), seed=seed)
    floor, at = numbered(best.floor, plan.at, max(len(one.sizes) for one in wider.shapes))
    return min(best, _judged(floor, seats_of(floor, seed=seed, at=at).at, seed=seed))


def _open(evening: Evening, choices: list[Spare]) -> Iterator[Floor]:
    """Give the evening at each choice of tables that counting does not rule out."""
    seen = set()
    for spare in _by_round(choices, evening.rounds):
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


def _on(best: Found, *, until: float, seed: int, mend: bool = False) -> Found:
    """Look for a better plan: mend one that breaks rules, or may be mended; else begin anew."""
    begun = best.at if best.faults or mend else None
    return min(best, _plan(best.floor, until=until, seed=seed, begun=begun))


def _plan(
    floor: Floor, *, until: float, seed: int, begun: Rows | None = None, patience: float = inf
) -> Found:
    at = planned(floor, until=until, seed=seed, begun=begun, patience=patience)
    return _judged(floor, at, seed=seed)


def _judged(floor: Floor, at: Rows, *, seed: int) -> Found:
    value, faults, _ = tally(seats_of(floor, seed=seed, at=at), base_of(floor))
    return Found(faults, -value, floor, at)
