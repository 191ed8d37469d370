"""TF-IDF: texts as character n-grams, each weighed by how rare it is in the room."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from matching.texts.cache import remembered
from matching.texts.feature_hashing import sketched
from matching.texts.ngrams import COLUMNS, counted, in_one, places
from matching.texts.products import products
from matching.texts.text import Floats, Rows

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
    TF-IDF [1]_: counts are remembered by text; only their weights belong to the room.

    References
    ----------
    .. [1] K. Spärck Jones, "A statistical interpretation of term specificity and its
       application in retrieval", Journal of Documentation 28(1), 1972.

    Examples
    --------
    >>> space = GramSpace(["packaging design", "designing a package", "tax advice"])
    >>> near, far = space.cosine(np.array([0]), np.array([1, 2]))[0]
    >>> bool(near > far)
    True
    """

    def __init__(self, texts: Sequence[str]) -> None:
        ends, columns, counts = in_one(remembered("grams", texts, counted))
        held = np.bincount(columns, minlength=COLUMNS)
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


def _folded(held: Rows, texts: int) -> tuple[Rows, int]:
    """Say where each n-gram stands in a short dense row, which is compared many times faster.

    Where the room has many n-grams their columns are folded into few.
    """
    width = max(1, int(np.count_nonzero(held)))
    if width * texts <= _FEW:
        return np.cumsum(held > 0) - 1, width
    return _places(), _FOLDED


@cache
def _places() -> Rows:
    return places(_FOLDED)
