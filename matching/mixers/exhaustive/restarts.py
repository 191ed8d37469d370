"""Trying all plans of a small room, with restarts in another order."""

import time
from itertools import count, takewhile
from math import inf

import numpy as np
import numpy.typing as npt

from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.exhaustive.backtracking import FOUND, UNKNOWN, WIDTH, tried
from matching.mixers.exhaustive.bit_sets import Room, Sets
from matching.mixers.proofs.cliques import cliques
from matching.mixers.proofs.counting import may_meet
from matching.texts.text import Rows as Numbers

# A set of more people does not fit in a whole number.
_MOST = 60
# Steps until all begins anew with people in another order, so many times more each time, as
# what was decided badly at first is hardly ever decided again; and what part of all steps is
# left for the last time, which may come to the end of all plans.
_FIRST, _LONGER, _LAST = 20_000, 1.5, 0.7
# How far chance puts people out of the order of whom they may meet.
_SHUFFLED = 0.6


def try_all(floor: Floor, *, steps: int, seconds: float = inf) -> tuple[int, Rows | None]:
    """Try all plans of a small room.

    Parameters
    ----------
    floor : Floor
        The evening.
    steps : int
        How many steps to take at most.
    seconds : float
        How long it may take; some thousand steps are always taken.

    Returns
    -------
    said : int
        `NONE`, `FOUND` or `UNKNOWN`.
    at : ndarray of shape (r, n), dtype=int32, or None
        The table of everybody in each round, -1 for those without one, if a plan was found.

    Notes
    -----
    Depth first, who has least choice before others. Most rooms are decided within some
    thousand steps or not at all, so the search is begun anew, in another order, each time
    for longer [1]_; where it comes to its end once, all plans were tried.

    References
    ----------
    .. [1] C. Gomes, B. Selman, H. Kautz, "Boosting combinatorial search through
       randomization", AAAI 1998.
    """
    if not may_be_tried(floor):
        return UNKNOWN, None
    chance, partners, began = np.random.default_rng(0), _partners(floor), time.monotonic()
    noise, few, taken = np.zeros(len(floor)), float(_FIRST), 0
    while taken < steps:
        order = np.argsort(partners * (1 + noise), kind="stable")
        room = _room(floor, order, min(steps - taken, int(few)))
        stack = np.zeros((2 * floor.here.size + 2 * len(floor.here) + 2, WIDTH), dtype=np.int64)
        said = tried(room, stack)
        if said != UNKNOWN:
            return said, _tables(floor, order, room.plan) if said == FOUND else None
        taken += room.steps
        spent = time.monotonic() - began
        if spent >= seconds:
            break
        # No more than there will be time for, at the pace so far.
        left = min(steps - taken, 1 + taken / max(spent, 1e-9) * (seconds - spent))
        few = few * _LONGER if few * _LONGER < (1 - _LAST) * left else left
        noise = _SHUFFLED * chance.random(len(floor))
    return UNKNOWN, None


def may_be_tried(floor: Floor) -> bool:
    """Say whether plans can be tried one after the other.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    may : bool
        By the number of people.
    """
    return len(floor) <= _MOST


def _partners(floor: Floor) -> Rows:
    """Count whom each person may meet; hosts come first."""
    found = may_meet(floor).sum(axis=1)
    found[[floor.row[name] for name in floor.evening.fixed]] = -1
    return np.asarray(found, dtype=np.int32)


def _room(floor: Floor, order: Numbers, steps: int) -> Room:
    """Write the rules down as sets of people."""
    evening, n, rounds = floor.evening, len(floor), floor.evening.rounds
    pins = np.array([_seats(floor, number)[order] for number in range(rounds)])
    same = (pins[:, :, None] == pins[:, None, :]) & (pins >= 0)[:, :, None]
    both = (pins >= 0)[:, :, None] & (pins >= 0)[:, None, :]
    here = _sets(floor.here[:, order])
    together, once = floor.together[np.ix_(order, order)], not evening.allow_repeats
    never = (floor.never | ((floor.played > 0) & ~floor.together & once))[np.ix_(order, order)]
    units = (same | together) & floor.here[:, None, order] | np.eye(n, dtype=np.bool_)
    # Who shares seats in one round does not meet in another.
    shared = same & ~together & ~np.eye(n, dtype=np.bool_)
    elsewhere = (shared.sum(axis=0) - shared > 0) & once
    field = floor.industry[order]
    fields = (field[:, None] == field) & (field >= 0)[:, None]
    as_before = (here[1:] == here[:-1]) & (pins[1:] == pins[:-1]).all(axis=1)
    people = floor.here.sum(axis=1)
    most = people if evening.tables is None else evening.tables
    tables = np.minimum(most, people // evening.smallest)
    return Room(
        here=here,
        apart=_sets((both & ~same) | elsewhere),
        mates=_sets(together),
        units=_sets(units),
        seated=_sets(pins >= 0),
        alike=np.append(False, as_before),
        sizes=(evening.smallest, evening.table_size),
        out=np.array([evening.may_sit_out(one.out) for one in floor.shapes]),
        tables=tables.astype(np.int64),
        most_benched=floor.most_out.astype(np.int64),
        fields=_sets(fields),
        most_alike=evening.max_same_industry or n,
        crowds=_crowds(never, fields),
        caps=(1, evening.max_same_industry or n),
        once=once,
        met=_sets(never),
        benched=np.zeros(n, dtype=np.int64),
        plan=np.zeros((rounds, int(tables.max()) + 1), dtype=np.int64),
        steps=steps,
    )


def _crowds(never: npt.NDArray[np.bool_], fields: npt.NDArray[np.bool_]) -> Sets:
    """Put everybody in one set of whom one may sit at a table, and in one industry."""
    n = len(never)
    found = np.zeros((2, n), dtype=np.int64)
    left = np.ones(n, dtype=np.bool_)
    apart = [rows for rows in cliques(never) if len(rows) > 1]
    for number, rows in enumerate(apart):
        found[0, number] = _sets(np.isin(np.arange(n), rows))
        left[rows] = False
    alone = np.flatnonzero(left)
    found[0, len(apart) : len(apart) + len(alone)] = 1 << alone
    alike = np.unique(_sets(fields | np.eye(n, dtype=np.bool_)))
    found[1, : len(alike)] = alike
    return found


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
