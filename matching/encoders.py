"""The encoder in use: meaning and letters together, or letters alone."""

from collections.abc import Sequence

from matching.grams import GramSpace
from matching.text import Floats, Rows, TextSpace
from matching.vectors import VectorSpace, vectors_are_here

# How cosines speak for the same need; fitted by conditional logit on other wordings of skills.
# Letters count by their square: a little likeness in letters is chance, much is the same word.
_MEANING, _LETTERS, _AS_LIKELY_AS_NOT = 15.0, 7.0, 7.0


class Blend:
    """Texts compared by their meaning and by their letters.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._meaning = VectorSpace(texts)
        self._letters = GramSpace(texts)

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
        return _blended(self._meaning.cosine(left, right), self._letters.cosine(left, right))

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
        meaning = self._meaning.cosine_each(left, right)
        return _blended(meaning, self._letters.cosine_each(left, right))


def _blended(meaning: Floats, letters: Floats) -> Floats:
    """Put both together, in place: for a full room these are millions of numbers."""
    meaning *= _MEANING
    letters *= letters
    letters *= _LETTERS
    meaning += letters
    meaning -= _AS_LIKELY_AS_NOT
    return meaning


def best_encoder(texts: Sequence[str]) -> TextSpace:
    """Read texts as well as this machine can.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.

    Returns
    -------
    space : TextSpace
        Compares the texts by their position in `texts`.

    Examples
    --------
    >>> import numpy as np
    >>> space = best_encoder(["help with my tax return", "bookkeeping", "tea tasting"])
    >>> near, far = space.evidence(np.array([0]), np.array([1, 2]))[0]
    >>> bool(near > far)
    True
    """
    return Blend(texts) if vectors_are_here() else GramSpace(texts)
