"""A first plan for tight rooms, from a schedule in which nobody meets twice."""

import numpy as np

from matching.designs.schedules import design
from matching.mixers.floor import Floor, Rows
from matching.texts.text import Rows as Numbers


def from_design(floor: Floor, *, seconds: float, seed: int) -> Rows | None:
    """Seat everybody by a schedule without repeats, whoever takes which seat of it.

    Parameters
    ----------
    floor : Floor
        The evening.
    seconds : float
        How long to look for a schedule.
    seed : int
        Decides who takes which seat.

    Returns
    -------
    at : ndarray of shape (r, n), dtype=int32, or None
        The table of each person in each round; None where the rounds differ in who is
        there or in their tables, where people have met this evening already, where more seats
        stay empty than a table has, or where no schedule is known.

    Notes
    -----
    If some tables have one seat less, a schedule with one round more is taken, and seats
    of one table of that round stay empty: in the other rounds no two of them are at one
    table.
    """
    rounds, n = floor.here.shape
    sizes = floor.shapes[0].sizes
    same = floor.here.all() and all(shape.sizes == sizes for shape in floor.shapes)
    if not same or not sizes or floor.played.any() or sum(sizes) < n:
        return None
    tables, size = len(sizes), max(sizes)
    empty = tables * size - n
    if empty > size:
        return None
    found = _schedule(tables, size, rounds, more=empty > 1, seconds=seconds)
    if found is None:
        return None
    chance = np.random.default_rng(seed)
    last = found[rounds, 0] if empty > 1 else found[0, 0]
    taken = np.setdiff1d(np.arange(tables * size), last[:empty])
    person = np.full(tables * size, -1)
    person[taken] = chance.permutation(n)
    return _seated(found[:rounds], person, np.argsort(-np.array(sizes), kind="stable"))


def _schedule(tables: int, size: int, rounds: int, *, more: bool, seconds: float) -> Numbers | None:
    """Find a schedule; one with more rounds is often known where few are searched for."""
    for extra in (int(more), int(more) + 1, int(more) + 2):
        found = design(tables, size, rounds + extra, seconds=seconds / 20)
        if found is not None:
            return found
    return design(tables, size, rounds + int(more), seconds=seconds)


def _seated(schedule: Numbers, person: Numbers, by_size: Numbers) -> Rows:
    """Give everybody's table; fuller tables come where tables are larger."""
    at = np.full((len(schedule), int((person >= 0).sum())), -1, dtype=np.int32)
    for number, tables in enumerate(schedule):
        people = [person[seats][person[seats] >= 0] for seats in tables]
        fullest = sorted(range(len(people)), key=lambda k: -len(people[k]))
        for table, k in zip(by_size, fullest, strict=True):
            at[number, people[k]] = table
    return at
