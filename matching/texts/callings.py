"""Who does what a trade is named for: "files vat returns for small firms" is a bookkeeper."""

import re
from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.texts.cues import cues_speak
from matching.texts.text import Floats, Rows
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
_TELLS, _STEEP, _NAMES = 0.6, 20.0, 0.65
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


class Callings:
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
        self._at = np.array([shelf.place[text] for text in texts], dtype=np.intp)

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
        ones, others = self._at[left], self._at[right]
        there = self._does[ones] @ self._named[others].T
        met = (there + self._named[ones] @ self._does[others].T).tocoo()
        evidence[met.row, met.col] += _SPEAKS * np.minimum(met.data, 1)

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


class _Shelf:
    """What texts tell and what they name: rows that are written once; others come after them."""

    def __init__(self) -> None:
        none = _sparse(np.zeros((0, len(trades()))))
        self.place: dict[str, int] = {}
        self.rows: tuple[Sparse, Sparse] = (none, none)

    def missing(self, texts: Sequence[str]) -> list[int]:
        return [row for row, text in enumerate(texts) if text not in self.place]

    def add(self, texts: Sequence[str], meaning: Vectors) -> None:
        """Put those of some texts on it that it lacks."""
        from scipy import sparse

        new = self.missing(texts)
        for start in range(0, len(new), _AT_A_TIME):
            rows = new[start : start + _AT_A_TIME]
            told = [texts[row] for row in rows]
            read = _read(told, meaning.rows[meaning.at[rows]])
            does, named = zip(self.rows, map(_sparse, read), strict=True)
            self.rows = sparse.vstack(does, format="csr"), sparse.vstack(named, format="csr")
            first = len(self.place)
            self.place.update((text, first + k) for k, text in enumerate(told))


_KEPT: list[_Shelf] = []
_LOCK = Lock()


def _shelf_with(texts: Sequence[str], meaning: Vectors) -> _Shelf:
    """Give a shelf with some texts, and maybe with others.

    The one in use, to which only new texts are added. When there is no room for more, all begins
    anew; whoever has the old one keeps it, with the rows that it had.
    """
    with _LOCK:
        shelf = _KEPT[0] if _KEPT else _Shelf()
        if len(shelf.place) + len(shelf.missing(texts)) > _MOST:
            shelf = _Shelf()
        shelf.add(texts, meaning)
        _KEPT[:] = [shelf] if len(shelf.place) <= _MOST else []
    return shelf


def _sparse(rows: Numbers) -> Sparse:
    from scipy import sparse

    return sparse.csr_array(rows.astype(np.float32))


def _read(texts: Sequence[str], rows: Floats) -> tuple[Numbers, Numbers]:
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
    speaks = near + _BY_WORDS * cues_speak(texts)
    best = speaks.max(axis=1, keepdims=True)
    odds = np.exp(_SHARP * (speaks - best))
    tells = 1 / (1 + np.exp(-_STEEP * (best - _TELLS)))
    return np.asarray((odds / odds.sum(axis=1, keepdims=True)) ** _SHARE * tells)


def _in_steps(weights: Numbers) -> Numbers:
    return np.where(weights >= _LEAST, np.rint(weights * _STEPS) / _STEPS, 0)
