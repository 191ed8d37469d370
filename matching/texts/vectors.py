"""Texts as vectors of meaning or of letters, read by one of several readers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from matching.texts.cache import remembered
from matching.texts.text import Floats, Rows, Wholes
from matching.texts.text_numbers import Places

# So many texts stand on a shelf: those of a good many full rooms, some 15 MB.
_MOST = 20_000
# Numbers of a vector are whole multiples of one part in so many. Products of whole numbers add up
# without rounding, so that two texts are as near in one room as in another, whatever else is
# compared at the same time, by however many processors.
_PARTS = 2_048
UNIT = float(_PARTS**2)
"""The product of a vector with itself."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Something that turns texts into vectors.

    Parameters
    ----------
    name : str
        Under which its vectors are remembered.
    read : callable
        Turns texts into unit vectors; what it makes of one does not depend on the others.
    """

    name: str
    read: Callable[[Sequence[str]], Sequence[npt.NDArray[np.floating]]]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Texts as vectors, where they stand.

    Parameters
    ----------
    rows : ndarray of shape (t, d), dtype=int16
        Vectors of these and of other texts; their length is the root of `UNIT`.
    at : ndarray of shape (n,), dtype=intp
        Where that of each text is.
    """

    rows: Wholes
    at: Rows

    def product_each(self, left: Rows, right: Rows) -> Floats:
        """Multiply some pairs of vectors.

        Parameters
        ----------
        left, right : ndarray of shape (k,), dtype=intp
            Numbers of texts.

        Returns
        -------
        products : ndarray of shape (k,), dtype=float32
            At most `UNIT`, and around 0 for texts that have nothing to do with each other.
        """
        one, other = (self.rows[self.at[some]].astype(np.float32) for some in (left, right))
        return np.asarray(np.einsum("kd,kd->k", one, other))


class _Shelf:
    """Rows that are written once and never changed; others come after them."""

    def __init__(self, width: int) -> None:
        self.rows = np.empty((_MOST, width), dtype=np.int16)
        self.place = Places()

    def at(self, texts: Sequence[str]) -> Rows | None:
        """Say where texts stand, if all are there."""
        at = self.place.find(texts)
        return None if at.min() < 0 else at

    def add(self, texts: Sequence[str], rows: Wholes) -> None:
        first = len(self.place)
        self.rows[first : first + len(texts)] = rows
        self.place.add(texts)


_SHELVES: dict[str, _Shelf] = {}
_LOCK = Lock()


def vectors(texts: Sequence[str], reader: Reader) -> Vectors:
    """Give the vectors of texts, reading only those not yet known.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.
    reader : Reader
        Turns texts into vectors.

    Returns
    -------
    vectors : Vectors
        In the order of the texts.

    Notes
    -----
    The vectors of recent rooms stand below each other, and are taken from there. When there is
    no room for more, all begins anew; whoever has the old ones keeps them.
    """
    if not 0 < len(texts) <= _MOST:
        return Vectors(_read(texts, reader), np.arange(len(texts)))
    shelf = _SHELVES.get(reader.name)
    at = None if shelf is None else shelf.at(texts)
    if shelf is not None and at is not None:
        return Vectors(shelf.rows, at)
    if new := _missing(texts, reader):
        remembered(reader.name, new, reader.read)  # It takes long, and nobody has to wait for it.
    with _LOCK:
        new = _missing(texts, reader)
        shelf = _SHELVES.get(reader.name)
        if shelf is None or len(shelf.place) + len(new) > _MOST:
            rows = _read(texts, reader)
            shelf = _SHELVES[reader.name] = _Shelf(rows.shape[1])
            shelf.add(texts, rows)
        elif new:
            shelf.add(new, _read(new, reader))
    return Vectors(shelf.rows, shelf.place.find(texts))


def _missing(texts: Sequence[str], reader: Reader) -> Sequence[str]:
    shelf = _SHELVES.get(reader.name)
    if shelf is None:
        return list(texts)
    return [texts[row] for row in shelf.place.missing(texts)]


def _read(texts: Sequence[str], reader: Reader) -> Wholes:
    read = remembered(reader.name, texts, reader.read)
    rows = np.concatenate(read).reshape(len(read), -1) if read else np.zeros((0, 1))
    return np.rint(rows.astype(np.float32) * _PARTS).astype(np.int16)
