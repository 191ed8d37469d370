"""How near two texts are: the one small interface behind which texts are understood."""

import functools
import unicodedata
from collections.abc import Hashable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]
Marks = npt.NDArray[np.bool_]
Wholes = npt.NDArray[np.int16]

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
    return _tidied(text[:LONGEST])


# Most texts come again with every room; at most some 20 MB are kept.
@functools.lru_cache(maxsize=50_000)
def _tidied(text: str) -> str:
    # Half of a character that a broken program wrote is no text that anybody could read.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())[:LONGEST]


class TextSpace(Protocol):
    """A fixed set of texts that can be compared by their row numbers."""

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
            Natural log-odds: 0 where it is as likely as not, below -4 for chance.
        """
        ...

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
        ...


class Encoder(Hashable, Protocol):
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


def likelihood(evidence: Floats) -> Floats:
    """Turn log-odds into a probability.

    Parameters
    ----------
    evidence : ndarray, dtype=float32
        Natural log-odds.

    Returns
    -------
    likelihood : ndarray, dtype=float32
        From 0 to 1.

    Examples
    --------
    >>> likelihood(np.float32([-100, 0, 100])).tolist()
    [0.0, 0.5, 1.0]
    """
    return np.asarray(1 / (1 + np.exp(-np.clip(evidence, -80, 80))), dtype=np.float32).round(7)
