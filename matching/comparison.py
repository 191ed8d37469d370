"""What speaks for each offer of a room meaning what each ask means: their words and their tags."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from matching.features import Room
from matching.kinds import Kinds, kinds_of
from matching.texts.comparisons import compared
from matching.texts.text import Floats, Rows

if TYPE_CHECKING:
    from scipy import sparse

# A tag that nearly everybody offers is still worth something to the one who asks for it.
_COMMON_TAG = np.float32(0.4)
# Tags on both sides and none in common: the words may agree by chance, so their odds are
# divided by so many. People choose few tags, so it is doubt and no proof.
_OTHER_TAGS = np.float32(np.log(20))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Asks and offers of a room, each kind once, to be compared.

    Parameters
    ----------
    room : Room
        The people.
    asks, offers : Kinds
        Which asks and which offers say the same.
    words : ndarray of shape (a, o), dtype=float32, or None
        What was compared at one go, where that is little enough to be kept.
    """

    room: Room
    asks: Kinds
    offers: Kinds
    words: Floats | None

    def evidence(self, asks: Rows, offers: Rows) -> Floats:
        """Say what words speak for some kinds of offers meaning what some kinds of asks mean.

        Parameters
        ----------
        asks : ndarray of shape (b,), dtype=intp
            Kinds of asks, rising.
        offers : ndarray of shape (c,), dtype=intp
            Kinds of offers, rising.

        Returns
        -------
        evidence : ndarray of shape (b, c), dtype=float32
            Natural log-odds; not to be changed.
        """
        if self.words is None:
            return _evidence(self.room, self.asks.example[asks], self.offers.example[offers])
        if (len(asks), len(offers)) == self.words.shape:
            return self.words
        return self.words[np.ix_(asks, offers)]

    def tags(self, asks: Rows, offers: Rows) -> Floats:
        """Say how well the tags of some kinds of offers meet those of some kinds of asks.

        Parameters
        ----------
        asks : ndarray of shape (b,), dtype=intp
            Kinds of asks.
        offers : ndarray of shape (c,), dtype=intp
            Kinds of offers.

        Returns
        -------
        level : ndarray of shape (b, c) or (0, 0), dtype=float32
            From 0 to 1; empty where none has tags.
        """
        asked = self.room.asks.tags[self.asks.example[asks]]
        offered = self.room.offers.tags[self.offers.example[offers]]
        if not (asked.nnz and offered.nnz):
            return np.zeros((0, 0), dtype=np.float32)
        has = _marks(offered)
        met, count = (asked @ has.T).toarray(), (_marks(asked) @ has.T).toarray()
        return _tag_level(met, count, np.asarray(asked.sum(axis=1))[:, None])

    def evidence_each(self, asks: Rows, offers: Rows) -> Floats:
        """Say what words speak for some offers meaning what some asks mean, one by one.

        Parameters
        ----------
        asks, offers : ndarray of shape (k,), dtype=intp
            Row numbers in ``room.asks`` and in ``room.offers``.

        Returns
        -------
        evidence : ndarray of shape (k,), dtype=float32
            Natural log-odds.
        """
        if self.words is not None:
            return np.asarray(self.words[self.asks.kind[asks], self.offers.kind[offers]])
        room = self.room
        words = room.texts.each(room.asks.text[asks], room.offers.text[offers])
        asked, offered = _marks(room.asks.tags[asks]), _marks(room.offers.tags[offers])
        apart = (_sums(asked) > 0) & (_sums(offered) > 0) & (_sums(asked.multiply(offered)) == 0)
        return np.asarray(words - _OTHER_TAGS * apart)

    def tags_each(self, asks: Rows, offers: Rows) -> Floats:
        """Say how well the tags of some offers meet those of some asks, one by one.

        Parameters
        ----------
        asks, offers : ndarray of shape (k,), dtype=intp
            Row numbers in ``room.asks`` and in ``room.offers``.

        Returns
        -------
        level : ndarray of shape (k,), dtype=float32
            From 0 to 1.
        """
        asked, has = self.room.asks.tags[asks], _marks(self.room.offers.tags[offers])
        met, count = _sums(asked.multiply(has)), _sums(_marks(asked).multiply(has))
        return _tag_level(met, count, _sums(asked))


def comparison_of(room: Room, most: int) -> Comparison:
    """Compare every kind of ask with every kind of offer, as far as they were not before.

    Parameters
    ----------
    room : Room
        The people.
    most : int
        More comparisons are made when they are asked for, and not kept.

    Returns
    -------
    comparison : Comparison
        Of all kinds.
    """
    asks, offers = kinds_of(room.asks), kinds_of(room.offers)
    if len(asks.example) * len(offers.example) > most:
        return Comparison(room, asks, offers, None)
    words = compared(room.texts, room.asks.text[asks.example], room.offers.text[offers.example])
    return Comparison(room, asks, offers, _doubted(room, words, asks.example, offers.example))


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


def _marks(tags: "sparse.csr_array") -> "sparse.csr_array":
    return tags.astype(bool).astype(np.float32)


def _sums(tags: "sparse.csr_array") -> Floats:
    return np.asarray(tags.sum(axis=1), dtype=np.float32)


def _tag_level(met: Floats, count: Floats, asked: Floats) -> Floats:
    """Give the share of the tags asked for that are offered, rare tags weighing more."""
    share = np.divide(met, asked, out=np.zeros_like(met), where=asked > 0)
    rarity = np.divide(met, count, out=np.zeros_like(met), where=count > 0)
    return np.asarray(share * (_COMMON_TAG + (1 - _COMMON_TAG) * rarity), dtype=np.float32)
