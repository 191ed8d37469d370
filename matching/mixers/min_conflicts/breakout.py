"""Breakout: a plan at tables of any size that the rules allow, where the usual ones do not do."""

import time

import numpy as np

from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.exhaustive.exact import plan_of
from matching.mixers.exhaustive.integer_programme import most_tables
from matching.mixers.min_conflicts.fit_arrays import Fit
from matching.mixers.min_conflicts.moves import come
from matching.mixers.min_conflicts.tabu_search import settle

# Who does not count as meeting: nobody meets so often.
_APART = -10_000
# Moves between two looks at the clock, some ten milliseconds, and looks until all begins anew.
_MOVES, _LOOKS = 200_000, 40


def fitted(floor: Floor, *, until: float, seed: int) -> tuple[Floor, Rows] | None:
    """Look for a plan that keeps every rule, at whatever tables, and whatever it is worth.

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
    plan : tuple of Floor and ndarray of shape (r, n), dtype=int32, or None
        The evening with the tables of the plan, and everybody's table, the bench being the last.

    Notes
    -----
    Somebody who breaks a rule is chosen by chance, and makes the best of all moves that was not
    just undone [1]_: to another table, or in exchange with somebody. That a table has too many
    people or too few is a fault like others, so people who stay together can go anywhere and
    tables fill and empty as is needed. Faults that last cost more and more.

    References
    ----------
    .. [1] P. Morris, "The breakout method for escaping from local minima", AAAI 1993.
    """
    moves = 1 + _MOVES // (1 + len(floor))
    while time.monotonic() < until:
        fit = _fit(floor, seed=seed)
        seed += 1
        for _ in range(_LOOKS):
            if settle(fit, moves):
                return plan_of(floor, list(np.where(fit.at == fit.size.shape[1] - 1, -1, fit.at)))
            if time.monotonic() >= until:
                break
    return None


def _fit(floor: Floor, *, seed: int, at: Rows | None = None) -> Fit:
    """Seat people where they are said to sit; else hosts where they must, the rest by chance."""
    evening, chance = floor.evening, np.random.default_rng(seed)
    rounds, n = floor.here.shape
    tables = np.array([most_tables(floor, number) for number in range(rounds)], dtype=np.int32)
    last = int(tables.max(initial=0))
    met = _met(floor)
    fields = max(1, int(floor.industry.max(initial=0)) + 1)
    pins = np.array([floor.pins(number) for number in range(rounds)])
    things = n + last + 1
    fit = Fit(
        at=np.full((rounds, n), -1, dtype=np.int32),
        who=np.full((rounds, last + 1, n), -1, dtype=np.int32),
        spot=np.full((rounds, n), -1, dtype=np.int32),
        size=np.zeros((rounds, last + 1), dtype=np.int32),
        met=met,
        once=met == 0,
        weight=np.ones((n, n), dtype=np.int32),
        field=floor.industry.astype(np.int32),
        heads=np.zeros((rounds, last + 1, fields), dtype=np.int32),
        most_alike=evening.max_same_industry or n,
        sizes=(evening.smallest, evening.table_size),
        tables=tables,
        out=np.array([evening.may_sit_out(one.out) for one in floor.shapes], dtype=np.int32),
        benched=np.zeros(n, dtype=np.int32),
        most_benched=floor.most_out,
        stays=pins >= 0,
        first=_first(floor),
        mates=_mates(floor),
        faults=np.zeros((rounds, things), dtype=np.int32),
        place=np.full((rounds, things), -1, dtype=np.int32),
        faulty=np.zeros((rounds * things, 2), dtype=np.int32),
        many=np.zeros(1, dtype=np.int32),
        chance=chance.integers(1, 2**63, size=1, dtype=np.uint64),
    )
    for number, shape in enumerate(floor.shapes):
        room = np.array([*shape.sizes, *[0] * (last - len(shape.sizes)), shape.out])
        wished = pins[number] if at is None else at[number]
        _seat(fit, number, room, wished, order=chance.permutation(n))
    return fit


def _seat(fit: Fit, number: int, room: Rows, pins: Rows, *, order: np.ndarray) -> None:
    """Let everybody who is there come to a table, or to where there is most room left."""
    here = [i for i in order if fit.first[number, i] >= 0]
    for i in sorted(here, key=lambda i: pins[i] < 0):
        first = fit.first[number, i]
        table = int(pins[i])
        if table < 0 and first != i and fit.at[number, first] >= 0:
            table = int(fit.at[number, first])
        if table < 0:
            mates = [j for j in fit.mates[first] if j >= 0 and fit.at[number, j] >= 0]
            table = int(fit.at[number, mates[0]]) if mates else int(np.argmax(room))
        room[table] -= 1
        come(fit, number, int(i), table)


def _met(floor: Floor) -> np.ndarray:
    """Say how often each pair has met as faults count."""
    found = np.zeros(floor.never.shape, dtype=np.int16)
    if floor.evening.allow_repeats:
        found[:] = _APART
    else:
        found[floor.played > 0] = 1
    found[floor.never] = 1
    found[floor.together] = _APART
    np.fill_diagonal(found, _APART)
    return found


def _first(floor: Floor) -> Rows:
    """Give the first of those who stay together and are there; -1 for who is not there."""
    n = len(floor)
    same = floor.together | np.eye(n, dtype=np.bool_)
    first = [np.argmax(same & here[None, :], axis=1) for here in floor.here]
    return np.where(floor.here, np.array(first), -1).astype(np.int32)


def _mates(floor: Floor) -> Rows:
    same = floor.together | np.eye(len(floor), dtype=np.bool_)
    found = np.full((len(floor), int(same.sum(axis=1).max(initial=1))), -1, dtype=np.int32)
    for i, row in enumerate(same):
        mates = np.flatnonzero(row)
        found[i, : len(mates)] = mates
    return found
