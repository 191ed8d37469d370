"""The inner loops of worth, compiled: what a meeting of two is worth, part by part."""

from typing import NamedTuple

import numpy as np

from matching.compiled import compiled
from matching.texts.text import Floats, Marks
from matching.worth.pair_features import (
    BETWEEN,
    FRIENDS,
    OTHERS,
    SHARED,
    STALE,
    THEIRS,
    Block,
    Codes,
    Number,
    Ties,
    between,
    gained_from,
)

# In the order of `Weights`.
_MUTUAL, _BEST, _GROUND, _CROSS, _KIND, KNOWN, _BRIDGE, NEW, _ZONE, _FRESH = range(10)
PARTS = 10
# How much each likeness adds to how much two people have in common.
_INTERESTS, _WORK, _FIELD = np.float32(0.55), np.float32(0.25), np.float32(0.20)
# From so many common acquaintances on, one more says nothing new.
_MANY = np.float32(3)
# From here on "well connected" is not too much to say.
WELL_CONNECTED = np.float32(0.5)
_LEAST = np.float32(1e-30)
NOTHING, _HALF, _ONE, _TWO, _FOUR = (np.float32(number) for number in (0, 0.5, 1, 2, 4))

Some = tuple[int, int]
"""From whom on, and to before whom."""


class Known(NamedTuple):
    """What is known of each person.

    Parameters
    ----------
    industry, group, zone, circle : ndarray of shape (n,), dtype=int32
        Codes; -1 where unknown.
    liked : ndarray of shape (3, n), dtype=float32
        How everybody likes the same industry, the same group, and any other.
    in_person, new, connected : ndarray of shape (n,), dtype=float32
        Who looks for somebody to meet in person, who is new, and how well connected others are.
    knows : ndarray of shape (n,), dtype=float32
        1 for those who have met anybody here, else 0.
    shares : ndarray of shape (10, n), dtype=float32
        Half of what each part counts for everybody.
    """

    industry: Codes
    group: Codes
    zone: Codes
    circle: Codes
    liked: Floats
    in_person: Floats
    new: Floats
    connected: Floats
    knows: Floats
    shares: Floats


@compiled
def parts_of(
    known: Known, one: int, block: Block, i: int, lies: Floats, some: Some, found: Floats
) -> None:
    """Write every part of the worth of one with some others.

    Takes who it is, in which row of the block they are, what lies between them and everybody,
    from whom to whom, and where to write, which has a place for everybody. Each part is the same
    from either side, and a loop of its own over numbers beside each other, of which the machine
    takes eight at a time.
    """
    begin, end = some
    theirs, others = lies[THEIRS][begin:end], lies[OTHERS][begin:end]
    mutual, best = found[_MUTUAL][begin:end], found[_BEST][begin:end]
    kind = found[_KIND][begin:end]
    in_person, mine = known.in_person[begin:end], known.in_person[one]
    for k in range(len(theirs)):
        both = max(theirs[k] + others[k], _LEAST)
        mutual[k] = np.divide(_TWO * theirs[k] * others[k], both)
        best[k] = max(theirs[k], others[k])
        kind[k] = max(mine, in_person[k]) * best[k]
    _fields(known, one, some, found)
    _circles(known, one, lies, some, found)
    ground, shared = found[_GROUND][begin:end], lies[SHARED][begin:end]
    for k in range(len(shared)):
        ground[k] += _INTERESTS * np.sqrt(shared[k])
    if len(block.work):
        work = block.work[i][begin:end]
        for k in range(len(work)):
            ground[k] += _WORK * work[k]
    for k in range(len(shared)):
        alike = min(ground[k], _ONE)
        ground[k] = _FOUR * alike * (_ONE - alike)


@compiled
def _fields(known: Known, one: int, some: Some, found: Floats) -> None:
    """Write how both like the distance between their fields, how alike these are, and the zones."""
    begin, end = some
    industry, group = known.industry[begin:end], known.group[begin:end]
    zone, same = known.zone[begin:end], known.liked[0][begin:end]
    near, far = known.liked[1][begin:end], known.liked[2][begin:end]
    my_industry, my_group, my_zone = known.industry[one], known.group[one], known.zone[one]
    my_same, my_near, my_far = known.liked[0, one], known.liked[1, one], known.liked[2, one]
    alike, cross = found[_GROUND][begin:end], found[_CROSS][begin:end]
    beside = found[_ZONE][begin:end]
    for k in range(len(industry)):
        is_near = my_group >= 0 and my_group == group[k]
        alike[k] = _FIELD if is_near else NOTHING
        liked = my_near + near[k] if is_near else my_far + far[k]
        liked = my_same + same[k] if my_industry == industry[k] else liked
        cross[k] = liked / _TWO if my_industry >= 0 and industry[k] >= 0 else _HALF
        beside[k] = _ONE if my_zone >= 0 and my_zone == zone[k] else NOTHING


@compiled
def _circles(known: Known, one: int, lies: Floats, some: Some, found: Floats) -> None:
    """Write whom both know, where a meeting joins circles or somebody new, and what is fresh."""
    begin, end = some
    circle, knows = known.circle[begin:end], known.knows[begin:end]
    new, connected = known.new[begin:end], known.connected[begin:end]
    my_circle, i_know = known.circle[one], known.knows[one]
    i_am_new, my_standing = known.new[one], known.connected[one]
    common, stale = lies[FRIENDS][begin:end], lies[STALE][begin:end]
    shared, bridge = found[KNOWN][begin:end], found[_BRIDGE][begin:end]
    joins, fresh = found[NEW][begin:end], found[_FRESH][begin:end]
    for k in range(len(common)):
        shared[k] = min(common[k] / _MANY, _ONE)
        long = NOTHING if common[k] > 0 else _HALF
        bridge[k] = (_ONE if my_circle != circle[k] else long) * knows[k] * i_know
        joins[k] = max(i_am_new * connected[k], my_standing * new[k])
        fresh[k] = _ONE - stale[k]


@compiled
def worth_of(known: Known, one: int, some: Some, found: Floats, worth: Floats) -> None:
    """Put the parts together, for both sides with what counts for each."""
    begin, end = some
    total = worth[begin:end]
    total[:] = 0
    for part in range(PARTS):
        mine, theirs = known.shares[part, one], known.shares[part][begin:end]
        level = found[part][begin:end]
        for k in range(len(total)):
            total[k] += (mine + theirs[k]) * level[k]


@compiled
def can_be_told(shared: Number, known: Number, new: Number) -> bool:
    """Say whether two share an interest or an acquaintance, or one is new and the other not."""
    return bool(shared > 0 or known > 0 or new >= WELL_CONNECTED)


@compiled
def all_meetings(block: Block, known: Known, ties: Ties) -> tuple[Floats, Floats, Marks]:
    """Give parts, worth and what is worth saying of all pairs of some people with everybody."""
    size, n = len(block.rows), len(block.gains)
    parts = np.empty((PARTS, size, n), dtype=np.float32)
    worth, says = np.empty((size, n), dtype=np.float32), np.empty((size, n), dtype=np.bool_)
    lies = np.empty((BETWEEN, n), dtype=np.float32)
    found = np.empty((PARTS, n), dtype=np.float32)
    others = gained_from(block)
    for i, one in enumerate(block.rows):
        between(others, block, ties, i, lies)
        parts_of(known, one, block, i, lies, (0, n), found)
        worth_of(known, one, (0, n), found, worth[i])
        parts[:, i] = found
        for k in range(n):
            told = can_be_told(lies[SHARED, k], found[KNOWN, k], found[NEW, k])
            says[i, k] = told or block.met[one, k] or block.met[k, one]
    return parts, worth, says
