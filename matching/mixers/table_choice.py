"""How many tables an evening has: the fewest, or more where those cannot keep the rules."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from itertools import islice
from math import inf

from matching.mixers.attempts import Found, attempt, judge, on, open_floors, part
from matching.mixers.evenings.floor import Floor
from matching.mixers.evenings.shapes import Spare, spares
from matching.mixers.exhaustive.exact import Answer, answer, at_once, is_small
from matching.mixers.exhaustive.restarts import may_be_tried
from matching.mixers.first_choice import first_choice
from matching.mixers.min_conflicts.breakout import fitted
from matching.mixers.planning import is_tight
from matching.mixers.proofs.obstacles import obstacle
from matching.mixers.proofs.relaxation import may_be_proved, proof
from matching.mixers.relaxed_evenings import by_relaxing

# Asks what stands in the way of every plan; the answer is kept.
Why = Callable[[], str]

# How many choices of tables are looked at, and what part of the time all looks take.
_LOOKS, _LOOKING = 4, 0.4
# In rooms of so few people more choices are looked at, since each look is short.
_SMALL, _MORE_LOOKS = 16, 20
# In rooms of more people the first look takes so much of the time.
_LARGE, _LONG = 100, 0.9
# How much of the time a small room has before all its plans are gone through, how much others
# have while rules are broken, and how many seconds are then left for proofs, where that is less
# than half of all.
_BEFORE, _PATIENT, _PROVING = 0.45, 0.85, 0.15
# What part of the time left the first choice gets, once it is known that another would do.
_FIRST = 0.5
# What part of the time left is for tables of any size, where the fewest do not do, and how many
# seconds at least: most plans are found in less.
_FITTING, _SHORTEST = 0.25, 0.1
# What part of the time a room in which people have their seats, stay together or miss a round
# gets before it is relaxed where there is but one choice of tables; less where that is likely.
_SEATED, _SEATED_TIGHT = 0.6, 0.3


def found(floor: Floor, *, until: float, seed: int) -> Found:
    """Plan an evening at as few tables as can keep the rules, as far as is seen in time.

    Parameters
    ----------
    floor : Floor
        The evening at the fewest tables.
    until : float
        When to stop, by the monotonic clock.
    seed : int
        Decides where chance decides.

    Returns
    -------
    found : Found
        The best plan.

    Notes
    -----
    Full tables make more people meet, so they come first; smaller ones need fewer pairs
    who may meet, and give more room to people who may not.
    """
    reply = at_once(floor)
    why = cache(partial(obstacle, floor))
    if reply.why:
        best = _looked(floor, why, until=until, seed=seed)
        return replace(best, why=why() or reply.why)
    if is_small(floor):
        best = _looked(floor, why, until=part(_BEFORE, until), seed=seed)
    else:
        proved = may_be_tried(floor) or may_be_proved(floor)
        patience = _patience(until) if proved else inf
        best = _looked(floor, why, until=until, patience=patience, seed=seed)
    if best.faults and reply.floor is None:
        return _gone_through(floor, best, why(), until=until, seed=seed)
    return _finished(best, reply, until=until, seed=seed)


def _patience(until: float) -> float:
    """Say when to stop while rules are broken, so that some time is left for proofs."""
    return max(part(_PATIENT / 2, until), min(part(_PATIENT, until), until - _PROVING))


def _finished(best: Found, reply: Answer, *, until: float, seed: int) -> Found:
    """Make the best of what was found, or of a plan that keeps every rule where that does not."""
    if best.breaks and reply.floor is not None and reply.at is not None:
        return attempt(reply.floor, until=until, seed=seed + 2, begun=reply.at)
    return on(best, until=until, seed=seed + 2)


def _gone_through(floor: Floor, best: Found, why: str, *, until: float, seed: int) -> Found:
    """Go through all plans where none was found that keeps every rule."""
    reply = Answer()
    if not why and time.monotonic() < until:
        why = proof(floor, seconds=until - time.monotonic())
    if not why and time.monotonic() < until:
        reply = answer(floor, seconds=until - time.monotonic())
    if time.monotonic() < until or reply.floor is not None:
        best = _finished(best, reply, until=until, seed=seed)
    return replace(best, why=why or reply.why)


def _looked(floor: Floor, why: Why, *, until: float, seed: int, patience: float = inf) -> Found:
    """Plan an evening at the fewest tables, or at others until patience ends if those do not do."""
    choices = spares(floor.evening)
    if len(choices) <= 1:
        return _plan_of_one_choice(floor, why, until=until, seed=seed, patience=patience)
    floor = first_choice(floor, choices)
    looks = _MORE_LOOKS if len(floor) <= _SMALL else _LOOKS
    left = max(0.0, until - time.monotonic())
    short = _LOOKING / looks * left
    # In a large room a short look tells nothing, and rules hold more surely the longer it is.
    first_look = _LONG * left if len(floor) > _LARGE else short
    fewest = attempt(floor, until=time.monotonic() + first_look, seed=seed)
    # What counting rules out is asked only where it is needed: in large rooms it takes longer
    # than to find a plan.
    large = len(floor) > _LARGE
    fewest = _worthiest(fewest, choices, short=short, until=until, seed=seed)
    if not fewest.faults or (not large and why()):
        return on(fewest, until=until, seed=seed + 2)
    patience = min(patience, until)
    if is_tight(floor):
        fewest = by_relaxing(fewest, until=patience, seed=seed)
        if not fewest.faults:
            return on(fewest, until=until, seed=seed + 2, mend=True)
    fit = _fitted(fewest, until=patience, seed=seed)
    if large and (not fit.faults or why()):
        return on(fit, until=until, seed=seed + 2, mend=True)
    best = fit if is_tight(floor) else by_relaxing(fit, until=patience, seed=seed)
    if not fit.faults or best.faults:
        wider = _wider(floor, choices, short=short, until=patience, seed=seed)
        if not fit.faults and wider.faults:
            return on(fit, until=until, seed=seed + 2, mend=True)
        best = min(best, wider) if fit.faults else wider
    until = patience if best.faults else until
    return on(best, until=until, seed=seed + 2, mend=bool(fit.faults))


def _worthiest(
    fewest: Found, choices: list[Spare], *, short: float, until: float, seed: int
) -> Found:
    """Look at more tables in a small room, too: full ones may part those who should meet."""
    evening = fewest.floor.evening
    if fewest.faults or len(fewest.floor) > _SMALL or evening.about_to_start is not None:
        return fewest
    wider = [one for one in choices if not one.out]
    best = fewest
    for floor in islice(open_floors(evening, wider, until=until), 1, _MORE_LOOKS):
        best = min(best, attempt(floor, until=time.monotonic() + short, seed=seed))
    return best


def _wider(floor: Floor, choices: list[Spare], *, short: float, until: float, seed: int) -> Found:
    """Look at tables that counting does not rule out, until some do."""
    looks = _MORE_LOOKS if len(floor) <= _SMALL else _LOOKS
    floors = list(islice(open_floors(floor.evening, choices, until=until), looks)) or [floor]
    best = first = attempt(floors[0], until=time.monotonic() + short, seed=seed)
    for wider in floors[1:]:
        if not best.faults or time.monotonic() >= until:
            break
        best = min(best, attempt(wider, until=min(until, time.monotonic() + short), seed=seed))
    if first.faults and not best.faults:
        half = _FIRST * max(0.0, until - time.monotonic())
        first = attempt(floors[0], until=time.monotonic() + half, seed=seed + 1)
    return best if first.faults else first


def _plan_of_one_choice(
    floor: Floor, why: Why, *, until: float, seed: int, patience: float
) -> Found:
    """Plan an evening at so many tables; which are larger counts where people have their places."""
    evening = floor.evening
    tight = is_tight(floor)
    usual = _SEATED if evening.fixed or evening.locked else _LONG
    first = part(_SEATED_TIGHT if tight else usual, until)
    if evening.keep_together or evening.fixed or evening.locked:
        best = attempt(floor, until=first, seed=seed)
    elif floor.here.all():
        return attempt(floor, until=until, seed=seed, patience=patience)
    else:
        best = attempt(floor, until=until, seed=seed, patience=first)
        if not best.faults:
            return best
    for way in (by_relaxing, _fitted) if tight else (_fitted, by_relaxing):
        if best.faults and (way == _fitted or not why()):
            best = way(best, until=until, seed=seed)
    until = min(patience, until) if best.faults else until
    return on(best, until=until, seed=seed + 2, mend=True)


def _fitted(best: Found, *, until: float, seed: int) -> Found:
    """Look for a plan at tables of any size, where that found so far breaks rules."""
    share = _FITTING if len(best.floor) <= _LARGE else 1
    least = min(until, time.monotonic() + _SHORTEST)
    plan = fitted(best.floor, until=max(least, part(share, until)), seed=seed)
    return best if plan is None else judge(*plan, seed=seed)
