"""Who sells the same thing as somebody else in the room."""

import math
from collections.abc import Iterator

import numpy as np

from matching.people.features import Room
from matching.texts.text import Rows

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
    """
    trade = room.industry[room.offers.owner]
    offers = np.argsort(trade, kind="stable")
    trades = np.split(offers, np.flatnonzero(np.diff(trade[offers])) + 1)
    known = [
        some
        for some in trades
        if len(some) and trade[some[0]] >= 0 and room.offers.owner[some[0]] < room.alone
    ]
    return [pair for some in known for pair in _among(room, some)]


def _among(room: Room, offers: Rows) -> Iterator[tuple[int, int]]:
    """Find such pairs among people of one industry, by what each offers."""
    n, owner = len(room), room.offers.owner[offers]
    mine, theirs = _same(room, offers[owner < room.alone], offers)
    apart = owner[mine] != owner[theirs]
    ends = np.stack([mine, theirs])[:, apart]
    offer, by = np.concatenate([ends, ends[::-1]], axis=1)
    # How many of one's offers the other has too: each counts once.
    had = np.unique(offer * n + owner[by])
    both, shared = np.unique(owner[had // n] * n + had % n, return_counts=True)
    one, other = both // n, both % n
    count = np.bincount(owner, minlength=n)
    fewer = (count[one] < count[other]) | ((count[one] == count[other]) & (one < other))
    good = fewer & (shared >= _SAME_TRADE * count[one])
    return zip(one[good].tolist(), other[good].tolist(), strict=True)


def _same(room: Room, some: Rows, offers: Rows) -> Rows:
    """Say which of some offers are the same as which, by their positions; one pair a column."""
    text, every = room.offers.text, np.arange(len(some))
    step = max(1, _CELLS // len(offers))
    found = []
    for at in (every[start : start + step] for start in range(0, len(some), step)):
        same = room.texts.evidence(text[some[at]], text[offers]) >= _SAME_OFFER
        one, other = np.nonzero(same)
        found.append(np.stack([at[one], other]))
    return np.concatenate(found, axis=1)
