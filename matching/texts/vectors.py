"""Texts as vectors of meaning, by one of the readers that are installed here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.texts.cache import remembered
from matching.texts.products import products
from matching.texts.text import Floats, Rows

# Numbers of a vector are whole multiples of one part in so many. Products of whole numbers add up
# without rounding, so that two texts are as near in one room as in another, whatever else is
# compared at the same time, by however many processors.
_PARTS = 2_048


@dataclass(frozen=True, slots=True)
class Reader:
    """Something that turns texts into vectors of meaning.

    Parameters
    ----------
    name : str
        Under which its vectors are remembered.
    read : callable
        Turns texts into unit vectors; what it makes of one does not depend on the others.
    """

    name: str
    read: Callable[[Sequence[str]], Sequence[npt.NDArray[np.floating]]]


class VectorSpace:
    """Texts as unit vectors, compared by cosine.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.
    reader : Reader
        Turns texts into vectors.
    """

    def __init__(self, texts: Sequence[str], reader: Reader) -> None:
        read = remembered(reader.name, texts, reader.read)
        rows = np.concatenate(read).reshape(len(read), -1) if read else np.zeros((0, 1))
        self._rows: Floats = np.rint(rows.astype(np.float32) * _PARTS)

    def cosine(self, left: Rows, right: Rows) -> Floats:
        """Compare texts by what they mean.

        Parameters
        ----------
        left : ndarray of shape (l,), dtype=intp
            Row numbers of texts.
        right : ndarray of shape (r,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        cosine : ndarray of shape (l, r), dtype=float32
            From -1 to 1, around 0 for texts that have nothing to do with each other.
        """
        found = products(self._rows, left, right)
        found /= np.float32(_PARTS**2)
        return found

    def cosine_each(self, left: Rows, right: Rows) -> Floats:
        """Compare some pairs of texts by what they mean.

        Parameters
        ----------
        left, right : ndarray of shape (k,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        cosine : ndarray of shape (k,), dtype=float32
            From -1 to 1.
        """
        product = np.einsum("kd,kd->k", self._rows[left], self._rows[right])
        return np.asarray(product / np.float32(_PARTS**2), dtype=np.float32)
