"""What each person could get from each other: their asks against the other's offers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from matching.features import Room, Wants
from matching.text import Floats, Rows

# A tag that nearly everybody offers is still worth something to the one who asks for it.
_COMMON_TAG = np.float32(0.4)
# A fit less likely than one in so many is none; likelier ones count on a logarithmic scale,
# bent so that what chance alone brings about stays near 0.
_ONE_IN, _BEND = 10_000, 3
# Single comparisons held at a time, which bounds memory whatever the number of people.
_CELLS = 4_000_000
# So many people's gains are kept as half-precision numbers.
_MANY = 2_000


@dataclass(frozen=True, slots=True)
class Crowd:
    """How much competition each ask and each offer has in the room.

    Parameters
    ----------
    asks : ndarray of shape (a,), dtype=float32
        For each ask, the logarithm of one plus the odds of all offers together.
    offers : ndarray of shape (o,), dtype=float32
        For each offer, the same over all asks.
    """

    asks: Floats
    offers: Floats


def crowd_of(room: Room) -> Crowd:
    """Measure the competition for every ask and every offer.

    Parameters
    ----------
    room : Room
        The people.

    Returns
    -------
    crowd : Crowd
        High for texts that are near to everything, such as "any help", and for needs
        that many can meet.
    """
    asks = np.zeros(len(room.asks.wants), dtype=np.float32)
    offers = np.zeros(len(room.offers.wants), dtype=np.float32)
    for start, evidence in _evidence(room):
        odds = np.exp(evidence)
        asks[start : start + len(odds)] = odds.sum(axis=1)
        offers += odds.sum(axis=0)
    return Crowd(np.log1p(asks), np.log1p(offers))


def _evidence(room: Room) -> Iterator[tuple[int, Floats]]:
    """Compare all asks with all offers, some asks at a time."""
    size = max(1, _CELLS // max(1, len(room.offers.text)))
    for start in range(0, len(room.asks.text), size):
        yield (
            start,
            room.texts.evidence(room.asks.text[start : start + size], room.offers.text),
        )


def fit(room: Room, crowd: Crowd, asks: Rows, offers: Rows) -> Floats:
    """Say how well single offers meet single asks.

    Parameters
    ----------
    room : Room
        The people.
    crowd : Crowd
        The competition in the room.
    asks : ndarray of shape (a,), dtype=intp
        Row numbers in ``room.asks``.
    offers : ndarray of shape (o,), dtype=intp
        Row numbers in ``room.offers``.

    Returns
    -------
    fit : ndarray of shape (a, o), dtype=float32
        From 0 to 1: the better of what the words say and what the tags say.

    Notes
    -----
    The odds that an offer means what an ask means are divided by the geometric mean of
    the competition for both, as one step of balancing the rows and columns of a table
    [1]_: an offer counts for an ask by how much it stands out among all others, which
    also takes away the advantage of texts that are near to everything.

    References
    ----------
    .. [1] R. Sinkhorn, "A relationship between arbitrary positive matrices and doubly
       stochastic matrices", Annals of Mathematical Statistics 35(2), 1964.
    """
    evidence = room.texts.evidence(room.asks.text[asks], room.offers.text[offers])
    evidence -= (crowd.asks[asks][:, None] + crowd.offers[offers]) / 2
    words = np.clip(1 + evidence / np.float32(np.log(_ONE_IN)), 0, 1) ** _BEND
    tags = _tags_met(room.asks.tags[asks], room.offers.tags[offers])
    return np.asarray(np.maximum(words, tags), dtype=np.float32)


def _tags_met(asked: sparse.csr_array, offered: sparse.csr_array) -> Floats:
    """Share of each ask's tags that each offer has, rare tags weighing more."""
    if not asked.nnz or not offered.nnz:
        return np.zeros((1, 1), dtype=np.float32)
    all_asked = np.asarray(asked.sum(axis=1), dtype=np.float32)[:, None]
    has = offered.astype(bool).astype(np.float32)
    met = (asked @ has.T).toarray()
    share = np.divide(met, all_asked, out=np.zeros_like(met), where=all_asked > 0)
    count = (asked.astype(bool).astype(np.float32) @ has.T).toarray()
    rarity = np.divide(met, count, out=np.zeros_like(met), where=count > 0)
    return np.asarray(share * (_COMMON_TAG + (1 - _COMMON_TAG) * rarity), dtype=np.float32)


def gains(room: Room, crowd: Crowd) -> Floats:
    """Say what everybody could get from everybody.

    Parameters
    ----------
    room : Room
        The people.
    crowd : Crowd
        The competition in the room.

    Returns
    -------
    gains : ndarray of shape (n, n), dtype=float32
        What the person of the row gains from the person of the column, from 0 to 1: the
        best fit of any ask with any offer. In half precision for thousands of people.

    Notes
    -----
    Single asks are compared with single offers and the best counts: averaged profiles
    blur what each person is about. Time is the product of asks and offers.
    """
    n = len(room)
    best = np.zeros((n, n), dtype=np.float32 if n <= _MANY else np.float16)
    each = max(1, len(room.asks.wants) // max(1, n))
    size = max(1, _CELLS // max(1, each * len(room.offers.wants)))
    everybody = np.arange(n, dtype=np.intp)
    offers, offer_at, who_offers = segments(room.offers, everybody)
    for start in range(0, n, size):
        asks, ask_at, who_asks = segments(room.asks, everybody[start : start + size])
        if len(asks) and len(offers):
            by_ask = np.maximum.reduceat(fit(room, crowd, asks, offers), offer_at, axis=1)
            block = np.maximum.reduceat(by_ask, ask_at, axis=0)
            best[np.ix_(start + who_asks, who_offers)] = block
    return np.asarray(best)


def segments(wants: Wants, people: Rows) -> tuple[Rows, Rows, Rows]:
    """Find the wants of some people.

    Parameters
    ----------
    wants : Wants
        All offers, or all asks.
    people : ndarray of shape (p,), dtype=intp
        Row numbers of people.

    Returns
    -------
    wants : ndarray of shape (w,), dtype=intp
        Rows of the wants of those people, one person's after the other's.
    start : ndarray of shape (q,), dtype=intp
        Where each person's begin, for those who have any.
    who : ndarray of shape (q,), dtype=intp
        Positions in `people` of those who have any.
    """
    first = np.searchsorted(wants.owner, people, side="left")
    count = np.searchsorted(wants.owner, people, side="right") - first
    has = np.flatnonzero(count)
    first, count = first[has], count[has]
    start = np.cumsum(count) - count
    flat = np.arange(int(count.sum())) - np.repeat(start, count) + np.repeat(first, count)
    return flat.astype(np.intp), start.astype(np.intp), has
