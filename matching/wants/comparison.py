"""What speaks for each offer of a room meaning what each ask means: their words and their tags."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from matching.people.features import Room
from matching.texts.text import Floats, Rows, TextSpace
from matching.wants.competition import Competition, competition_of
from matching.wants.evidence_cache import EvidenceView, view_of
from matching.wants.evidence_table import Compare
from matching.wants.kinds import Kinds, kinds_of

if TYPE_CHECKING:
    from scipy import sparse

# A tag that nearly everybody offers is still worth something to the one who asks for it.
_COMMON_TAG = np.float32(0.4)
# Tags on both sides and none in common: the words may agree by chance, so their odds are
# divided by so many. People choose few tags, so it is doubt and no proof.
OTHER_TAGS = np.float32(np.log(20))
# More is compared in parts, when it is asked for; less in no time, and not kept for other rooms.
_MOST_CELLS, _FEWEST_CELLS = 4_000_000, 20_000
# So many stay near the processor while they are worked on.
_AT_A_TIME = 200_000


@runtime_checkable
class Pairwise(TextSpace, Protocol):
    """A space in which how near two texts are depends on nothing but these two."""

    edition: Hashable


@dataclass(frozen=True, slots=True)
class Comparison:
    """Asks and offers of a room, each kind once, to be compared.

    Parameters
    ----------
    room : Room
        The people.
    asks, offers : Kinds
        Which asks and which offers say the same.
    competition : Competition
        The competition for each kind.
    view : EvidenceView or None
        What was compared at one go, where that is little enough to be kept.
    """

    room: Room
    asks: Kinds
    offers: Kinds
    competition: Competition
    view: EvidenceView | None

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
        if self.view is not None:
            return self.view.evidence(asks, offers)
        return _evidence(self.room, self.asks.example[asks], self.offers.example[offers])

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
        if not _tagged(self.room):
            return np.zeros((0, 0), dtype=np.float32)
        asked = self.room.asks.tags[self.asks.example[asks]]
        offered = self.room.offers.tags[self.offers.example[offers]]
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
        if self.view is not None:
            return self.view.evidence_each(self.asks.kind[asks], self.offers.kind[offers])
        room = self.room
        words = room.texts.each(room.asks.text[asks], room.offers.text[offers])
        if not _tagged(room):
            return words
        asked, offered = _marks(room.asks.tags[asks]), _marks(room.offers.tags[offers])
        apart = (_sums(asked) > 0) & (_sums(offered) > 0) & (_sums(asked.multiply(offered)) == 0)
        return np.asarray(words - OTHER_TAGS * apart)

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
        if not _tagged(self.room):
            return np.zeros(len(asks), dtype=np.float32)
        asked, has = self.room.asks.tags[asks], _marks(self.room.offers.tags[offers])
        met, count = _sums(asked.multiply(has)), _sums(_marks(asked).multiply(has))
        return _tag_level(met, count, _sums(asked))


def comparison_of(room: Room) -> Comparison:
    """Compare every kind of ask with every kind of offer, as far as they were not before.

    Parameters
    ----------
    room : Room
        The people.

    Returns
    -------
    comparison : Comparison
        Of all kinds.
    """
    asks, offers = kinds_of(room.asks), kinds_of(room.offers)
    cells = len(asks.names) * len(offers.names)

    def compare(some: Rows, others: Rows) -> Floats:
        return _evidence(room, asks.example[some], offers.example[others])

    if not cells:
        nobody = Competition(
            np.zeros(len(asks.names), np.float32), np.zeros(len(offers.names), np.float32)
        )
        return Comparison(room, asks, offers, nobody, None)
    if cells > _MOST_CELLS:
        return Comparison(room, asks, offers, _competition(compare, asks, offers), None)
    if cells >= _FEWEST_CELLS and isinstance(room.texts, Pairwise):
        view = view_of(room.texts.edition, asks, offers, compare)
        return Comparison(room, asks, offers, view.competition, view)
    rows, columns = np.arange(len(asks.names)), np.arange(len(offers.names))
    table = compare(rows, columns)
    competition = _competition(lambda some, _: table[some], asks, offers)
    return Comparison(
        room, asks, offers, competition, EvidenceView(table, rows, columns, competition)
    )


def _competition(compare: Compare, asks: Kinds, offers: Kinds) -> Competition:
    return competition_of(
        _in_parts(compare, len(asks.names), len(offers.names)), asks.count, offers.count
    )


def _in_parts(compare: Compare, asks: int, offers: int) -> Iterator[Floats]:
    """Compare every kind of ask with every kind of offer, block by block."""
    rows, columns = np.arange(asks), np.arange(offers)
    step = max(1, _AT_A_TIME // offers)
    for start in range(0, asks, step):
        yield compare(rows[start : start + step], columns)


def _tagged(room: Room) -> bool:
    """Say whether tags are asked for and offered."""
    return bool(room.asks.tags.nnz and room.offers.tags.nnz)


def _evidence(room: Room, asks: Rows, offers: Rows) -> Floats:
    """Say what words speak for each pair, and believe them less where tags on both sides differ."""
    words = room.texts.evidence(room.asks.text[asks], room.offers.text[offers])
    if not _tagged(room):
        return words
    asked, offered = _marks(room.asks.tags[asks]), _marks(room.offers.tags[offers])
    tagged = (asked.sum(axis=1) > 0)[:, None] & (offered.sum(axis=1) > 0)
    apart = tagged & ((asked @ offered.T).toarray() == 0)
    return np.asarray(words - OTHER_TAGS * apart, dtype=np.float32)


def _marks(tags: "sparse.csr_array") -> "sparse.csr_array":
    return tags.astype(bool).astype(np.float32)


def _sums(tags: "sparse.csr_array") -> Floats:
    return np.asarray(tags.sum(axis=1), dtype=np.float32)


def _tag_level(met: Floats, count: Floats, asked: Floats) -> Floats:
    """Give the share of the tags asked for that are offered, rare tags weighing more."""
    share = np.divide(met, asked, out=np.zeros_like(met), where=asked > 0)
    rarity = np.divide(met, count, out=np.zeros_like(met), where=count > 0)
    return np.asarray(share * (_COMMON_TAG + (1 - _COMMON_TAG) * rarity), dtype=np.float32)
