"""Backtracking: all plans of a small room are tried one after the other; compiled.

Sets of people are whole numbers, a bit for each person.
"""

from matching.compiled import compiled_in_place
from matching.mixers.exhaustive.bit_sets import Room, Sets
from matching.mixers.exhaustive.pruning import (
    benched_at_least,
    count,
    hopeful,
    index,
    may_sit_out,
    tightest,
)

# What is said of a room: no plan, a plan, or not known after so many steps.
NONE, FOUND, UNKNOWN = 0, 1, 2
# Ways from what was decided: to one decision more, to one less, or nowhere else.
_ON, _BACK, _DONE = 1, -1, 0
# What a decision is made of, in this order.
WIDTH = 8


@compiled_in_place
def tried(room: Room, stack: Sets) -> int:
    """Try all plans one after the other.

    Parameters
    ----------
    room : Room
        The rules; the plan that is found stands in it.
    stack : ndarray of shape (d, 8), dtype=int64
        Room for what was decided so far: the round, who has no place in it yet, who sits at
        the table being filled (nobody between tables) and who may still come to it, how many
        tables are full, how many people sit out, what was tried from there, and who is next.

    Returns
    -------
    said : int
        `NONE`, `FOUND` or `UNKNOWN`.
    """
    stack[0] = (0, room.here[0], 0, 0, 0, 0, 0, 0)
    top = 0
    for _ in range(room.steps):
        if stack[top, 2] == 0:
            way = _between(room, stack[top], stack[top + 1])
        else:
            way = _filled(room, stack[top], stack[top + 1])
        if way == _DONE:
            return FOUND
        top += way
        if top < 0:
            return NONE
    return UNKNOWN


@compiled_in_place
def _between(room: Room, now: Sets, then: Sets) -> int:
    """Let who has least choice begin a table, after that sit out; after the last begin a round."""
    r, left, tables, out, stage = now[0], now[1], now[4], now[5], now[6]
    if left == 0:
        return _next_round(room, now, then)
    if stage:
        return _sit_out(room, now, then)
    p = tightest(room, r, left)
    if p < 0 or not _fits(room, r, left, tables, out):
        return _BACK
    if benched_at_least(room, r, left, tables) > room.out[r] - out:
        return _BACK
    now[6], now[7] = 1, p
    unit, may = room.units[r, p], _company(room, r, left, p)
    if tables == room.tables[r] or may < 0 or _too_many(room, 0, unit):
        return _sit_out(room, now, then)
    then[:] = (r, left ^ unit, unit, may, tables, out, 0, 0)
    return _ON


@compiled_in_place
def _next_round(room: Room, now: Sets, then: Sets) -> int:
    r, tables, stage = now[0], now[4], now[6]
    if stage:
        return _BACK
    now[6] = 1
    room.plan[r, tables] = 0
    if r + 1 == room.here.shape[0]:
        return _DONE
    then[:] = (r + 1, room.here[r + 1], 0, 0, 0, 0, 0, 0)
    return _ON


@compiled_in_place
def _sit_out(room: Room, now: Sets, then: Sets) -> int:
    """Let somebody sit out, and with them who would share their table."""
    r, left, tables, out, stage, p = now[0], now[1], now[4], now[5], now[6], now[7]
    unit = room.units[r, p]
    now[6] += 1
    if stage > 1:
        _bench(room, unit, -1)
        return _BACK
    if out + count(unit) > room.out[r]:
        return _BACK
    people = unit
    while people:
        one = people & -people
        people ^= one
        if not may_sit_out(room, r, index(one)):
            return _BACK
    _bench(room, unit, 1)
    then[:] = (r, left ^ unit, 0, 0, tables, out + count(unit), 0, 0)
    return _ON


@compiled_in_place
def _bench(room: Room, people: int, times: int) -> None:
    while people:
        one = people & -people
        people ^= one
        room.benched[index(one)] += times


@compiled_in_place
def _company(room: Room, r: int, left: int, p: int) -> int:
    """Say who may join those who must sit with somebody; below 0 if they cannot themselves."""
    unit, people = room.units[r, p], room.units[r, p]
    may = left
    while people:
        one = people & -people
        people ^= one
        may &= ~(room.met[index(one)] | room.apart[r, index(one)])
    return may & ~unit if may & unit == unit else -1


@compiled_in_place
def _filled(room: Room, now: Sets, then: Sets) -> int:
    """Let one more come to a table, each who may, and last leave it as it is."""
    r, left, table, tables, out, stage = now[0], now[1], now[2], now[4], now[5], now[6]
    while stage == 0 and now[3] and count(table) < room.sizes[1]:
        p = index(now[3] & -now[3])
        unit, among = room.units[r, p], now[3]
        now[3] &= ~unit
        may = _company(room, r, among, p)
        if may >= 0 and not _too_many(room, table, unit):
            then[:] = (r, left ^ unit, table | unit, may & now[3], tables, out, 0, 0)
            return _ON
    now[6] = 1
    if stage == 0:
        if count(table) < room.sizes[0] or not _ordered(room, r, table, tables):
            return _BACK
        _meet(room, table)
        room.plan[r, tables] = table
        if hopeful(room, r, table):
            then[:] = (r, left, 0, 0, tables + 1, out, 0, 0)
            return _ON
    _meet(room, table)
    return _BACK


@compiled_in_place
def _fits(room: Room, r: int, left: int, tables: int, out: int) -> bool:
    """Say whether so many people can be shared out to tables and bench."""
    people = count(left)
    for away in range(min(people, room.out[r] - out) + 1):
        for more in range(room.tables[r] - tables + 1):
            if room.sizes[0] * more <= people - away <= room.sizes[1] * more:
                return True
    return False


@compiled_in_place
def _too_many(room: Room, table: int, unit: int) -> bool:
    """Say whether a table would have too many people, or too many of an industry."""
    people = unit
    while people:
        one = people & -people
        people ^= one
        if count((table | unit) & room.fields[index(one)]) > room.most_alike:
            return True
    return count(table | unit) > room.sizes[1]


@compiled_in_place
def _ordered(room: Room, r: int, table: int, tables: int) -> bool:
    """Say whether rounds that could change places are in order."""
    first = room.here[r] & -room.here[r]
    ordered = room.alike[r] and tables == 0 and table & first and room.plan[r - 1, 0] & first
    return not ordered or table >= room.plan[r - 1, 0]


@compiled_in_place
def _meet(room: Room, table: int) -> None:
    """Note that people meet, or that they do not after all."""
    people = table
    while people and room.once:
        one = people & -people
        people ^= one
        room.met[index(one)] ^= (table ^ one) & ~room.mates[index(one)]
