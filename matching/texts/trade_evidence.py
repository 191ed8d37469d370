"""Who does what a trade is named for: "files vat returns for small firms" is a bookkeeper."""

import re
from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled
from matching.texts.keywords import keyword_cosine
from matching.texts.text import Floats, Rows, Wholes
from matching.texts.text_numbers import Places
from matching.texts.trade_meanings import PARTS, trade_meanings
from matching.texts.trades import trades, trades_by_name
from matching.texts.vectors import UNIT, Vectors

_WORD = re.compile(r"[^\W_]+")
# What somebody does takes some words to tell, and a name takes few.
_MOST_OF_NAME, _FEWEST_OF_DOING = 4, 4
# Measured on one half of the descriptions and names of occupations in the benchmarks: how much
# the words of a text count beside its meaning, how sharply the best trades stand out, from where
# on a text tells of a trade at all, and from where on it is its name.
_BY_WORDS, _SHARP, _SHARE = 0.5, 25.0, 0.7
_TELLS, _STEEP, _NAMES = 0.65, 20.0, 0.68
# What is less is not worth to keep; and a weight is a whole multiple of one part in so many, so
# that sums of products are the same in whatever order.
_LEAST, _STEPS = 0.1, 64
# How much it speaks for the same need when one does surely what the other is named for, in
# natural log-odds.
_SPEAKS = np.float32(6.0)
# So many texts are kept; and so many are read at a time, which bounds memory.
_MOST, _AT_A_TIME = 60_000, 200

# Sparse rows, one a text and one column a trade.
Sparse = Any
Numbers = npt.NDArray[np.float64]
# The same as loops read them: where each row ends and begins, its columns, and its weights.
Links = tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Floats]


class TradeEvidence:
    """Which texts tell what is done in a trade that others name.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.
    meaning : Vectors
        What they mean, as the sentence model reads it.

    Notes
    -----
    A text of some words is compared with what is done in each trade, by its meaning and by its
    rarer words; one of few words with the names. Most texts have to do with no trade, and all
    others with one or two, so that only pairs of which there is something to say cost time.
    """

    def __init__(self, texts: Sequence[str], meaning: Vectors) -> None:
        shelf = _shelf_with(texts, meaning)
        self._does, self._named = shelf.rows
        self._links = _links(self._does), _links(self._named)
        self._at = shelf.place.find(texts)

    def add_to(self, evidence: Floats, left: Rows, right: Rows) -> None:
        """Add to the evidence for texts meaning the same what trades speak.

        Parameters
        ----------
        evidence : ndarray of shape (l, r), dtype=float32
            Natural log-odds; changed in place.
        left : ndarray of shape (l,), dtype=intp
            Row numbers of texts.
        right : ndarray of shape (r,), dtype=intp
            Row numbers of texts.
        """
        does, named = self._links
        _add(evidence, self._at[left], self._at[right], (does, named), self._does.shape[1])

    def add_each(self, evidence: Floats, left: Rows, right: Rows) -> None:
        """Add to the evidence for each of some pairs of texts.

        Parameters
        ----------
        evidence : ndarray of shape (k,), dtype=float32
            Natural log-odds; changed in place.
        left, right : ndarray of shape (k,), dtype=intp
            Row numbers of texts.
        """
        ones, others = self._at[left], self._at[right]
        there = self._does[ones].multiply(self._named[others])
        met = there + self._named[ones].multiply(self._does[others])
        evidence += _SPEAKS * np.minimum(met.sum(axis=1), 1)


@compiled
def _add(
    evidence: Floats, left: Rows, right: Rows, links: tuple[Links, Links], trades: int
) -> None:
    """Add what those on the left tell of trades that those on the right name, and the reverse."""
    met, found = np.zeros(len(right), dtype=np.float32), np.empty(len(right), dtype=np.intp)
    does, named = links
    told, names = _by_trade(does, right, trades), _by_trade(named, right, trades)
    for i, row in enumerate(left):
        count = 0
        # Sums of whole multiples of one part in so many: the same in whatever order.
        for (start, trade, weight), (begin, at, level) in ((does, names), (named, told)):
            for k in range(start[row], start[row + 1]):
                for h in range(begin[trade[k]], begin[trade[k] + 1]):
                    if met[at[h]] == 0:
                        found[count] = at[h]
                        count += 1
                    met[at[h]] += weight[k] * level[h]
        for j in found[:count]:
            evidence[i, j] += _SPEAKS * min(met[j], np.float32(1))
            met[j] = 0


@compiled
def _by_trade(links: Links, rows: Rows, trades: int) -> tuple[Rows, Rows, Floats]:
    """Say which of some rows have each trade: where those of each begin, which, and how much."""
    start, trade, weight = links
    begin = np.zeros(trades + 2, dtype=np.intp)
    for row in rows:
        for k in range(start[row], start[row + 1]):
            begin[trade[k] + 2] += 1
    begin = np.cumsum(begin)
    at, level = np.empty(begin[-1], dtype=np.intp), np.empty(begin[-1], dtype=np.float32)
    for j, row in enumerate(rows):
        for k in range(start[row], start[row + 1]):
            place = begin[trade[k] + 1]
            at[place], level[place] = j, weight[k]
            begin[trade[k] + 1] = place + 1
    return begin, at, level


class _Shelf:
    """What texts tell and what they name: rows that are written once; others come after them."""

    def __init__(self) -> None:
        none = _sparse(np.zeros((0, len(trades()))))
        self.place = Places()
        self.rows: tuple[Sparse, Sparse] = (none, none)

    def missing(self, texts: Sequence[str]) -> list[int]:
        return self.place.missing(texts)

    def add(self, texts: Sequence[str], new: Sequence[int], meaning: Vectors) -> None:
        """Put those of some texts on it that it lacks."""
        from scipy import sparse

        for start in range(0, len(new), _AT_A_TIME):
            rows = new[start : start + _AT_A_TIME]
            told = [texts[row] for row in rows]
            read = _read(told, meaning.rows[meaning.at[rows]])
            does, named = zip(self.rows, map(_sparse, read), strict=True)
            self.rows = sparse.vstack(does, format="csr"), sparse.vstack(named, format="csr")
            self.place.add(told)


_KEPT: list[_Shelf] = []
_LOCK = Lock()


def _shelf_with(texts: Sequence[str], meaning: Vectors) -> _Shelf:
    """Give a shelf with some texts, and maybe with others.

    The one in use, to which only new texts are added. When there is no room for more, all begins
    anew; whoever has the old one keeps it, with the rows that it had.
    """
    with _LOCK:
        shelf = _KEPT[0] if _KEPT else _Shelf()
        new = shelf.missing(texts)
        if len(shelf.place) + len(new) > _MOST:
            shelf, new = _Shelf(), list(range(len(texts)))
        shelf.add(texts, new, meaning)
        _KEPT[:] = [shelf] if len(shelf.place) <= _MOST else []
    return shelf


def _links(rows: Sparse) -> Links:
    indices = rows.indptr.astype(np.int32, copy=False), rows.indices.astype(np.int32, copy=False)
    return (*indices, rows.data)


def _sparse(rows: Numbers) -> Sparse:
    from scipy import sparse

    return sparse.csr_array(rows.astype(np.float32))


def _read(texts: Sequence[str], rows: Wholes) -> tuple[Numbers, Numbers]:
    """Say of which trades texts tell what is done, and which they name."""
    near = (rows @ trade_meanings().T).astype(np.float64) / (np.sqrt(UNIT) * PARTS)
    words = np.array([len(_WORD.findall(text)) for text in texts])[:, None]
    count = len(trades())
    does = np.where(words >= _FEWEST_OF_DOING, _told(texts, near[:, :count]), 0)
    named = np.clip((near[:, count:] - _NAMES) / (1 - _NAMES), 0, 1)
    named = np.where((words > 0) & (words <= _MOST_OF_NAME), named, 0)
    for row, text in enumerate(texts):
        named[row, list(trades_by_name().get(text, ()))] = 1
    return _in_steps(does), _in_steps(named)


def _told(texts: Sequence[str], near: Numbers) -> Numbers:
    """Say of which trades texts tell: the best ones share what there is."""
    speaks = near + _BY_WORDS * keyword_cosine(texts)
    best = speaks.max(axis=1, keepdims=True)
    odds = np.exp(_SHARP * (speaks - best))
    tells = 1 / (1 + np.exp(-_STEEP * (best - _TELLS)))
    return np.asarray((odds / odds.sum(axis=1, keepdims=True)) ** _SHARE * tells)


def _in_steps(weights: Numbers) -> Numbers:
    return np.where(weights >= _LEAST, np.rint(weights * _STEPS) / _STEPS, 0)
