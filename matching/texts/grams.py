"""Texts as character n-grams, each weighed by how rare it is in the room."""

import itertools
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matching.texts.cache import remembered
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
        rows = _rows(texts)
        held = np.bincount(rows.indices, minlength=_COLUMNS)
        rarity = np.log((1 + len(texts)) / (1 + held[rows.indices])) + 1
        rows.data *= rarity.astype(np.float32)
        sketch = _folded(rows)
        length = np.sqrt(np.einsum("td,td->t", sketch, sketch))[:, None]
        self._rows: Floats = np.divide(sketch, length, out=sketch, where=length > 0)

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
        return self._rows[left] @ self._rows[right].T

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


def _rows(texts: Sequence[str]) -> sparse.csr_array:
    """Set the remembered counts of the texts below each other."""
    counted = remembered("grams", texts, _count)
    ends = np.cumsum([0, *(len(columns) for columns, _ in counted)])
    columns = np.concatenate([np.zeros(0, np.int32), *(columns for columns, _ in counted)])
    counts = np.concatenate([np.zeros(0, np.float32), *(counts for _, counts in counted)])
    return sparse.csr_array((counts, columns, ends), shape=(len(texts), _COLUMNS))


def _folded(rows: sparse.csr_array) -> Floats:
    """Write sparse rows as short dense ones, which are compared many times faster.

    Where the room has many n-grams their columns are folded into few, with signs, so that
    cosines stay the same but for about one over the square root of the number of columns.
    """
    used, column = np.unique(rows.indices, return_inverse=True)
    sign, width = np.ones(len(column)), max(1, len(used))
    if width * rows.shape[0] > _FEW:
        sign, width = 1 - 2 * ((rows.indices // _FOLDED) & 1), _FOLDED
        column = rows.indices % _FOLDED
    place = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)) * width + column
    flat = np.bincount(place, weights=rows.data * sign, minlength=rows.shape[0] * width)
    return flat.reshape(rows.shape[0], width).astype(np.float32)


@cache
def _counter() -> Any:  # noqa: ANN401 - scikit-learn carries no types
    # Half of what a short command would take, if each brought scikit-learn along.
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 - as above

    return HashingVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), n_features=_COLUMNS, alternate_sign=False, norm=None
    )


def _count(texts: Sequence[str]) -> list[Row]:
    """Count the n-grams of each text; the tenth time says less than the first."""
    found = sparse.csr_array(_counter().transform(texts))
    found.sort_indices()
    damped = (1 + np.log(found.data)).astype(np.float32)
    return [
        (found.indices[start:end].astype(np.int32), damped[start:end])
        for start, end in itertools.pairwise(found.indptr)
    ]
