"""Who sells the same thing as somebody else in the room."""

import math
from collections.abc import Callable, Iterator

import numpy as np

from matching.people.features import Room
from matching.processors import one_thread
from matching.texts.text import Marks, Rows

# Two offers of which so much speaks for it (natural log-odds) are the same offer, and people of
# one fine industry who have half of their offers in common sell the same thing.
_SAME_OFFER = math.log(0.99 / 0.01)
_SAME_TRADE = 0.5
# Comparisons held at a time, however many people are of one industry.
_CELLS = 1_000_000


def rivals(room: Room) -> list[tuple[int, int]]:
    """Find the pairs of people of one industry who sell the same thing.

    Parameters
    ----------
    room : Room
        The people.

    Returns
    -------
    rivals : list of (int, int)
        Row numbers of people of one (fine) industry of whom the one with fewer offers has at
        least half of them nearly word for word in common with the other. One of the two had
        nobody today: no others can be proposed to each other.

    Notes
    -----
    Texts are compared once in each industry, however many people write the same.
    """
    n, owner = len(room), room.offers.owner
    one, other = _same(room)
    apart = (owner[one] != owner[other]) & (owner[one] < room.alone)
    ends = np.stack([one[apart], other[apart]])
    offer, by = np.concatenate([ends, ends[::-1]], axis=1)
    # How many of one's offers the other has too: each counts once.
    had = np.unique(offer * n + owner[by])
    both, shared = np.unique(owner[had // n] * n + had % n, return_counts=True)
    mine, theirs = both // n, both % n
    count = np.bincount(owner, minlength=n)
    fewer = (count[mine] < count[theirs]) | ((count[mine] == count[theirs]) & (mine < theirs))
    good = fewer & (shared >= _SAME_TRADE * count[mine])
    return list(zip(mine[good].tolist(), theirs[good].tolist(), strict=True))


def _same(room: Room) -> Rows:
    """Say which offers are the same as which of one industry, by position; one pair a column."""
    trade = room.industry[room.offers.owner]
    known = np.flatnonzero(trade >= 0)
    wide = int(room.offers.text.max(initial=0)) + 1
    kinds, kind = np.unique(trade[known] * wide + room.offers.text[known], return_inverse=True)
    is_asked = np.bincount(kind, room.offers.owner[known] < room.alone, len(kinds)) > 0
    with one_thread():  # each industry is little work for several
        pairs = list(_same_kinds(room, (kinds // wide, kinds % wide), is_asked))
    one, other = np.concatenate([np.zeros((2, 0), dtype=np.intp), *pairs], axis=1)
    # Everybody who has the one kind, with everybody who has the other.
    offers, count = known[np.argsort(kind, kind="stable")], np.bincount(kind, minlength=len(kinds))
    first, size = np.cumsum(count) - count, count[one] * count[other]
    pair = np.repeat(np.arange(len(one)), size)
    place = np.arange(len(pair)) - np.repeat(np.cumsum(size) - size, size)
    one, other = one[pair], other[pair]
    return np.stack(
        [offers[first[one] + place // count[other]], offers[first[other] + place % count[other]]]
    )


def _same_kinds(room: Room, kinds: tuple[Rows, Rows], is_asked: Marks) -> Iterator[Rows]:
    """Say industry by industry which kinds of offers are the same as which, in either order."""
    trade, text = kinds
    trades = np.split(np.arange(len(trade)), np.flatnonzero(np.diff(trade)) + 1)
    asked = [some[is_asked[some]] for some in trades]
    compare = _comparing(room, text, sum(map(_product, asked, trades)))
    for mine, theirs in zip(asked, trades, strict=True):
        step = max(1, _CELLS // max(1, len(theirs)))
        for start in range(0, len(mine), step):
            some = mine[start : start + step]
            one, other = np.nonzero(compare(text[some], text[theirs]))
            yield np.stack([some[one], theirs[other]])


def _product(mine: Rows, theirs: Rows) -> int:
    return len(mine) * len(theirs)


def _comparing(room: Room, text: Rows, cells: int) -> Callable[[Rows, Rows], Marks]:
    """Compare texts when they are asked for, or all at once where these are fewer pairs."""

    def compared(left: Rows, right: Rows) -> Marks:
        return np.asarray(room.texts.evidence(left, right) >= _SAME_OFFER)

    texts = np.unique(text)
    if len(texts) ** 2 >= min(cells, 2 * _CELLS):
        return compared
    same = compared(texts, texts)

    def looked_up(left: Rows, right: Rows) -> Marks:
        found = same[np.searchsorted(texts, left)]
        return np.asarray(found[:, np.searchsorted(texts, right)])

    return looked_up
