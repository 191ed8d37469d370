"""A small room as sets of people, for trying all its plans."""

from itertools import count, takewhile

import numpy as np
import numpy.typing as npt

from matching.mixers.floor import Floor, Rows
from matching.mixers.meetings import may_meet
from matching.mixers.set_arrays import Room, Sets
from matching.mixers.trials import FOUND, UNKNOWN, tried
from matching.texts.text import Rows as Numbers

# A set of more people does not fit in a whole number.
_MOST = 60


def try_all(floor: Floor, *, steps: int) -> tuple[int, Rows | None]:
    """Try all plans of a small room.

    Parameters
    ----------
    floor : Floor
        The evening.
    steps : int
        How many steps to take at most.

    Returns
    -------
    said : int
        `NONE`, `FOUND` or `UNKNOWN`.
    at : ndarray of shape (r, n), dtype=int32, or None
        The table of everybody in each round, -1 for those without one, if a plan was found.
    """
    if len(floor) > _MOST:
        return UNKNOWN, None
    order = np.argsort(_partners(floor), kind="stable")
    room = _room(floor, order, steps)
    stack = np.zeros((2 * floor.here.size + 2 * len(floor.here) + 2, 7), dtype=np.int64)
    said = tried(room, stack)
    return said, _tables(floor, order, room.plan) if said == FOUND else None


def _partners(floor: Floor) -> Rows:
    """Count whom each person may meet; hosts come first."""
    count = may_meet(floor).sum(axis=1)
    count[[floor.row[name] for name in floor.evening.fixed]] = -1
    return np.asarray(count, dtype=np.int32)


def _room(floor: Floor, order: Numbers, steps: int) -> Room:
    """Write the rules down as sets of people."""
    evening, n, rounds = floor.evening, len(floor), floor.evening.rounds
    allowed = evening.sit_out_allowed
    pins = np.array([_seats(floor, number)[order] for number in range(rounds)])
    same = (pins[:, :, None] == pins[:, None, :]) & (pins >= 0)[:, :, None]
    both = (pins >= 0)[:, :, None] & (pins >= 0)[:, None, :]
    here = _sets(floor.here[:, order])
    together, once = floor.together[np.ix_(order, order)], not evening.allow_repeats
    never = floor.never | ((floor.played > 0) & ~floor.together & once)
    field = floor.industry[order]
    as_before = (here[1:] == here[:-1]) & (pins[1:] == pins[:-1]).all(axis=1)
    people = floor.here.sum(axis=1)
    most = people if evening.tables is None else evening.tables
    tables = np.minimum(most, people // evening.smallest)
    return Room(
        here=here,
        apart=_sets(both & ~same),
        mates=_sets(together),
        pinned=_sets((same | together) & floor.here[:, None, order]),
        seated=_sets(pins >= 0),
        alike=np.append(False, as_before),
        sizes=(evening.smallest, evening.table_size),
        out=np.array([one.out if allowed is None else allowed for one in floor.shapes]),
        tables=tables.astype(np.int64),
        most_benched=np.full(n, evening.sit_out_max_per_person, dtype=np.int64),
        fields=_sets((field[:, None] == field) & (field >= 0)[:, None]),
        most_alike=evening.max_same_industry or n,
        once=once,
        met=_sets(never[np.ix_(order, order)]),
        benched=np.zeros(n, dtype=np.int64),
        plan=np.zeros((rounds, int(tables.max()) + 1), dtype=np.int64),
        steps=steps,
    )


def _seats(floor: Floor, number: int) -> Rows:
    """Give the table of each person who must sit somewhere; nobody stays with two hosts."""
    pins = floor.pins(number)
    for name, table in floor.evening.seats(number).items():
        pins[floor.row[name]] = table
    return pins


def _sets(marks: npt.NDArray[np.bool_]) -> Sets:
    """Turn the last axis into bits."""
    bits: Sets = (marks.astype(np.int64) << np.arange(marks.shape[-1])).sum(axis=-1)
    return bits


def _tables(floor: Floor, order: Numbers, plan: Sets) -> Rows:
    """Give tables their numbers: hosts have theirs, others those that are free."""
    at = np.full(floor.here.shape, -1, dtype=np.int32)
    for number, tables in enumerate(plan.tolist()):
        pins = _seats(floor, number)
        free = (k for k in count() if k not in set(pins.tolist()))
        for table in takewhile(bool, tables):
            rows = [int(i) for k, i in enumerate(order) if table >> k & 1]
            host = int(pins[rows].max())
            at[number, rows] = host if host >= 0 else next(free)
    return at
