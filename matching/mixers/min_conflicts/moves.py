"""Who comes to a table and who leaves it, and which faults that makes; compiled."""

from matching.compiled import compiled_in_place, compiled_within
from matching.mixers.min_conflicts.fit_arrays import Fit


@compiled_in_place
def move(fit: Fit, r: int, unit: int, table: int) -> None:
    """Let somebody, and who stays with them, go to another table or the bench.

    Parameters
    ----------
    fit : Fit
        Who sits where; changed in place.
    r : int
        The round.
    unit : int
        The first of those who stay together.
    table : int
        Where they go.
    """
    for k in range(fit.mates.shape[1]):
        i = fit.mates[unit, k]
        if i >= 0 and fit.at[r, i] >= 0 and fit.at[r, i] != table:
            _leave(fit, r, i)
            come(fit, r, i, table)


@compiled_in_place
def come(fit: Fit, r: int, i: int, table: int) -> None:
    """Let one person come to a table, who sits nowhere.

    Parameters
    ----------
    fit : Fit
        Who sits where; changed in place.
    r : int
        The round.
    i : int
        The person.
    table : int
        The table, or the bench.
    """
    people, last = fit.size[r, table], fit.size.shape[1] - 1
    if table == last:
        _bench(fit, r, i, 1)
    else:
        for k in range(people):
            _meet(fit, r, i, fit.who[r, table, k], 1)
        _count_field(fit, r, i, table, 1)
    before = _misfits(fit, r, table)
    fit.who[r, table, people] = i
    fit.spot[r, i] = people
    fit.at[r, i] = table
    fit.size[r, table] = people + 1
    _note(fit, r, fit.at.shape[1] + table, _misfits(fit, r, table) - before)


@compiled_in_place
def _leave(fit: Fit, r: int, i: int) -> None:
    table, last = fit.at[r, i], fit.size.shape[1] - 1
    before = _misfits(fit, r, table)
    end, spot = fit.size[r, table] - 1, fit.spot[r, i]
    other = fit.who[r, table, end]
    fit.who[r, table, spot] = other
    fit.spot[r, other] = spot
    fit.size[r, table] = end
    fit.at[r, i] = -1
    _note(fit, r, fit.at.shape[1] + table, _misfits(fit, r, table) - before)
    if table == last:
        _bench(fit, r, i, -1)
        return
    for k in range(end):
        _meet(fit, r, i, fit.who[r, table, k], -1)
    _count_field(fit, r, i, table, -1)


@compiled_within
def _meet(fit: Fit, r: int, i: int, j: int, change: int) -> None:
    """Count a meeting, and note the faults; a second meeting makes a fault of the first."""
    most = max(fit.met[i, j], fit.met[i, j] + change)
    fit.met[i, j] += change
    fit.met[j, i] = fit.met[i, j]
    if most <= 1:
        return
    _note(fit, r, i, change)
    _note(fit, r, j, change)
    if most > 2 or not fit.once[i, j]:  # noqa: PLR2004 - the second meeting
        return
    bench = fit.size.shape[1] - 1
    for q in range(fit.at.shape[0]):
        if q != r and fit.at[q, i] == fit.at[q, j] and 0 <= fit.at[q, i] < bench:
            _note(fit, q, i, change)
            _note(fit, q, j, change)


@compiled_within
def _bench(fit: Fit, r: int, i: int, change: int) -> None:
    """Count somebody on the bench; too many rounds there are faults of all of them."""
    most = max(fit.benched[i], fit.benched[i] + change)
    fit.benched[i] += change
    if most <= fit.most_benched[i]:
        return
    _note(fit, r, i, change)
    for q in range(fit.at.shape[0]):
        if q != r and fit.at[q, i] == fit.size.shape[1] - 1 and most == fit.most_benched[i] + 1:
            _note(fit, q, i, change)


@compiled_within
def _count_field(fit: Fit, r: int, i: int, table: int, change: int) -> None:
    field = fit.field[i]
    if field < 0:
        return
    most = max(fit.heads[r, table, field], fit.heads[r, table, field] + change)
    fit.heads[r, table, field] += change
    if most > fit.most_alike:
        _note(fit, r, fit.at.shape[1] + table, change)


@compiled_within
def misfit(fit: Fit, people: int) -> int:
    """Say how many people too many or too few a table of this size has.

    Parameters
    ----------
    fit : Fit
        Who sits where.
    people : int
        How many sit at the table; nobody is no fault.

    Returns
    -------
    misfit : int
        0 or more.
    """
    low, high = fit.sizes
    if people > high:
        return people - high
    return low - people if 0 < people < low else 0


@compiled_within
def misfits(fit: Fit, r: int, table: int, people: int) -> int:
    """Say the same of a table of a round with so many people, or of the bench.

    Parameters
    ----------
    fit : Fit
        Who sits where.
    r, table : int
        The round, and the table in it.
    people : int
        How many sit there.

    Returns
    -------
    misfits : int
        0 or more.
    """
    if table == fit.size.shape[1] - 1:
        return int(max(0, people - fit.out[r]))
    return int(misfit(fit, people))


@compiled_within
def _misfits(fit: Fit, r: int, table: int) -> int:
    return int(misfits(fit, r, table, fit.size[r, table]))


@compiled_within
def _note(fit: Fit, r: int, what: int, change: int) -> None:
    """Note more or fewer faults of a person or table, and keep the list of all that have some."""
    before = fit.faults[r, what]
    fit.faults[r, what] = before + change
    if change == 0 or (before > 0) == (before + change > 0):
        return
    if before == 0:
        end = fit.many[0]
        fit.many[0] = end + 1
        fit.faulty[end, 0], fit.faulty[end, 1], fit.place[r, what] = r, what, end
        return
    end, here = fit.many[0] - 1, fit.place[r, what]
    fit.many[0] = end
    q, other = fit.faulty[end, 0], fit.faulty[end, 1]
    fit.faulty[here, 0], fit.faulty[here, 1], fit.place[q, other] = q, other, here
    fit.place[r, what] = -1
