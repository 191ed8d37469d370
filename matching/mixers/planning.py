"""Which ways of looking for a plan are tried, and for how long."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from math import inf

import numpy as np

from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.pairings import best_pairs
from matching.mixers.proofs.obstacles import obstacle
from matching.mixers.rotation import best_rounds
from matching.mixers.seats.repairs import repair
from matching.mixers.seats.search import Schedule, Search
from matching.mixers.seats.seat_arrays import Rarely
from matching.mixers.seats.seats import seats_of
from matching.mixers.seats.tight import places_of

# Where there is much choice: meeting twice costs little until late, so that the way from one good
# table to another is not shut; then it is made dear, and the last worth is gathered.
_LOOSE = Schedule(heat=(0.3, 0.15), repeat=(0.5, 1.5))
_SETTLE = Schedule(heat=(0.15, 0.05), repeat=(2, 8))
_TAKE_SEATS = Schedule(heat=(1.2, 0.3), repeat=(12, 12))
# From a schedule without repeats to one that suits these people better.
_LOOSEN = Schedule(heat=(0.54, 0.3), repeat=(1.5, 4), rarely=Rarely(0, 700))
# From chance to rounds in which hardly anybody meets twice, people trading places meanwhile, and
# a last part of the time to cool down; in small rooms so often that each has so many seconds for
# each person.
_MELT = Schedule(heat=(0.8, 0.45), repeat=(3.5, 3.5), rarely=Rarely(0, 700))
_FREEZE = Schedule(heat=(0.45, 0.2), repeat=(3.5, 8), rarely=Rarely(0, 700))
_MELTED, _EACH = 0.9, 0.1
_BETTER_PAIRS = Schedule(heat=(0.03, 0.01), repeat=(8, 8))
_MEND = Schedule(heat=(0.3, 0.05), repeat=(8, 30))
# From a plan that was mended, and is worth a tenth less for it, to a better one that keeps the
# rules, too: hot enough to leave it, so many times.
_LEAVE, _LEAVES = Schedule(heat=(0.6, 0.2), repeat=(2, 8), rarely=Rarely(0, 300)), 3
# How many tries may follow each other, and how many steps in a thousand move groups.
_TRIES, _GROUPED = 1000, 100
_PAIR = 2
# Two searches side by side, for the second core; their seeds are so far apart. Where there is but
# one, each has half of the time, and the better of both is as good as one that has all of it.
_SIDES, _APART = 2, 1_000_003
# A room is dense where everybody meets so large a share of all others, and full where tables
# have so many seats for each table there is.
_SHARE_MET, _SEATS = 0.45, 0.5
# What is left of the time for loosening schedules. After so many without a plan that keeps
# every rule, other ways are tried.
_LOOSENING, _FIRST = 0.3, 7
# No schedule is begun in so much of the time while rules are broken.
_HARD = 0.5
# What part of the time left is for a new beginning, for mending, for leaving what was mended, and
# for changes in between.
_ANEW, _REPAIR, _AWAY, _PART = 0.95, 0.5, 0.8, 0.2
# In rooms of so many people mending once takes some hundredths of a second.
_MENDED_IN_NO_TIME = 300


def planned(
    floor: Floor, *, until: float, seed: int, begun: Rows | None = None, patience: float = inf
) -> Rows:
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
    patience : float
        When to stop while rules are broken, by the same clock.

    Returns
    -------
    at : ndarray of shape (r, n), dtype=int32
        The table of everybody in each round, the bench being the last.
    """
    search = Search(floor, until)
    if begun is not None:
        search.keep(seats_of(floor, seed=seed, at=begun))
        _repair(search, seed=seed)
    pairs = best_pairs(floor, seed=seed)
    if pairs is not None:
        search.keep(seats_of(floor, seed=seed, at=pairs))
    if pairs is not None and not search.score[0]:
        return search.best
    searches = [search, Search(floor, until)]
    with ThreadPoolExecutor(_SIDES) as sides:
        look = partial(_look, seed=seed, patience=patience)
        list(sides.map(look, searches, range(_SIDES)))
    return min(searches, key=lambda one: one.score).best


def _look(search: Search, side: int, *, seed: int, patience: float) -> None:
    """Look for a better plan until the time is up, and for one that keeps every rule.

    In a tight room one side begins with schedules in which nobody meets twice, the other
    with chance: sometimes this is better, sometimes that. In others both begin with chance.
    """
    floor, seed = search.floor, seed + side * _APART
    tight = _takes_schedules(floor)
    if tight:
        (_melt if side else _take_seats)(search, seed=seed)
    pairs = best_rounds(floor)
    if pairs is not None:
        search.keep(seats_of(floor, seed=seed, at=pairs))
    if pairs is not None and not search.score[0]:
        search.run(search.again(seed=seed), _BETTER_PAIRS, seconds=search.left())
    elif search.score[0] or not tight:
        search.until = min(search.until, patience)
        _mend(search, seed=seed)
    elif search.left() > 0:
        search.run(search.again(seed=seed), _LOOSEN, seconds=search.left())


def _mend(search: Search, *, seed: int) -> None:
    """Mend what is nearly a plan; else begin anew, and mend that."""
    floor, grouped = search.floor, _GROUPED if search.floor.evening.keep_together else 0
    mend = replace(_MEND, rarely=Rarely(grouped))
    tight = _takes_schedules(floor)
    if np.isfinite(search.score[0]):
        _repair(search, seed=seed)
        # Where some rule cannot be kept, more time for mending would only cost more worth.
        if tight and (not search.score[0] or obstacle(floor)):
            _leave(search, seed=seed)
    else:
        _begin(search, grouped, seed=seed)
        if not search.score[0]:
            return
    for k in range(_TRIES):
        if search.score[0]:
            _repair(search, seed=seed + k)
        if search.left() <= 0:
            break
        # Where the rules are kept now, this makes the plan better and keeps them.
        share = _PART if search.score[0] else 1
        search.run(search.again(seed=seed + k), mend, seconds=share * search.left())


def _repair(search: Search, *, seed: int) -> None:
    """Mend the best plan so far for a part of the time that is left, or once where none is.

    What cooled until the last moment often breaks a rule or two, and would be lost for a plan that
    is worth a sixth less. In a large room that once would take long.
    """
    if search.left() > 0 or len(search.floor) <= _MENDED_IN_NO_TIME:
        repair(search, seconds=max(0.0, _REPAIR * search.left()), seed=seed)


def _begin(search: Search, grouped: int, *, seed: int) -> None:
    """Seat people by chance, and cool that down."""
    begun = seats_of(search.floor, seed=seed)
    if _takes_schedules(search.floor):
        search.cool(begun, seconds=_ANEW * search.left(), grouped=grouped)
        return
    for schedule in (_LOOSE, _SETTLE):
        some = replace(schedule, rarely=Rarely(grouped))
        search.run(begun, some, seconds=_ANEW * search.left())


def _leave(search: Search, *, seed: int) -> None:
    """Look further away from a plan that was mended: rules alone have no eye for worth."""
    seconds = _AWAY * search.left() / _LEAVES
    for k in range(_LEAVES):
        search.run(search.again(seed=seed + k), _LEAVE, seconds=seconds)


def is_tight(floor: Floor) -> bool:
    """Say whether only schedules in which nobody meets twice leave any choice.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    tight : bool
        Whether everybody meets a large share of all others, or people of one table hardly have
        tables enough to part in the next round.
    """
    evening, size = floor.evening, floor.evening.table_size
    tables = max(len(shape.sizes) for shape in floor.shapes)
    dense = (len(evening.history) + evening.rounds) * (size - 1) >= _SHARE_MET * (len(floor) - 1)
    return size != _PAIR and (dense or (evening.rounds > 1 and size >= _SEATS * tables))


def _takes_schedules(floor: Floor) -> bool:
    return not floor.evening.keep_together and is_tight(floor)


def _melt(search: Search, *, seed: int) -> None:
    """Seat people by chance, and cool that down until nobody meets twice."""
    floor = search.floor
    turns = max(1, round(search.left() / (_EACH * max(1, len(floor)))))
    for turn in range(turns):
        seconds = search.left() / (turns - turn + 1 - _MELTED)
        seats = seats_of(floor, seed=seed + turn)
        search.run(seats, _MELT, seconds=_MELTED * seconds)
        search.run(seats, _FREEZE, seconds=(1 - _MELTED) * seconds)


def _take_seats(search: Search, *, seed: int) -> None:
    """Decide who takes which seat of a schedule without repeats, and leave time to loosen it."""
    seconds = search.until - search.clock()
    found = list(places_of(search.floor, seconds=seconds / 4, seed=seed))
    price = _TAKE_SEATS.repeat[0]
    for number in range(_TRIES if found else 0):
        left = search.until - search.clock()
        if left <= (_HARD if search.score[0] else _LOOSENING) * seconds and number:
            break
        # Rules that are hard to keep cost more each time, until they are kept.
        schedule = replace(_TAKE_SEATS, repeat=(price, price))
        left *= _ANEW if search.score[0] else 1
        places = found.pop(0)
        faults = search.take(places, schedule, seconds=left, seed=seed + number)
        # What breaks rules where others keep them is not tried again.
        if not found or not faults or search.score[0]:
            found.append(places)
        price *= 1.5 if search.score[0] else 1
        if number == _FIRST and search.score[0]:
            break
