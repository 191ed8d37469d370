"""Which ways of looking for a plan are tried, and for how long."""

from dataclasses import replace
from itertools import cycle, islice

import numpy as np

from matching.mixers.floor import Floor, Rows
from matching.mixers.pairings import best_pairs
from matching.mixers.repairs import repair
from matching.mixers.rotation import best_rounds
from matching.mixers.search import Schedule, Search
from matching.mixers.seats import seats_of
from matching.mixers.tight import places_of

_LOOSE = Schedule(heat=(0.5, 0.15), repeat=(0.7, 4))
_TAKE_SEATS = Schedule(heat=(1.2, 0.3), repeat=(12, 12))
_BETTER_PAIRS = Schedule(heat=(0.03, 0.01), repeat=(8, 8))
_MEND = Schedule(heat=(0.3, 0.05), repeat=(8, 30))
# How many tries may follow each other, and how many steps in a thousand move groups.
_TRIES, _GROUPED = 1000, 100
_PAIR = 2
# A room is tight where everybody meets so large a share of all others, or where tables
# have so many seats for each table there is.
_SHARE_MET, _SEATS = 0.45, 0.5
# After so many schedules without a plan that keeps every rule, other ways are tried.
_FIRST = 7
# Nothing new is begun in the last share of the time, nor in so much of it while rules are broken.
_LAST, _HARD = 0.02, 0.5
# What part of the time left is for a new beginning, for mending, and for changes in between.
_ANEW, _REPAIR, _PART = 0.95, 0.5, 0.2


def planned(floor: Floor, *, until: float, seed: int, begun: Rows | None = None) -> Rows:
    """Look for the best plan of an evening until the time is up.

    Parameters
    ----------
    floor : Floor
        The evening.
    until : float
        When to stop, by the monotonic clock.
    seed : int
        Decides where chance decides.
    begun : ndarray of shape (r, n), dtype=int32, optional
        The tables of a plan that breaks rules and may be mended.

    Returns
    -------
    at : ndarray of shape (r, n), dtype=int32
        The table of everybody in each round, the bench being the last.
    """
    search = Search(floor, until)
    if begun is not None:
        search.keep(seats_of(floor, seed=seed, at=begun))
        repair(search, seconds=_REPAIR * search.left(), seed=seed)
    pairs = best_pairs(floor, seed=seed)
    if pairs is not None:
        search.keep(seats_of(floor, seed=seed, at=pairs))
    if pairs is None or search.score[0]:
        _look(search, seed=seed)
    return search.best


def _look(search: Search, *, seed: int) -> None:
    """Look for a better plan until the time is up, and for one that keeps every rule."""
    floor, tight = search.floor, _is_tight(search.floor)
    if tight:
        _take_seats(search, seed=seed)
    pairs = best_rounds(floor)
    if pairs is not None:
        search.keep(seats_of(floor, seed=seed, at=pairs))
    if pairs is not None and not search.score[0]:
        search.run(search.again(seed=seed), _BETTER_PAIRS, seconds=search.left())
    elif search.score[0] or not tight:
        _mend(search, seed=seed)


def _mend(search: Search, *, seed: int) -> None:
    """Mend what is nearly a plan; else begin anew, and mend that."""
    floor, mend = search.floor, _with_groups(_MEND, search.floor)
    if np.isfinite(search.score[0]):
        repair(search, seconds=_REPAIR * search.left(), seed=seed)
    else:
        loose = _with_groups(_LOOSE, floor)
        search.run(seats_of(floor, seed=seed), loose, seconds=_ANEW * search.left())
        if not search.score[0]:
            return
    for k in range(_TRIES):
        if search.score[0]:
            repair(search, seconds=_REPAIR * search.left(), seed=seed + k)
        if search.left() <= 0:
            break
        # Where the rules are kept now, this makes the plan better and keeps them.
        share = _PART if search.score[0] else 1
        search.run(search.again(seed=seed + k), mend, seconds=share * search.left())


def _is_tight(floor: Floor) -> bool:
    """Say whether only a schedule without repeats leaves any choice."""
    evening = floor.evening
    if evening.keep_together or evening.table_size == _PAIR:
        return False
    met = (len(evening.history) + evening.rounds) * (evening.table_size - 1)
    tables = max(len(shape.sizes) for shape in floor.shapes)
    full = evening.rounds > 1 and evening.table_size >= _SEATS * tables
    return full or met >= _SHARE_MET * (len(floor) - 1)


def _take_seats(search: Search, *, seed: int) -> None:
    """Decide who takes which seat of a schedule without repeats."""
    seconds = search.until - search.clock()
    found = list(places_of(search.floor, seconds=seconds / 4, seed=seed))
    price = _TAKE_SEATS.repeat[0]
    for number, places in enumerate(islice(cycle(found), _TRIES)):
        left = search.until - search.clock()
        if left <= (_HARD if search.score[0] else _LAST) * seconds and number:
            break
        # Rules that are hard to keep cost more each time, until they are kept.
        schedule = replace(_TAKE_SEATS, repeat=(price, price))
        left *= _ANEW if search.score[0] else 1
        search.take(places, schedule, seconds=left, seed=seed + number)
        price *= 1.5 if search.score[0] else 1
        if number == _FIRST and search.score[0]:
            break


def _with_groups(schedule: Schedule, floor: Floor) -> Schedule:
    often = _GROUPED if floor.evening.keep_together else 0
    return Schedule(heat=schedule.heat, repeat=schedule.repeat, grouped=often)
