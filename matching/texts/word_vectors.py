"""Vectors of meaning from those of pieces of words, which wordllama brings along."""

import functools
import importlib.util
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from matching.texts.text import Floats
from matching.texts.vectors import Reader

_log = logging.getLogger(__name__)


def words_are_here() -> bool:
    """Say whether texts can be read by their words on this machine; logs once when not.

    Returns
    -------
    here : bool
        False when wordllama is not installed.
    """
    return _model() is not None


def knows(word: str) -> bool:
    """Say whether something is a word that the model reads in one piece.

    Parameters
    ----------
    word : str
        In small letters.

    Returns
    -------
    knows : bool
        True without a model, too, which has nothing to say about words.
    """
    model = _model()
    return model is None or model.tokenizer.token_to_id(f"▁{word}") is not None


@functools.cache
def _model() -> Any:  # noqa: ANN401 - wordllama carries no types
    """Load the vectors, which takes a fifth of a second, the first time they are wanted."""
    found = importlib.util.find_spec("wordllama")
    if found is None or found.origin is None:
        _log.warning("wordllama is not installed: texts are compared by their letters alone")
        return None
    from wordllama import WordLlama

    folder = Path(found.origin).parent
    return WordLlama.load(cache_dir=folder, disable_download=True)


def _read(texts: Sequence[str]) -> list[Floats]:
    """Read texts one by one; the empty one is the zero vector."""
    model = _model()
    model.tokenizer.no_padding()
    pieces = model.tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [_mean(model.embedding, piece.ids) for piece in pieces]


def _mean(table: Floats, pieces: list[int]) -> Floats:
    mean = table[pieces].astype(np.float32).sum(axis=0)
    length = max(float(np.linalg.norm(mean)), 1e-9)
    return np.asarray(mean / length, dtype=np.float32)


# The 256 numbers of each piece of a word are read from the folder of the package without
# any network, and descend from the token table of Llama 2, whose licence holds for them.
# They know that "tax return" is near "bookkeeping".
WORDS = Reader("words", _read)
