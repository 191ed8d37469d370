"""Trying all plans of a small room one after the other; compiled.

Sets of people are whole numbers, a bit for each person.
"""

from matching.compiled import compiled_in_place
from matching.mixers.set_arrays import Room, Sets

# What is said of a room: no plan, a plan, or not known after so many steps.
NONE, FOUND, UNKNOWN = 0, 1, 2
# Ways from what was decided: to one decision more, to one less, or nowhere else.
_ON, _BACK, _DONE = 1, -1, 0


@compiled_in_place
def tried(room: Room, stack: Sets) -> int:
    """Try all plans one after the other.

    Parameters
    ----------
    room : Room
        The rules; the plan that is found stands in it.
    stack : ndarray of shape (d, 7), dtype=int64
        Room for what was decided so far: the round, who has no place in it yet, who sits at
        the table being filled (nobody between tables) and who may still come to it, how many
        tables are full, how many people sit out, and what was tried from there.

    Returns
    -------
    said : int
        `NONE`, `FOUND` or `UNKNOWN`.
    """
    stack[0] = (0, room.here[0], 0, 0, 0, 0, 0)
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
    """Let the next person begin a table, after that sit out; after the last begin a round."""
    r, left, tables, stage = now[0], now[1], now[4], now[6]
    if left == 0:
        return _next_round(room, now, then)
    if stage:
        return _sit_out(room, now, then)
    if not _fits(room, r, left, tables, now[5]):
        return _BACK
    now[6] = 1
    if tables == room.tables[r]:
        return _sit_out(room, now, then)
    one = left & -left
    p = _index(one)
    may = (left ^ one) & ~room.met[p] & ~room.apart[r, p]
    then[:] = (r, left ^ one, one, may, tables, now[5], 0)
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
    then[:] = (r + 1, room.here[r + 1], 0, 0, 0, 0, 0)
    return _ON


@compiled_in_place
def _sit_out(room: Room, now: Sets, then: Sets) -> int:
    r, left, tables, out, stage = now[0], now[1], now[4], now[5], now[6]
    one = left & -left
    p = _index(one)
    now[6] += 1
    if stage > 1:
        room.benched[p] -= 1
        return _BACK
    if out >= room.out[r] or not _may_sit_out(room, r, p):
        return _BACK
    room.benched[p] += 1
    then[:] = (r, left ^ one, 0, 0, tables, out + 1, 0)
    return _ON


@compiled_in_place
def _filled(room: Room, now: Sets, then: Sets) -> int:
    """Let one more come to a table, each who may, and last leave it as it is."""
    r, left, table, tables, out, stage = now[0], now[1], now[2], now[4], now[5], now[6]
    size = _count(table)
    while stage == 0 and now[3] and size < room.sizes[1]:
        one = now[3] & -now[3]
        now[3] ^= one
        p = _index(one)
        if not _too_many(room, table | one, p):
            on = now[3] & ~room.met[p] & ~room.apart[r, p]
            then[:] = (r, left ^ one, table | one, on, tables, out, 0)
            return _ON
    now[6] = 1
    if stage == 0:
        if size < room.sizes[0] or not _complete(room, r, table, tables):
            return _BACK
        _meet(room, table)
        room.plan[r, tables] = table
        if _hopeful(room, r, table):
            then[:] = (r, left, 0, 0, tables + 1, out, 0)
            return _ON
    _meet(room, table)
    return _BACK


@compiled_in_place
def _count(people: int) -> int:
    """Count the people of a set, all bits at once."""
    twos = people - ((people >> 1) & 0x5555555555555555)
    fours = (twos & 0x3333333333333333) + ((twos >> 2) & 0x3333333333333333)
    eights = (fours + (fours >> 4)) & 0x0F0F0F0F0F0F0F0F
    return (eights * 0x0101010101010101) >> 56


@compiled_in_place
def _index(one: int) -> int:
    """Say who the one of a set is."""
    return _count(one - 1)


@compiled_in_place
def _fits(room: Room, r: int, left: int, tables: int, out: int) -> bool:
    """Say whether so many people can be shared out to tables and bench."""
    people = _count(left)
    for away in range(min(people, room.out[r] - out) + 1):
        for more in range(room.tables[r] - tables + 1):
            if room.sizes[0] * more <= people - away <= room.sizes[1] * more:
                return True
    return False


@compiled_in_place
def _may_sit_out(room: Room, r: int, p: int) -> bool:
    """Say whether somebody may sit out; the first of a round not after they sat before."""
    if room.seated[r] >> p & 1 or room.benched[p] >= room.most_benched[p]:
        return False
    first = room.here[r] & -room.here[r]
    return not (room.alike[r] and _index(first) == p and room.plan[r - 1, 0] & first)


@compiled_in_place
def _too_many(room: Room, table: int, p: int) -> bool:
    return _count(table & room.fields[p]) > room.most_alike


@compiled_in_place
def _complete(room: Room, r: int, table: int, tables: int) -> bool:
    """Say whether all are there who have their seat at this table, and rounds are in order."""
    people = table
    while people:
        one = people & -people
        people ^= one
        if room.pinned[r, _index(one)] & ~table:
            return False
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
        room.met[_index(one)] ^= (table ^ one) & ~room.mates[_index(one)]


@compiled_in_place
def _hopeful(room: Room, r: int, table: int) -> bool:
    """Say whether those of a table have enough new people left for the rounds to come."""
    people = table
    while people:
        one = people & -people
        people ^= one
        p, others, rounds = _index(one), 0, 0
        for later in range(r + 1, room.here.shape[0]):
            if room.here[later] & one:
                rounds += 1
                others |= room.here[later]
        rounds -= room.most_benched[p] - room.benched[p]
        others &= ~one & ~room.met[p] & ~room.mates[p]
        if room.once and rounds * (room.sizes[0] - 1 - _count(room.mates[p])) > _count(others):
            return False
    return True
