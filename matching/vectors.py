"""Texts as vectors of meaning, from the word vectors that wordllama brings along."""

import functools
import importlib.util
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matching.cache import remembered
from matching.text import Floats, Rows

_log = logging.getLogger(__name__)


class VectorSpace:
    """Texts as unit vectors, the mean of the vectors of their pieces of words.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.

    Notes
    -----
    The 256 numbers of each piece of a word come with the package wordllama, are read
    from its folder without any network, and descend from the token table of Llama 2,
    whose licence holds for them. They know that "tax return" is near "bookkeeping".
    """

    def __init__(self, texts: Sequence[str]) -> None:
        read = remembered("vectors", texts, _read)
        self._rows = np.stack(read) if read else np.zeros((0, 1), dtype=np.float32)

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
        return self._rows[left] @ self._rows[right].T

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
        return np.asarray(product, dtype=np.float32)


def vectors_are_here() -> bool:
    """Say whether texts can be read as vectors on this machine; logs once when not.

    Returns
    -------
    here : bool
        False when wordllama is not installed or its files cannot be read.
    """
    return _model() is not None


@functools.cache
def _model() -> Any:  # noqa: ANN401 - wordllama carries no types
    """Load the vectors, which takes a fifth of a second, the first time they are wanted."""
    found = importlib.util.find_spec("wordllama")
    if found is None or found.origin is None:
        _log.warning("wordllama is not installed: texts are compared by their letters alone")
        return None
    from wordllama import WordLlama  # noqa: PLC0415 - optional, and slow to import

    folder = Path(found.origin).parent
    return WordLlama.load(cache_dir=folder, disable_download=True)


def _read(texts: Sequence[str]) -> list[Floats]:
    """Embed texts one by one; the empty one is the zero vector."""
    model = _model()
    model.tokenizer.no_padding()
    pieces = model.tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [_mean(model.embedding, piece.ids) for piece in pieces]


def _mean(table: Floats, pieces: list[int]) -> Floats:
    mean = table[pieces].astype(np.float32).sum(axis=0)
    length = max(float(np.linalg.norm(mean)), 1e-9)
    return np.asarray(mean / length, dtype=np.float32)
