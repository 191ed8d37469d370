"""What each person could get from each other: their asks against the other's offers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matching.features import Room, Wants
from matching.text import Floats, Rows

# A tag that nearly everybody offers is still worth something to the one who asks for it.
_COMMON_TAG = np.float32(0.4)
# Tags on both sides and none in common: the words may agree by chance, so their odds are
# divided by so many. People choose few tags, so it is doubt and no proof.
_OTHER_TAGS = np.float32(np.log(20))
# A fit less likely than one in so many is none; likelier ones count on a logarithmic scale,
# bent so that what chance alone brings about stays near 0.
_ONE_IN, _BEND = 10_000, 3
# A weaker fit is chance, and saying it aloud would sound silly.
WEAKEST_FIT = 0.42
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


def _level(evidence: Floats) -> Floats:
    return np.asarray(np.clip(1 + evidence / np.float32(np.log(_ONE_IN)), 0, 1) ** _BEND)


def _tags_met(asked: sparse.csr_array, offered: sparse.csr_array) -> Floats:
    """Say how well the tags of each offer meet the tags of each ask."""
    has = _marks(offered)
    met, count = (asked @ has.T).toarray(), (_marks(asked) @ has.T).toarray()
    return _tag_level(met, count, np.asarray(asked.sum(axis=1))[:, None])


def _marks(tags: sparse.csr_array) -> sparse.csr_array:
    return tags.astype(bool).astype(np.float32)


def _tag_level(met: Floats, count: Floats, asked: Floats) -> Floats:
    """Give the share of the tags asked for that are offered, rare tags weighing more."""
    share = np.divide(met, asked, out=np.zeros_like(met), where=asked > 0)
    rarity = np.divide(met, count, out=np.zeros_like(met), where=count > 0)
    return np.asarray(share * (_COMMON_TAG + (1 - _COMMON_TAG) * rarity), dtype=np.float32)


def fit_each(room: Room, asks: Rows, offers: Rows) -> Floats:
    """Say how well some offers meet some asks, one by one, whoever else could.

    Parameters
    ----------
    room : Room
        The people.
    asks : ndarray of shape (k,), dtype=intp
        Row numbers in ``room.asks``.
    offers : ndarray of shape (k,), dtype=intp
        Row numbers in ``room.offers``.

    Returns
    -------
    fit : ndarray of shape (k,), dtype=float32
        The better of what the words say and what the tags say, from 0 to 1.
    """
    evidence = room.texts.each(room.asks.text[asks], room.offers.text[offers])
    asked, has = room.asks.tags[asks], _marks(room.offers.tags[offers])
    met, count = asked.multiply(has).sum(axis=1), _marks(asked).multiply(has).sum(axis=1)
    tagged = (np.asarray(asked.sum(axis=1)) > 0) & (np.asarray(has.sum(axis=1)) > 0)
    evidence = evidence - _OTHER_TAGS * (tagged & (np.asarray(count) == 0))
    tags = _tag_level(np.asarray(met), np.asarray(count), np.asarray(asked.sum(axis=1)))
    return np.asarray(np.maximum(_alone(evidence), tags), dtype=np.float32)


def _alone(evidence: Floats) -> Floats:
    """Give the level of evidence without any competition."""
    return _level(-np.logaddexp(0, -evidence))


@dataclass(frozen=True, slots=True)
class Gains:
    """What everybody could get from everybody; the person of the row from that of the column.

    Parameters
    ----------
    level : ndarray of shape (n, n), dtype=float32
        From 0 to 1: how far the best fit of any ask with any offer stands out in the
        room. In half precision for thousands of people.
    met : ndarray of shape (n, n), dtype=bool
        Whether any offer meets any ask well enough to say so, whoever else could.
    """

    level: Floats
    met: npt.NDArray[np.bool_]


def gains(room: Room) -> Gains:
    """Say what everybody could get from everybody.

    Parameters
    ----------
    room : Room
        The people.

    Returns
    -------
    gains : Gains
        How much, and whether it can be said.

    Notes
    -----
    Single asks are compared with single offers and the best counts: averaged profiles
    blur what each person is about. Time is the product of asks and offers.

    The odds that an offer means what an ask means are divided by the geometric mean of
    the competition for both, as one step of balancing the rows and columns of a table
    [1]_: an offer counts for an ask by how much it stands out among all others, which
    also takes away the advantage of texts that are near to everything.

    References
    ----------
    .. [1] R. Sinkhorn, "A relationship between arbitrary positive matrices and doubly
       stochastic matrices", Annals of Mathematical Statistics 35(2), 1964.
    """
    n = len(room)
    found = Gains(
        np.zeros((n, n), dtype=np.float32 if n <= _MANY else np.float16),
        np.zeros((n, n), dtype=np.bool_),
    )
    blocks = list(_blocks(room))
    # What is compared at one go need not be compared again.
    kept = [_evidence(room, asks) for asks, _, _ in blocks[:1]] if len(blocks) == 1 else []
    crowd = _crowd(room, kept or (_evidence(room, asks) for asks, _, _ in blocks))
    offers, offer_at, who_offers = segments(room.offers, np.arange(n, dtype=np.intp))
    for k, (asks, ask_at, who_asks) in enumerate(blocks if len(offers) else []):
        single = kept[k] if kept else _evidence(room, asks)
        alone = _alone(_best(single, ask_at, offer_at))
        single -= (crowd.asks[asks][:, None] + crowd.offers) / 2
        level = _level(_best(single, ask_at, offer_at))
        if room.asks.tags.nnz and room.offers.tags.nnz:
            tags = _best(_tags_met(room.asks.tags[asks], room.offers.tags), ask_at, offer_at)
            level, alone = np.maximum(level, tags), np.maximum(alone, tags)
        found.level[np.ix_(who_asks, who_offers)] = level
        found.met[np.ix_(who_asks, who_offers)] = alone >= WEAKEST_FIT
    return found


def _best(single: Floats, ask_at: Rows, offer_at: Rows) -> Floats:
    """Take the best of each person's asks with each person's offers."""
    by_person = np.maximum.reduceat(single, offer_at, axis=1)
    return np.asarray(np.maximum.reduceat(by_person, ask_at, axis=0), dtype=np.float32)


def _blocks(room: Room) -> Iterator[tuple[Rows, Rows, Rows]]:
    """Cut the people into blocks whose asks can be compared with all offers at one go."""
    each = len(room.asks.wants) / max(1, len(room))
    size = max(1, int(_CELLS / max(1, each * len(room.offers.wants))))
    for start in range(0, len(room), size):
        people = np.arange(start, min(len(room), start + size), dtype=np.intp)
        asks, ask_at, who_asks = segments(room.asks, people)
        if len(asks):
            yield asks, ask_at, people[who_asks]


def _evidence(room: Room, asks: Rows) -> Floats:
    evidence = room.texts.evidence(room.asks.text[asks], room.offers.text)
    if not (room.asks.tags.nnz and room.offers.tags.nnz):
        return evidence
    asked, offered = _marks(room.asks.tags[asks]), _marks(room.offers.tags)
    tagged = (asked.sum(axis=1) > 0)[:, None] & (offered.sum(axis=1) > 0)
    apart = tagged & ((asked @ offered.T).toarray() == 0)
    return np.asarray(evidence - _OTHER_TAGS * apart, dtype=np.float32)


def _crowd(room: Room, blocks: Iterable[Floats]) -> Crowd:
    """Measure the competition for every ask and every offer."""
    asks, offers = [np.zeros(0)], np.zeros(len(room.offers.wants))
    for evidence in blocks:
        odds = np.exp(evidence)
        asks.append(odds.sum(axis=1))
        offers += odds.sum(axis=0)
    asked = np.log1p(np.concatenate(asks)).astype(np.float32)
    return Crowd(asked, np.log1p(offers).astype(np.float32))


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
