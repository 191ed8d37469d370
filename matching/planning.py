"""Which ways of looking for a plan are tried, and for how long."""

from matching.floor import Floor, Rows
from matching.search import Schedule, Search
from matching.seat_arrays import Mix
from matching.seats import seats_of

_LOOSE = Schedule(heat=(0.8, 0.05), repeat=(4, 8), mix=Mix(0, 0, 200))
_MEND = Schedule(heat=(0.3, 0.05), repeat=(8, 30), mix=Mix(20, 0, 0))
# How many tries to mend the rules may follow each other.
_TRIES = 1000


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
    seats = seats_of(floor, seed=seed)
    groups = 100 if floor.evening.keep_together else 0
    search.run(seats, _with_groups(_LOOSE, groups), seconds=0.9 * seconds)
    for k in range(_TRIES):
        if search.clock() >= until or not search.score[0]:
            break
        mend = _with_groups(_MEND, groups)
        search.run(search.again(seed=seed + k), mend, seconds=0.1 * seconds)
    return search.best


def _with_groups(schedule: Schedule, often: int) -> Schedule:
    mix = schedule.mix
    return Schedule(
        heat=schedule.heat,
        repeat=schedule.repeat,
        mix=Mix(mix.whole, often, mix.wished),
    )
