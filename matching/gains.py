"""What each person could get from each other: their asks against the other's offers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matching.competition import crowd_of
from matching.features import Room
from matching.kinds import Kinds, kinds_of
from matching.standing import best_of_each
from matching.texts.comparisons import compared
from matching.texts.text import Floats, Rows

if TYPE_CHECKING:
    from scipy import sparse

# A tag that nearly everybody offers is still worth something to the one who asks for it.
_COMMON_TAG = np.float32(0.4)
# Tags on both sides and none in common: the words may agree by chance, so their odds are
# divided by so many. People choose few tags, so it is doubt and no proof.
_OTHER_TAGS = np.float32(np.log(20))
# A fit less likely than one in so many is none; likelier ones count on a logarithmic scale,
# bent so that what chance alone brings about stays near 0.
_ONE_IN, _BEND = 1_000_000, 3
# A weaker fit is chance, and saying it aloud would sound silly: words less likely to fit than
# one time in ten, or half of the tags asked for.
WEAKEST_FIT = 0.58
# For the inner loop: the span of evidence, and from which on a fit can be said, whoever else
# could: where the level of evidence alone, which the logistic function bends, is that of a fit.
_SPAN = float(np.log(_ONE_IN))
_SCALE = (_SPAN, float(-np.log(np.exp((1 - WEAKEST_FIT ** (1 / _BEND)) * _SPAN) - 1)), WEAKEST_FIT)
# Single comparisons held at a time, which bounds memory whatever the number of people.
_CELLS = 4_000_000
# So many stay near the processor while they are worked on.
_AT_A_TIME = 200_000


def _level(evidence: Floats) -> Floats:
    return np.asarray(np.clip(1 + evidence / np.float32(np.log(_ONE_IN)), 0, 1) ** _BEND)


def _tags_met(asked: "sparse.csr_array", offered: "sparse.csr_array") -> Floats:
    """Say how well the tags of each offer meet the tags of each ask; empty where none has tags."""
    if not (asked.nnz and offered.nnz):
        return np.zeros((0, 0), dtype=np.float32)
    has = _marks(offered)
    met, count = (asked @ has.T).toarray(), (_marks(asked) @ has.T).toarray()
    return _tag_level(met, count, np.asarray(asked.sum(axis=1))[:, None])


def _marks(tags: "sparse.csr_array") -> "sparse.csr_array":
    return tags.astype(bool).astype(np.float32)


def _tag_level(met: Floats, count: Floats, asked: Floats) -> Floats:
    """Give the share of the tags asked for that are offered, rare tags weighing more."""
    share = np.divide(met, asked, out=np.zeros_like(met), where=asked > 0)
    rarity = np.divide(met, count, out=np.zeros_like(met), where=count > 0)
    return np.asarray(share * (_COMMON_TAG + (1 - _COMMON_TAG) * rarity), dtype=np.float32)


def fit_each(room: Room, found: "Gains", asks: Rows, offers: Rows) -> Floats:
    """Say how well some offers meet some asks, one by one, whoever else could.

    Parameters
    ----------
    room : Room
        The people.
    found : Gains
        What everybody could get from everybody; what was compared for it is not compared anew.
    asks : ndarray of shape (k,), dtype=intp
        Row numbers in ``room.asks``.
    offers : ndarray of shape (k,), dtype=intp
        Row numbers in ``room.offers``.

    Returns
    -------
    fit : ndarray of shape (k,), dtype=float32
        The better of what the words say and what the tags say, from 0 to 1.
    """
    kept = found.compared
    if kept is not None:
        at = kept.asks.kind[asks], kept.offers.kind[offers]
        alone = _alone(kept.evidence[at])
        return np.maximum(alone, kept.tags[at]) if len(kept.tags) else alone
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
class Compared:
    """Every kind of ask compared with every kind of offer.

    Parameters
    ----------
    asks, offers : Kinds
        Which asks and which offers say the same.
    evidence : ndarray of shape (a, o), dtype=float32
        What speaks for each offer meaning what the ask means.
    tags : ndarray of shape (a, o), dtype=float32
        What the tags say; empty where none has tags.
    """

    asks: Kinds
    offers: Kinds
    evidence: Floats
    tags: Floats


@dataclass(frozen=True, slots=True)
class Gains:
    """What everybody could get from everybody; the person of the row from that of the column.

    Parameters
    ----------
    level : ndarray of shape (n, n), dtype=uint16
        How far the best fit of any ask with any offer stands out in the room, in parts of
        `matching.between.WHOLE`.
    met : ndarray of shape (n, n), dtype=bool
        Whether any offer meets any ask well enough to say so, whoever else could.
    compared : Compared or None
        What was compared for it, where that was little enough to be kept.
    """

    level: npt.NDArray[np.uint16]
    met: npt.NDArray[np.bool_]
    compared: Compared | None = None


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

    From the evidence that an offer means what an ask means the competition for both is taken
    away: an offer counts for an ask by how much it stands out among all others, which also
    takes away the advantage of texts that are near to everything.
    """
    n = len(room)
    level = np.zeros((n, n), dtype=np.uint16)
    met = np.zeros((n, n), dtype=np.bool_)
    asks, offers = kinds_of(room.asks), kinds_of(room.offers)
    if not (len(asks.example) and len(offers.example)):
        return Gains(level, met)
    # What is compared at one go need not be compared again.
    at_once = len(asks.example) * len(offers.example) <= _CELLS
    kept = _at_once(room, asks, offers) if at_once else None
    crowd = crowd_of(_odds(room, asks, offers, kept), asks.count, offers.count)
    everybody = np.arange(n + 1)
    offer_at = np.searchsorted(room.offers.owner, everybody)
    ask_at = np.searchsorted(room.asks.owner, everybody)
    for people in _blocks(room, len(asks.kind) if at_once else _CELLS // len(offers.example)):
        at = ask_at[people.start : people.stop + 1]
        place = asks.kind[at[0] : at[-1]]
        if kept is not None:
            found, crowded = (kept.evidence, kept.tags), crowd.asks
        else:
            kinds, place = np.unique(place, return_inverse=True)
            found, crowded = _compared(room, asks.example[kinds], offers), crowd.asks[kinds]
        told = level[people], met[people]
        ask, offer = (place, at - at[0]), (offers.kind, offer_at)
        best_of_each(found, (crowded, crowd.offers), ask, offer, _SCALE, told)
    return Gains(level, met, kept)


def _at_once(room: Room, asks: Kinds, offers: Kinds) -> Compared:
    """Compare every kind of ask with every kind of offer, as far as they were not before."""
    words = compared(room.texts, room.asks.text[asks.example], room.offers.text[offers.example])
    tags = _tags_met(room.asks.tags[asks.example], room.offers.tags[offers.example])
    return Compared(asks, offers, _doubted(room, words, asks.example, offers.example), tags)


def _compared(room: Room, asks: Rows, offers: Kinds) -> tuple[Floats, Floats]:
    """Compare some asks with every kind of offer, by their words and by their tags."""
    tags = _tags_met(room.asks.tags[asks], room.offers.tags[offers.example])
    return _evidence(room, asks, offers.example), tags


def _blocks(room: Room, asks: int) -> Iterator[slice]:
    """Cut the people into blocks with about so many asks, and not too many pairs."""
    n = len(room)
    size = max(1, min(asks * n // max(1, len(room.asks.wants)), _CELLS // n))
    for start in range(0, n, size):
        yield slice(start, min(n, start + size))


def _evidence(room: Room, asks: Rows, offers: Rows) -> Floats:
    words = room.texts.evidence(room.asks.text[asks], room.offers.text[offers])
    return _doubted(room, words, asks, offers)


def _doubted(room: Room, evidence: Floats, asks: Rows, offers: Rows) -> Floats:
    """Believe words less where the tags on both sides are others."""
    asked, offered = _marks(room.asks.tags[asks]), _marks(room.offers.tags[offers])
    if not (asked.nnz and offered.nnz):
        return evidence
    tagged = (asked.sum(axis=1) > 0)[:, None] & (offered.sum(axis=1) > 0)
    apart = tagged & ((asked @ offered.T).toarray() == 0)
    return np.asarray(evidence - _OTHER_TAGS * apart, dtype=np.float32)


def _odds(room: Room, asks: Kinds, offers: Kinds, kept: Compared | None) -> Iterator[Floats]:
    """Give the odds of every kind of ask with every kind of offer, block by block."""
    step = max(1, _AT_A_TIME // len(offers.example))
    for start in range(0, len(asks.example), step):
        some = slice(start, start + step)
        evidence = (
            kept.evidence[some] if kept else _evidence(room, asks.example[some], offers.example)
        )
        yield np.exp(evidence)
