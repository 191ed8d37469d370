"""What it costs that somebody, and who stays with them, goes to another table; compiled.

A pair that meets too often costs its weight, one more of an industry 1.
"""

from matching.compiled import compiled_within
from matching.mixers.min_conflicts.fit_arrays import Fit
from matching.mixers.min_conflicts.moves import misfits

# What one person too many or too few costs, or one round too many on the bench.
_SEAT = 2


@compiled_within
def there(fit: Fit, r: int, unit: int) -> int:
    """Count those of a unit who are there.

    Parameters
    ----------
    fit : Fit
        Who sits where.
    r : int
        The round.
    unit : int
        The first of those who stay together.

    Returns
    -------
    people : int
        At least 1.
    """
    found = 0
    for k in range(fit.mates.shape[1]):
        i = fit.mates[unit, k]
        found += int(i >= 0 and fit.at[r, i] >= 0)
    return found


@compiled_within
def meeting(fit: Fit, r: int, unit: int, table: int, but: int) -> int:
    """Say what meetings of a unit with those of a table cost.

    Parameters
    ----------
    fit : Fit
        Who sits where.
    r : int
        The round.
    unit : int
        The first of those who stay together.
    table : int
        A table, or the bench, where nobody meets.
    but : int
        The unit that does not count.

    Returns
    -------
    cost : int
        The weights of all pairs that meet too often.
    """
    cost = 0
    if table == fit.size.shape[1] - 1:
        return cost
    for m in range(fit.mates.shape[1]):
        i = fit.mates[unit, m]
        if i < 0 or fit.at[r, i] < 0:
            continue
        enough = int(fit.at[r, i] == table)
        for k in range(fit.size[r, table]):
            j = fit.who[r, table, k]
            if fit.met[i, j] > enough and fit.first[r, j] != but:
                cost += fit.weight[i, j]
    return cost


@compiled_within
def between(fit: Fit, r: int, unit: int, other: int, table: int) -> int:
    """Say what two units would cost at one table, who change places instead.

    Parameters
    ----------
    fit : Fit
        Who sits where.
    r : int
        The round.
    unit, other : int
        The first of those who stay together.
    table : int
        The table of the other.

    Returns
    -------
    cost : int
        As in `meeting`.
    """
    cost = 0
    if table == fit.size.shape[1] - 1:
        return cost
    for m in range(fit.mates.shape[1]):
        i = fit.mates[unit, m]
        if i < 0 or fit.at[r, i] < 0:
            continue
        for k in range(fit.mates.shape[1]):
            j = fit.mates[other, k]
            if j >= 0 and fit.at[r, j] >= 0 and fit.met[i, j] > 0:
                cost += fit.weight[i, j]
    return cost


@compiled_within
def benched(fit: Fit, r: int, unit: int, table: int, change: int) -> int:
    """Say what it costs in rounds on the bench if a unit comes to a table or leaves it.

    Parameters
    ----------
    fit : Fit
        Who sits where.
    r : int
        The round.
    unit : int
        The first of those who stay together.
    table : int
        A table, which costs nothing, or the bench.
    change : int
        1 if they come, -1 if they leave.

    Returns
    -------
    cost : int
        Below 0 where it is a gain.
    """
    cost = 0
    if table != fit.size.shape[1] - 1:
        return cost
    for k in range(fit.mates.shape[1]):
        i = fit.mates[unit, k]
        if i >= 0 and fit.at[r, i] >= 0:
            over = fit.benched[i] - fit.most_benched[i]
            cost += max(0, over + change) - max(0, over)
    return _SEAT * cost


@compiled_within
def seats(fit: Fit, r: int, table: int, more: int) -> int:
    """Say what it costs in seats if more people come to a table, or leave it.

    Parameters
    ----------
    fit : Fit
        Who sits where.
    r, table : int
        The round, and the table in it.
    more : int
        How many come; below 0 if they leave.

    Returns
    -------
    cost : int
        Below 0 where it is a gain.
    """
    people = fit.size[r, table]
    return int(_SEAT * (misfits(fit, r, table, people + more) - misfits(fit, r, table, people)))


@compiled_within
def alike(fit: Fit, r: int, of: tuple[int, int, int, int]) -> int:
    """Say what it costs in people of one industry if a unit goes, and another comes instead.

    Parameters
    ----------
    fit : Fit
        Who sits where; the same afterwards.
    r : int
        The round.
    of : tuple of int
        The unit, the other or -1, and their tables.

    Returns
    -------
    cost : int
        Below 0 where it is a gain.
    """
    unit, other, here, there = of
    if fit.most_alike >= fit.at.shape[1]:
        return 0
    cost = _counted(fit, r, unit, here, -1) + _counted(fit, r, unit, there, 1)
    if other >= 0:
        cost += _counted(fit, r, other, there, -1) + _counted(fit, r, other, here, 1)
        _counted(fit, r, other, here, -1)
        _counted(fit, r, other, there, 1)
    _counted(fit, r, unit, there, -1)
    _counted(fit, r, unit, here, 1)
    return cost


@compiled_within
def _counted(fit: Fit, r: int, unit: int, table: int, change: int) -> int:
    """Count the industries of a unit at a table; say how many too many there are more."""
    cost = 0
    if table == fit.size.shape[1] - 1:
        return cost
    for k in range(fit.mates.shape[1]):
        i = fit.mates[unit, k]
        if i >= 0 and fit.at[r, i] >= 0 and fit.field[i] >= 0:
            heads = fit.heads[r, table, fit.field[i]]
            cost += max(0, heads + change - fit.most_alike) - max(0, heads - fit.most_alike)
            fit.heads[r, table, fit.field[i]] = heads + change
    return cost
