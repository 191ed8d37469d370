"""Pruning: whether a plan begun can still be finished, as far as counting sees; compiled.

Sets of people are whole numbers, a bit for each person.
"""

from matching.compiled import compiled_in_place
from matching.mixers.exhaustive.bit_sets import Room


@compiled_in_place
def count(people: int) -> int:
    """Count the people of a set, all bits at once."""
    twos = people - ((people >> 1) & 0x5555555555555555)
    fours = (twos & 0x3333333333333333) + ((twos >> 2) & 0x3333333333333333)
    eights = (fours + (fours >> 4)) & 0x0F0F0F0F0F0F0F0F
    return (eights * 0x0101010101010101) >> 56


@compiled_in_place
def index(one: int) -> int:
    """Say who the one of a set is."""
    return count(one - 1)


@compiled_in_place
def may_sit_out(room: Room, r: int, p: int) -> bool:
    """Say whether somebody may sit out; the first of a round not after they sat before."""
    if room.seated[r] >> p & 1 or room.benched[p] >= room.most_benched[p]:
        return False
    first = room.here[r] & -room.here[r]
    return not (room.alike[r] and index(first) == p and room.plan[r - 1, 0] & first)


@compiled_in_place
def tightest(room: Room, r: int, left: int) -> int:
    """Find who has fewest people left to sit with; the first of a round begins it.

    Parameters
    ----------
    room : Room
        The rules, and who has met.
    r : int
        The round.
    left : int
        Who has no place in it yet.

    Returns
    -------
    p : int
        The person; -1 where somebody can neither sit nor sit out.
    """
    whole, best, fewest = left == room.here[r], -1, 64
    people = left
    while people:
        one = people & -people
        people ^= one
        p = index(one)
        company = count(left & ~one & ~room.met[p] & ~room.apart[r, p])
        if company < room.sizes[0] - 1 and not may_sit_out(room, r, p):
            return -1
        if company < fewest and (best < 0 or not whole):
            best, fewest = p, company
    return best


@compiled_in_place
def benched_at_least(room: Room, r: int, left: int, tables: int) -> int:
    """Count who finds no table in a round, since too few of a crowd may share one.

    Parameters
    ----------
    room : Room
        The rules.
    r : int
        The round.
    left : int
        Who has no place in it yet.
    tables : int
        How many tables are full.

    Returns
    -------
    people : int
        So many or more.
    """
    more = min(room.tables[r] - tables, count(left) // room.sizes[0])
    most = 0
    for kind in range(2):
        over = 0
        for crowd in room.crowds[kind]:
            over += max(0, count(left & crowd) - room.caps[kind] * more)
        most = max(most, over)
    return most


@compiled_in_place
def hopeful(room: Room, r: int, table: int) -> bool:
    """Say whether those of a table have enough new people left for the rounds to come.

    Parameters
    ----------
    room : Room
        The rules, and who has met.
    r : int
        The round.
    table : int
        Who has just met in it.

    Returns
    -------
    hopeful : bool
        Whether nobody of them has too few.
    """
    people = table
    while people and room.once:
        one = people & -people
        people ^= one
        p, others, rounds, free = index(one), 0, 0, 0
        for later in range(r + 1, room.here.shape[0]):
            if room.here[later] & one:
                rounds += 1
                free += room.out[later] > 0 and not room.seated[later] & one
                others |= room.here[later] & ~room.apart[later, p]
        rounds -= min(free, room.most_benched[p] - room.benched[p])
        others &= ~one & ~room.met[p] & ~room.mates[p]
        need = rounds * (room.sizes[0] - 1 - count(room.mates[p]))
        if need > 0 and need > _may_meet(room, others, rounds):
            return False
    return True


@compiled_in_place
def _may_meet(room: Room, others: int, rounds: int) -> int:
    """Count whom one person may meet in so many rounds, since crowds do not share a table."""
    fewest = count(others)
    for kind in range(2):
        some = 0
        for crowd in room.crowds[kind]:
            some += min(count(others & crowd), rounds * room.caps[kind])
        fewest = min(fewest, some)
    return fewest
