"""Tabu search: people move to where they break no rule, at tables of any size; compiled."""

import numpy as np

from matching.compiled import compiled, compiled_in_place
from matching.mixers.min_conflicts.fit_arrays import Fit, Ints
from matching.mixers.min_conflicts.move_costs import alike, benched, between, meeting, seats, there
from matching.mixers.min_conflicts.moves import move
from matching.mixers.seats.random_numbers import below

# No move costs so much.
_NEVER = 1 << 30
# What was just undone stays so for some moves.
_TENURE, _TENURES = 3, 10
# A table may be so much too full for a while. So often somebody is looked for who may come.
_OVER, _LOOKS = 2, 20
# In so many of a thousand moves that gain nothing, what stays broken costs more from then on.
_DEARER, _THOUSAND = 100, 1000


@compiled
def settle(fit: Fit, steps: int) -> bool:
    """Move people who break a rule to where it is best, until nobody does.

    Parameters
    ----------
    fit : Fit
        Who sits where; changed in place.
    steps : int
        How many moves at most.

    Returns
    -------
    done : bool
        Whether nobody breaks a rule any more.
    """
    rounds, people = fit.at.shape
    tabu = np.zeros((rounds, people, fit.size.shape[1]), dtype=np.int32)
    costs = np.zeros(fit.size.shape[1], dtype=np.int32)  # what somebody costs at each table
    to = np.zeros(2, dtype=np.int32)  # a table, and who leaves it in return, or -1
    now = best = 0
    for step in range(1, steps + 1):
        if fit.many[0] == 0:
            return True
        r, unit = _who(fit)
        if unit < 0:
            continue
        change = _best(fit, tabu, costs, (step, best - now, r, unit), to)
        if change == _NEVER:
            continue
        now += change
        if change >= 0 and below(fit.chance, _THOUSAND) < _DEARER:
            now += _make_dearer(fit, r, unit)
        best = min(best, now)
        here = fit.at[r, unit]
        tabu[r, unit, here] = step + _TENURE + below(fit.chance, _TENURES)
        move(fit, r, unit, to[0])
        if to[1] >= 0:
            tabu[r, to[1], to[0]] = step + _TENURE + below(fit.chance, _TENURES)
            move(fit, r, to[1], here)
    return False


@compiled_in_place
def _who(fit: Fit) -> tuple[int, int]:
    """Choose somebody, and who stays with them, who breaks a rule or may help; -1 if nobody."""
    people = fit.at.shape[1]
    k = below(fit.chance, fit.many[0])
    r, what = fit.faulty[k, 0], fit.faulty[k, 1]
    i = what if what < people else _of_table(fit, r, what - people)
    if fit.stays[r, i]:
        table = fit.at[r, i]
        i = fit.who[r, table, below(fit.chance, fit.size[r, table])]
    return r, -1 if fit.stays[r, i] else int(fit.first[r, i])


@compiled_in_place
def _of_table(fit: Fit, r: int, table: int) -> int:
    """Choose one of a table, or somebody else where it has too few."""
    people, chance = fit.size[r, table], fit.chance
    if people < fit.sizes[0] and table < fit.size.shape[1] - 1 and below(chance, 2) == 0:
        for _ in range(_LOOKS):
            i = below(chance, fit.at.shape[1])
            if fit.at[r, i] >= 0 and fit.at[r, i] != table:
                return i
    found, many = fit.who[r, table, below(chance, people)], 0
    for k in range(people):
        i = fit.who[r, table, k]
        if fit.field[i] >= 0 and fit.heads[r, table, fit.field[i]] > fit.most_alike:
            many += 1
            found = i if below(chance, many) == 0 else found
    return int(found)


@compiled_in_place
def _best(fit: Fit, tabu: Ints, costs: Ints, of: tuple[int, int, int, int], to: Ints) -> int:
    """Find where somebody, and who stays with them, had better go; say what it changes."""
    step, under, r, unit = of
    here, bench, best, ties = fit.at[r, unit], fit.size.shape[1] - 1, _NEVER, 1
    people = there(fit, r, unit)
    leaves = -meeting(fit, r, unit, here, unit) + benched(fit, r, unit, here, -1)
    seen_empty = False
    for table in range(bench + 1):
        costs[table] = meeting(fit, r, unit, table, unit)
        if table == here or (table >= fit.tables[r] and table != bench):
            continue
        if table == bench and fit.out[r] == 0:
            continue
        empty = fit.size[r, table] == 0 and table != bench
        if (empty and seen_empty) or (
            table != bench and fit.size[r, table] + people > fit.sizes[1] + _OVER
        ):
            continue
        seen_empty |= empty
        change = leaves + costs[table] + benched(fit, r, unit, table, 1)
        change += seats(fit, r, here, -people) + seats(fit, r, table, people)
        change += alike(fit, r, (unit, -1, here, table))
        if tabu[r, unit, table] > step and change >= under:
            continue
        ties = ties + 1 if change == best else 1
        if change < best or (change == best and below(fit.chance, ties) == 0):
            best, to[0], to[1] = change, table, -1
    return _best_exchange(
        fit, tabu, costs, (step, under, r, unit), (best, ties, people, leaves), to
    )


@compiled_in_place
def _best_exchange(
    fit: Fit,
    tabu: Ints,
    costs: Ints,
    of: tuple[int, int, int, int],
    known: tuple[int, int, int, int],
    to: Ints,
) -> int:
    """Look for somebody to change places with, which may be better than going alone."""
    step, under, r, unit = of
    best, ties, people, leaves = known
    here = fit.at[r, unit]
    for other in range(fit.at.shape[1]):
        table = fit.at[r, other]
        if table < 0 or table == here or fit.stays[r, other] or fit.first[r, other] != other:
            continue
        change = leaves + costs[table] + benched(fit, r, unit, table, 1)
        change += meeting(fit, r, other, here, unit) - meeting(fit, r, other, table, other)
        change -= between(fit, r, unit, other, table)
        change += benched(fit, r, other, table, -1) + benched(fit, r, other, here, 1)
        more = people - there(fit, r, other)
        if more:
            change += seats(fit, r, here, -more) + seats(fit, r, table, more)
        change += alike(fit, r, (unit, other, here, table))
        barred = tabu[r, unit, table] > step or tabu[r, other, here] > step
        if change > best or (barred and change >= under):
            continue
        ties = ties + 1 if change == best else 1
        if change < best or below(fit.chance, ties) == 0:
            best, to[0], to[1] = change, table, other
    return int(best)


@compiled_in_place
def _make_dearer(fit: Fit, r: int, unit: int) -> int:
    """Let the faults of a unit with those of its table cost more; say how much."""
    table, more = fit.at[r, unit], 0
    if table == fit.size.shape[1] - 1:
        return more
    for m in range(fit.mates.shape[1]):
        i = fit.mates[unit, m]
        if i < 0 or fit.at[r, i] < 0:
            continue
        for k in range(fit.size[r, table]):
            j = fit.who[r, table, k]
            if fit.met[i, j] > 1:
                fit.weight[i, j] += 1
                fit.weight[j, i] += 1
                more += 1
    return more
