"""How near two texts are: one small interface, and an encoder made of n-grams."""

import unicodedata
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

# Nobody reads an ask of ten pages; what comes after so many characters changes nothing.
LONGEST = 1_000


def tidy(text: str) -> str:
    """Write a text the way it is compared: one case, one spacing, bounded length.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tidied : str
        At most `LONGEST` characters.

    Examples
    --------
    >>> tidy("  Packaging  DESIGN ")
    'packaging design'
    """
    return " ".join(unicodedata.normalize("NFKC", text[:LONGEST]).casefold().split())[:LONGEST]


class TextSpace(Protocol):
    """A fixed set of texts that can be compared by their row numbers."""

    def similarity(self, left: Rows, right: Rows) -> Floats:
        """Say how near texts are to each other.

        Parameters
        ----------
        left : ndarray of shape (l,), dtype=intp
            Row numbers of texts.
        right : ndarray of shape (r,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        similarity : ndarray of shape (l, r), dtype=float32
            From 0 (nothing in common) to 1 (the same need).
        """
        ...


class Encoder(Protocol):
    """Makes a space out of texts; the one thing to replace for better understanding."""

    def __call__(self, texts: Sequence[str]) -> TextSpace:
        """Read the texts of a room.

        Parameters
        ----------
        texts : sequence of str
            Each different text once, tidied.

        Returns
        -------
        space : TextSpace
            Compares the texts by their position in `texts`.
        """
        ...


class GramSpace:
    """Texts as rows of weighted n-grams, compared by cosine.

    Parameters
    ----------
    rows : sparse matrix of shape (n_texts, n_grams)
        Rows of length 1, or 0 for empty texts.
    noise, sure : float
        The cosine below which two texts only share chance, and from which they mean
        the same need; in between, similarity rises evenly from 0 to 1.
    """

    def __init__(self, rows: sparse.csr_array, *, noise: float, sure: float) -> None:
        self._rows = rows
        self._noise = noise
        self._sure = sure

    def similarity(self, left: Rows, right: Rows) -> Floats:
        """Say how near texts are to each other.

        Parameters
        ----------
        left : ndarray of shape (l,), dtype=intp
            Row numbers of texts.
        right : ndarray of shape (r,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        similarity : ndarray of shape (l, r), dtype=float32
            From 0 (nothing in common) to 1 (the same need).
        """
        cosine = (self._rows[left] @ self._rows[right].T).toarray()
        level = (cosine - self._noise) / (self._sure - self._noise)
        return np.asarray(np.clip(level, 0, 1), dtype=np.float32)


def n_grams(texts: Sequence[str]) -> TextSpace:
    """Read texts as character and word n-grams, weighed by how rare each is in the room.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.

    Returns
    -------
    space : TextSpace
        Compares the texts by their position in `texts`.

    Notes
    -----
    TF-IDF [1]_ over 3 to 5 characters within words, which survives other endings and
    small slips, beside whole words and pairs of words, which keep the meaning. Time and
    memory are linear in the characters read.

    References
    ----------
    .. [1] K. Spärck Jones, "A statistical interpretation of term specificity and its
       application in retrieval", Journal of Documentation 28(1), 1972.

    Examples
    --------
    >>> import numpy as np
    >>> space = n_grams(["packaging design", "designing a package", "tax advice"])
    >>> near, far = space.similarity(np.array([0]), np.array([1, 2]))[0]
    >>> bool(near > far)
    True
    """
    views = [
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
        TfidfVectorizer(analyzer="word", ngram_range=(1, 2), stop_words="english"),
    ]
    blocks = [share * _rows(view, texts) for share, view in zip((0.8, 0.6), views, strict=True)]
    return GramSpace(sparse.csr_array(sparse.hstack(blocks)), noise=0.06, sure=0.50)


def _rows(view: TfidfVectorizer, texts: Sequence[str]) -> sparse.csr_array:
    """Fit one view; texts in which it finds nothing at all are rows of zeros."""
    try:
        return sparse.csr_array(view.fit_transform(texts), dtype=np.float32)
    except ValueError:  # scikit-learn's word for "no n-gram in any text"
        return sparse.csr_array((len(texts), 1), dtype=np.float32)
