"""Who sells the same thing as somebody else in the room."""

import math
from collections import Counter

import numpy as np

from matching.features import Room
from matching.texts.text import Rows

# Two offers of which so much speaks for it (natural log-odds) are the same offer, and people of
# one fine industry who have half of their offers in common sell the same thing.
_SAME_OFFER = math.log(0.99 / 0.01)
_SAME_TRADE = 0.5


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
        least half of them nearly word for word in common with the other.
    """
    industry = room.industry[room.offers.owner]
    order = np.argsort(industry, kind="stable")
    known = order[industry[order] >= 0]
    starts = np.flatnonzero(np.diff(industry[known], prepend=-1))
    return [found for offers in np.split(known, starts[1:]) for found in _among(room, offers)]


def _among(room: Room, offers: Rows) -> list[tuple[int, int]]:
    """Find such pairs among the owners of some offers."""
    owner, text = room.offers.owner[offers], room.offers.text[offers]
    texts, said = np.unique(text, return_inverse=True)
    same = room.texts.evidence(texts, texts) >= _SAME_OFFER
    mine, theirs = np.nonzero(same[np.ix_(said, said)] & (owner[:, None] != owner))
    # How many of one's offers the other has too.
    shared = Counter(
        (one, other)
        for _, one, other in set(
            zip(mine.tolist(), owner[mine].tolist(), owner[theirs].tolist(), strict=True)
        )
    )
    count = Counter(owner.tolist())
    return [
        (one, other)
        for (one, other), same in shared.items()
        if (count[one], one) < (count[other], other) and same >= _SAME_TRADE * count[one]
    ]
