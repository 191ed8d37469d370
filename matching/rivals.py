"""Who sells the same thing as somebody else in the room."""

import functools
import math
from collections import Counter

import numpy as np

from matching.features import Room
from matching.texts.text import Encoder

# Two offers of which so much speaks for it (natural log-odds) are the same offer, and people of
# one fine industry who have half of their offers in common sell the same thing.
_SAME_OFFER = math.log(0.99 / 0.01)
_SAME_TRADE = 0.5


def rivals(room: Room, encoder: Encoder) -> list[tuple[int, int]]:
    """Find the pairs of people of one industry who sell the same thing.

    Parameters
    ----------
    room : Room
        The people.
    encoder : Encoder
        Reads the texts.

    Returns
    -------
    rivals : list of (int, int)
        Row numbers of people of one (fine) industry of whom the one with fewer offers has at
        least half of them nearly word for word in common with the other.
    """
    offered: dict[int, list[str]] = {}
    for owner, text in zip(room.offers.owner.tolist(), room.offers.told, strict=True):
        offered.setdefault(owner, []).append(text)
    trades: dict[int, list[int]] = {}
    for person, industry in enumerate(room.industry.tolist()):
        if industry >= 0 and person in offered:
            trades.setdefault(industry, []).append(person)
    return [
        (people[one], people[other])
        for people in trades.values()
        for one, other in _among(encoder, tuple(tuple(offered[person]) for person in people))
    ]


# One trade changes with an arrival, and all the others are as they were.
@functools.lru_cache(maxsize=1_000)
def _among(encoder: Encoder, offered: tuple[tuple[str, ...], ...]) -> list[tuple[int, int]]:
    """Find such pairs among people of one industry, by what each offers."""
    texts = sorted({text for offers in offered for text in offers})
    number = {text: row for row, text in enumerate(texts)}
    row, every = (
        np.array([number[text] for offers in offered for text in offers]),
        np.arange(len(texts)),
    )
    owner = np.repeat(np.arange(len(offered)), [len(offers) for offers in offered])
    same = encoder(texts).evidence(every, every) >= _SAME_OFFER
    mine, theirs = np.nonzero(same[np.ix_(row, row)] & (owner[:, None] != owner))
    # How many of one's offers the other has too.
    shared = Counter(
        (one, other)
        for _, one, other in set(
            zip(mine.tolist(), owner[mine].tolist(), owner[theirs].tolist(), strict=True)
        )
    )
    count = [len(offers) for offers in offered]
    return [
        (one, other)
        for (one, other), same in shared.items()
        if (count[one], one) < (count[other], other) and same >= _SAME_TRADE * count[one]
    ]
