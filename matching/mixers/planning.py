"""Which ways of looking for a plan are tried, and for how long."""

from matching.mixers.floor import Floor, Rows
from matching.mixers.rotation import best_rounds
from matching.mixers.search import Schedule, Search
from matching.mixers.seat_arrays import Mix
from matching.mixers.seats import seats_of
from matching.mixers.tight import from_design

_LOOSE = Schedule(heat=(0.8, 0.05), repeat=(4, 8), mix=Mix(0, 0, 200))
_TAKE_SEATS = Schedule(heat=(1.0, 0.08), repeat=(8, 8), mix=Mix(1000, 0, 0))
_POLISH = Schedule(heat=(0.15, 0.04), repeat=(8, 12), mix=Mix(300, 0, 0))
_BETTER_PAIRS = Schedule(heat=(0.03, 0.01), repeat=(8, 8), mix=Mix(0, 0, 300))
_MEND = Schedule(heat=(0.3, 0.05), repeat=(8, 30), mix=Mix(20, 0, 0))
# How many tries to mend the rules may follow each other.
_TRIES = 1000
_PAIR = 2
# A room is tight where everybody meets so large a share of all others, and loose below.
_TIGHT, _LOOSE_BELOW = 0.6, 0.35


def planned(floor: Floor, *, until: float, seed: int) -> Rows:
    """Look for the best plan of an evening until the time is up.

    Parameters
    ----------
    floor : Floor
        The evening.
    until : float
        When to stop, by the monotonic clock.
    seed : int
        Decides where chance decides.

    Returns
    -------
    at : ndarray of shape (r, n), dtype=int32
        The table of everybody in each round, the bench being the last.
    """
    search = Search(floor, until)
    seconds = until - search.clock()
    _take_seats(search, seconds=0.55 * seconds, seed=seed)
    pairs = best_rounds(floor)
    if pairs is not None:
        search.keep(seats_of(floor, seed=seed, at=pairs))
    rest = until - search.clock()
    groups = 100 if floor.evening.keep_together else 0
    if pairs is not None and not search.score[0]:
        search.run(search.again(seed=seed), _BETTER_PAIRS, seconds=rest)
    elif search.score[0] or _share_met(floor) < _TIGHT:
        search.run(seats_of(floor, seed=seed), _with_groups(_LOOSE, groups), seconds=0.9 * rest)
    else:
        search.run(search.again(seed=seed), _POLISH, seconds=rest)
    for k in range(_TRIES):
        if search.clock() >= until or not search.score[0]:
            break
        mend = _with_groups(_MEND, groups)
        search.run(search.again(seed=seed + k), mend, seconds=0.1 * seconds)
    return search.best


def _share_met(floor: Floor) -> float:
    """Say which share of all others everybody meets."""
    met = len(floor.evening.history) + floor.evening.rounds
    return met * (floor.evening.table_size - 1) / max(1, len(floor) - 1)


def _take_seats(search: Search, *, seconds: float, seed: int) -> None:
    """In a tight room decide who takes which seat of a schedule without repeats."""
    floor = search.floor
    if (
        _share_met(floor) < _LOOSE_BELOW
        or floor.evening.keep_together
        or (floor.evening.table_size == _PAIR)
    ):
        return
    at = from_design(floor, seconds=seconds / 4, seed=seed)
    if at is not None:
        search.run(seats_of(floor, seed=seed, at=at), _TAKE_SEATS, seconds=seconds)


def _with_groups(schedule: Schedule, often: int) -> Schedule:
    mix = schedule.mix
    return Schedule(
        heat=schedule.heat,
        repeat=schedule.repeat,
        mix=Mix(mix.whole, often, mix.wished),
    )
