"""What each person could get from each other: their asks against the other's offers."""

import numpy as np
from scipy import sparse

from matching.features import Room, Wants
from matching.text import Floats, Rows

# A tag that nearly everybody offers is still worth something to the one who asks for it.
_COMMON_TAG = np.float32(0.4)


def fit(room: Room, asks: Rows, offers: Rows) -> Floats:
    """Say how well single offers meet single asks.

    Parameters
    ----------
    room : Room
        The people.
    asks : ndarray of shape (a,), dtype=intp
        Row numbers in ``room.asks``.
    offers : ndarray of shape (o,), dtype=intp
        Row numbers in ``room.offers``.

    Returns
    -------
    fit : ndarray of shape (a, o), dtype=float32
        From 0 to 1: the better of what the words say and what the tags say.
    """
    words = room.texts.similarity(room.asks.text[asks], room.offers.text[offers])
    return np.maximum(words, _tags_met(room.asks.tags[asks], room.offers.tags[offers]))


def _tags_met(asked: sparse.csr_array, offered: sparse.csr_array) -> Floats:
    """Share of each ask's tags that each offer has, rare tags weighing more."""
    all_asked = np.asarray(asked.sum(axis=1), dtype=np.float32)[:, None]
    has = offered.astype(bool).astype(np.float32)
    met = (asked @ has.T).toarray()
    share = np.divide(met, all_asked, out=np.zeros_like(met), where=all_asked > 0)
    count = (asked.astype(bool).astype(np.float32) @ has.T).toarray()
    rarity = np.divide(met, count, out=np.zeros_like(met), where=count > 0)
    return np.asarray(share * (_COMMON_TAG + (1 - _COMMON_TAG) * rarity), dtype=np.float32)


def gains(room: Room, rows: Rows) -> tuple[Floats, Floats]:
    """Say what some people could get from everybody, and everybody from them.

    Parameters
    ----------
    room : Room
        The people.
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of people, rising.

    Returns
    -------
    theirs : ndarray of shape (b, n), dtype=float32
        What ``rows[i]`` gains from ``j``: the best fit of any ask with any offer, 0 to 1.
    others : ndarray of shape (b, n), dtype=float32
        What ``j`` gains from ``rows[i]``.

    Notes
    -----
    Single asks are compared with single offers and the best counts: averaged profiles
    blur what each person is about.
    """
    theirs = _best(room, rows, np.arange(len(room)))
    others = _best(room, np.arange(len(room)), rows).T
    return theirs, others


def _best(room: Room, askers: Rows, offerers: Rows) -> Floats:
    """Best fit between any ask of each asker and any offer of each offerer."""
    asks, ask_at, who_asks = _segments(room.asks, askers)
    offers, offer_at, who_offers = _segments(room.offers, offerers)
    best = np.zeros((len(askers), len(offerers)), dtype=np.float32)
    if len(asks) and len(offers):
        single = fit(room, asks, offers)
        by_ask = np.maximum.reduceat(single, offer_at, axis=1)
        best[np.ix_(who_asks, who_offers)] = np.maximum.reduceat(by_ask, ask_at, axis=0)
    return best


def _segments(wants: Wants, people: Rows) -> tuple[Rows, Rows, Rows]:
    """Find the wants of some people, where each person's begin, and whose those are."""
    first = np.searchsorted(wants.owner, people, side="left")
    count = np.searchsorted(wants.owner, people, side="right") - first
    has = np.flatnonzero(count)
    first, count = first[has], count[has]
    start = np.concatenate(([0], np.cumsum(count)[:-1])) if len(has) else np.zeros(0, np.intp)
    flat = np.arange(int(count.sum())) - np.repeat(start, count) + np.repeat(first, count)
    return flat.astype(np.intp), start.astype(np.intp), has
