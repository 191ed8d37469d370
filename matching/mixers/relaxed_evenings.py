"""Plans by way of a relaxed evening: without seats, with groups as one person, nobody late."""

from collections.abc import Iterator
from contextlib import suppress

from matching.errors import InvalidValue
from matching.mixers.attempts import Found, attempt, judge, open_floors, part
from matching.mixers.evenings.floor import Floor, floor_of
from matching.mixers.evenings.shapes import spares
from matching.mixers.exhaustive.exact import plan_of
from matching.mixers.exhaustive.numbering import numbered, unnumbered
from matching.mixers.groups import as_one, each
from matching.mixers.seats.seats import seats_of

# What part of the time left a relaxed evening takes, and how often it is tried.
_PART, _TRIES = 0.4, 4


def by_relaxing(best: Found, *, until: float, seed: int) -> Found:
    """Plan an evening with seats and groups as if nobody had one, and then see to them.

    Parameters
    ----------
    best : Found
        The plan so far.
    until : float
        When to stop, by the monotonic clock.
    seed : int
        Decides where chance decides.

    Returns
    -------
    best : Found
        The better one.

    Notes
    -----
    Schedules in which nobody meets twice have no place for who must sit at one table, nor for
    who stays together.
    """
    for floor in _easier(best.floor):
        free = unnumbered(floor.evening)
        wider = next(open_floors(free, spares(free), until=part(_PART, until)), None)
        if wider is None:
            continue
        for number in range(_TRIES):
            plan = attempt(wider, until=part(_PART, until), seed=seed + number)
            found = _as_asked(best.floor, floor, plan, seed=seed)
            best = best if found is None else min(best, found)
            if not best.faults:
                return best
            # Where groups fill a table beyond its seats, they do not by another chance.
            if plan.faults or found is not None:
                break
    return best


def _easier(floor: Floor) -> Iterator[Floor]:
    evening = floor.evening
    if evening.fixed or evening.locked:
        yield floor
    for stay in (False, True) if not floor.here.all() else (False,):
        for smaller in as_one(floor, stay=stay):
            # Seats that groups have together may not be for the first of each.
            with suppress(InvalidValue):
                yield floor_of(smaller)


def _as_asked(asked: Floor, floor: Floor, plan: Found, *, seed: int) -> Found | None:
    """Give tables their numbers, and those who stay together their seats."""
    bench = max(len(shape.sizes) for shape in plan.floor.shapes)
    named, at = numbered(floor, plan.at, bench)
    if floor is asked:
        return judge(named, seats_of(named, seed=seed, at=at).at, seed=seed)
    rounds = each(asked, at, max(len(one.sizes) for one in named.shapes))
    if rounds is None:
        return None
    wider, seats = plan_of(asked, rounds)
    return judge(wider, seats_of(wider, seed=seed, at=seats).at, seed=seed)
