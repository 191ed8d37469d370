"""Texts as character n-grams, each weighed by how rare it is in the room."""

import itertools
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.texts.cache import remembered
from matching.texts.products import products
from matching.texts.sketches import sketched
from matching.texts.text import Floats, Rows

Row = tuple[npt.NDArray[np.int32], Floats]

_COLUMNS = 2**18
# So many cells are kept apart; where there are more, n-grams are folded into so many columns.
_FEW, _FOLDED = 1_500_000, 512
# How a cosine speaks for the same need, as a quadratic; fitted on other wordings of skills.
_EACH, _SQUARE, _AS_LIKELY_AS_NOT = 13.0, 5.0, 5.5


class GramSpace:
    """Texts as rows of weighted n-grams, compared by cosine.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.

    Notes
    -----
    TF-IDF [1]_ over 2 to 4 characters within words survives other endings and small
    slips, and speaks every language. The n-grams are folded into few columns [2]_. Counts are
    remembered by text; only their weights belong to the room.

    References
    ----------
    .. [1] K. Spärck Jones, "A statistical interpretation of term specificity and its
       application in retrieval", Journal of Documentation 28(1), 1972.
    .. [2] K. Weinberger et al., "Feature hashing for large scale multitask learning",
       ICML 2009.

    Examples
    --------
    >>> space = GramSpace(["packaging design", "designing a package", "tax advice"])
    >>> near, far = space.cosine(np.array([0]), np.array([1, 2]))[0]
    >>> bool(near > far)
    True
    """

    def __init__(self, texts: Sequence[str]) -> None:
        ends, columns, counts = _rows(texts)
        held = np.bincount(columns, minlength=_COLUMNS)
        rarity = (np.log((1 + len(texts)) / (1 + held)) + 1).astype(np.float32)
        at, width = _folded(held, len(texts))
        self._rows: Floats = sketched(ends, at[columns], counts * rarity[columns], width)

    def cosine(self, left: Rows, right: Rows) -> Floats:
        """Compare texts by the n-grams they share.

        Parameters
        ----------
        left : ndarray of shape (l,), dtype=intp
            Row numbers of texts.
        right : ndarray of shape (r,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        cosine : ndarray of shape (l, r), dtype=float32
            From 0 to 1.
        """
        return products(self._rows, left, right)

    def evidence(self, left: Rows, right: Rows) -> Floats:
        """Say how much speaks for texts meaning the same need.

        Parameters
        ----------
        left : ndarray of shape (l,), dtype=intp
            Row numbers of texts.
        right : ndarray of shape (r,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        evidence : ndarray of shape (l, r), dtype=float32
            Natural log-odds.
        """
        return _evidence(self.cosine(left, right))

    def each(self, left: Rows, right: Rows) -> Floats:
        """Say how much speaks for each of some pairs of texts.

        Parameters
        ----------
        left, right : ndarray of shape (k,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        evidence : ndarray of shape (k,), dtype=float32
            Natural log-odds.
        """
        return _evidence(self.cosine_each(left, right))

    def cosine_each(self, left: Rows, right: Rows) -> Floats:
        """Compare some pairs of texts by the n-grams they share.

        Parameters
        ----------
        left, right : ndarray of shape (k,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        cosine : ndarray of shape (k,), dtype=float32
            From 0 to 1.
        """
        product = np.einsum("kd,kd->k", self._rows[left], self._rows[right])
        return np.asarray(product, dtype=np.float32)


def _evidence(cosine: Floats) -> Floats:
    return cosine * (_EACH + _SQUARE * cosine) - np.float32(_AS_LIKELY_AS_NOT)


def _rows(texts: Sequence[str]) -> tuple[Rows, npt.NDArray[np.int32], Floats]:
    """Set the remembered counts of the texts below each other: where each ends, and both parts."""
    counted = remembered("grams", texts, _count)
    ends = np.cumsum([len(columns) for columns, _ in counted], dtype=np.intp)
    columns = np.concatenate([np.zeros(0, np.int32), *(columns for columns, _ in counted)])
    counts = np.concatenate([np.zeros(0, np.float32), *(counts for _, counts in counted)])
    return ends, columns, counts


def _folded(held: Rows, texts: int) -> tuple[Rows, int]:
    """Say where each n-gram stands in a short dense row, which is compared many times faster.

    Where the room has many n-grams their columns are folded into few, with signs, so that
    cosines stay the same but for about one over the square root of the number of columns.
    A place below zero is that of its complement, with the other sign.
    """
    width = max(1, int(np.count_nonzero(held)))
    if width * texts <= _FEW:
        return np.cumsum(held > 0) - 1, width
    return _places(), _FOLDED


@cache
def _places() -> Rows:
    column = np.arange(_COLUMNS)
    place = column % _FOLDED
    return np.where((column // _FOLDED) & 1, ~place, place)


@cache
def _counter() -> Any:  # noqa: ANN401 - scikit-learn carries no types
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), n_features=_COLUMNS, alternate_sign=False, norm=None
    )


def _count(texts: Sequence[str]) -> list[Row]:
    """Count the n-grams of each text; the tenth time says less than the first."""
    from scipy import sparse

    found = sparse.csr_array(_counter().transform(texts))
    found.sort_indices()
    damped = (1 + np.log(found.data)).astype(np.float32)
    return [
        (found.indices[start:end].astype(np.int32), damped[start:end])
        for start, end in itertools.pairwise(found.indptr)
    ]
