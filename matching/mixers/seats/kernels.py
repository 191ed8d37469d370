"""What every step of a person would gain, kept true from exchange to exchange; compiled.

Whole numbers only: sums that are changed millions of times must not drift. Arrays are taken
out of their tuple once for each call; at every step that would cost twenty times the time.
"""

from matching.compiled import compiled, compiled_within
from matching.mixers.seats.gains import coming, leaving, meet, more_gains
from matching.mixers.seats.seat_arrays import Costs, Ints, Seats, Shorts
from matching.mixers.seats.substitution import add, meet_instead

# Less than anything gained or lost: nobody comes to the table where they sit already.
NO = -(1 << 28)


@compiled
def price(seats: Seats, costs: Costs) -> None:
    """Note what it gains if each person comes to each table, and if they leave theirs.

    Parameters
    ----------
    seats : Seats
        Who sits where.
    costs : Costs
        What breaking rules costs.

    Notes
    -----
    Takes rounds · n² steps.
    """
    met, units, more, leave = seats.met, seats.units, seats.more, seats.leave
    for i in range(met.shape[0]):
        _note_more(met[i], units[i], more[i], costs.repeat)
        more[i, i] = 0
    add(seats.instead, met, seats.base, units, costs.repeat)
    leave[:] = NO
    who, size, come, heads, shown = seats.who, seats.size, seats.come, seats.heads, seats.shown
    for r in range(size.shape[0]):
        for table in range(size.shape[1]):
            row = come[r, table]
            row[:] = 0
            for k in range(size[r, table]):
                row += more[who[r, table, k]]
            _fill_up(row, seats.industry, heads[r, table], (seats.most_alike, costs.alike))
            if r == 0:
                _welcome_back(row, shown, table, costs.move)
        for p in range(met.shape[0]):
            if seats.at[r, p] >= 0:
                _stay(seats, costs, r, p)


@compiled
def _note_more(met: Shorts, units: Ints, more: Ints, repeat: int) -> None:
    """Note what one more meeting of one person with each other changes."""
    for m in range(met.shape[0]):
        more[m] = more_gains(met[m], units[m], repeat)


@compiled
def _fill_up(row: Ints, industry: Ints, heads: Ints, limit: tuple[int, int]) -> None:
    """Note of whom a table has enough of their industry."""
    most, alike = limit
    if heads.max() < most:
        return
    for p in range(row.shape[0]):
        if industry[p] >= 0 and heads[industry[p]] >= most:
            row[p] -= alike


@compiled
def _welcome_back(row: Ints, shown: Ints, table: int, move: int) -> None:
    """Note who was shown this table."""
    for p in range(row.shape[0]):
        row[p] += move * int(shown[p] == table)


@compiled_within
def _welcome(seats: Seats, costs: Costs, r: int, p: int, table: int) -> int:
    """Say what coming to a table gains apart from meetings."""
    field = seats.industry[p]
    full = field >= 0 and seats.heads[r, table, field] >= seats.most_alike
    back = r == 0 and seats.shown[p] == table
    return costs.move * int(back) - costs.alike * int(full)


@compiled_within
def _stay(seats: Seats, costs: Costs, r: int, p: int) -> None:
    """Note what leaving their table gains somebody."""
    table, field = seats.at[r, p], seats.industry[p]
    seats.come[r, table, p] = NO
    if not seats.free[r, p]:
        return
    over = field >= 0 and seats.heads[r, table, field] > seats.most_alike
    away = r == 0 and seats.shown[p] == table
    meetings = leaving(seats.who, seats.size, seats.met, seats.units, (r, table, p, costs.repeat))
    seats.leave[r, p] = meetings + costs.alike * int(over) - costs.move * int(away)


@compiled_within
def _crowd(
    heads: Ints, come: Ints, industry: Ints, of: tuple[int, int, int, int], limit: tuple[int, int]
) -> None:
    """Count one of an industry more or less at a table, which can fill up with it."""
    r, table, field, change = of
    most, alike = limit
    if field < 0 or table == come.shape[1] - 1:
        return
    before = heads[r, table, field]
    heads[r, table, field] = before + change
    full = int(before + change >= most) - int(before >= most)
    if full:
        for p in range(industry.shape[0]):
            come[r, table, p] -= full * alike * int(industry[p] == field)


@compiled_within
def _shift(come: Ints, more: Ints, of: tuple[int, int, int, int]) -> None:
    """Note for everybody that one person came to a table and one left it."""
    r, table, comer, mover = of
    row, coming, leaving = come[r, table], more[comer], more[mover]
    for p in range(row.shape[0]):
        row[p] += coming[p] - leaving[p]


@compiled_within
def _look_around(seats: Seats, costs: Costs, r: int, a: int, b: int) -> None:
    """Note anew what those at two tables gain by leaving theirs, and by coming to the other."""
    who, size, met, units, more = seats.who, seats.size, seats.met, seats.units, seats.more
    come, leave, free = seats.come, seats.leave, seats.free
    heads, industry, most = seats.heads, seats.industry, seats.most_alike
    for side in range(2):
        here, there = (a, b) if side == 0 else (b, a)
        for k in range(size[r, here]):
            p = who[r, here, k]
            field = industry[p]
            come[r, here, p] = NO
            come[r, there, p] = coming(who, size, more, (r, there, p))
            if field >= 0 and heads[r, there, field] >= most:
                come[r, there, p] -= costs.alike
            if free[r, p]:
                leave[r, p] = leaving(who, size, met, units, (r, here, p, costs.repeat))
                if field >= 0 and heads[r, here, field] > most:
                    leave[r, p] += costs.alike
            if r == 0 and seats.shown[p] == there:
                come[r, there, p] += costs.move
            if r == 0 and seats.shown[p] == here and free[r, p]:
                leave[r, p] -= costs.move


@compiled_within
def exchange_gain(seats: Seats, costs: Costs, r: int, i: int, j: int) -> int:
    """Say what it gains if two people of a round change places.

    Parameters
    ----------
    seats : Seats
        Who sits where, priced.
    costs : Costs
        What breaking rules costs.
    r : int
        The round.
    i, j : int
        Two people at different tables.

    Returns
    -------
    gain : int
        Below 0 where it is worse.
    """
    a, b, bench = seats.at[r, i], seats.at[r, j], seats.size.shape[1] - 1
    gain = seats.come[r, b, i] + seats.come[r, a, j] + seats.leave[r, i] + seats.leave[r, j]
    gain -= seats.more[i, j] * (int(a < bench) + int(b < bench))
    field, benched, most = seats.industry[i], seats.benched, seats.most_benched
    if field >= 0 and field == seats.industry[j]:
        # One goes where the other of the same industry leaves: no table fills up.
        heads = seats.heads[r, :, field]
        full = int(heads[a] == seats.most_alike) + int(heads[b] == seats.most_alike)
        gain += costs.alike * full
    if a == bench:
        gain += costs.bench * (int(benched[i] > most[i]) - int(benched[j] >= most[j]))
    if b == bench:
        gain += costs.bench * (int(benched[j] > most[j]) - int(benched[i] >= most[i]))
    return int(gain)


@compiled_within
def exchange(seats: Seats, costs: Costs, r: int, i: int, j: int) -> None:
    """Let two people of a round change places, and keep all prices true.

    Parameters
    ----------
    seats : Seats
        Who sits where, priced; changed in place.
    costs : Costs
        What breaking rules costs.
    r : int
        The round.
    i, j : int
        Two people at different tables.

    Notes
    -----
    Takes 2 n steps over arrays in a row, and 8 · rounds for each person at the two tables.
    """
    who, size, at, spot, come = seats.who, seats.size, seats.at, seats.spot, seats.come
    leave, met, units, more = seats.leave, seats.met, seats.units, seats.more
    heads, industry, limit = seats.heads, seats.industry, (seats.most_alike, costs.alike)
    instead, base = seats.instead, seats.base
    # Sums are of one width, whatever comes in.
    i, j, a, b = i + 0, j + 0, at[r, i] + 0, at[r, j] + 0
    bench, sides = size.shape[1] - 1, ((i, j, a), (j, i, b))
    for mover, comer, table in sides:
        if size[r, table] > 0:
            _shift(come, more, (r, table, comer, mover))
        if industry[i] != industry[j]:
            _crowd(heads, come, industry, (r, table, industry[mover], -1), limit)
            _crowd(heads, come, industry, (r, table, industry[comer], 1), limit)
        for k in range(size[r, table]):
            m = who[r, table, k] + 0
            if m != mover:
                meet(at, come, leave, met, units, more, (r, mover, m, -1, costs.repeat))
                meet(at, come, leave, met, units, more, (r, comer, m, 1, costs.repeat))
                meet_instead(instead, met, base, (mover, m, -1))
                meet_instead(instead, met, base, (comer, m, 1))
    x, y = spot[r, i], spot[r, j]
    who[r, a, x], who[r, b, y] = j, i
    at[r, i], at[r, j] = b, a
    spot[r, i], spot[r, j] = y, x
    _look_around(seats, costs, r, a, b)
    for mover, comer, table in sides:
        if table == bench:
            left = at[r, mover]
            come[r, table, mover] = 0
            come[r, left, comer] = coming(who, size, more, (r, left, comer))
            come[r, left, comer] += _welcome(seats, costs, r, comer, left)
            seats.benched[mover] -= 1
            seats.benched[comer] += 1
            _stay(seats, costs, r, comer)
