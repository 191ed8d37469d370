"""A name of few words is read within a template, too, as the model has mostly seen it."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from matching.texts.other_names import written_out
from matching.texts.text import Floats

_WORD = re.compile(r"[^\W_]+")
# Longer texts are no names; and in still longer ones a name is one word of many, and not worth to
# read them twice.
_MOST_OF_NAME, _MOST_WORDS = 3, 20


def with_names(read: Callable[[Sequence[str]], Floats], texts: Sequence[str]) -> Floats:
    """Read texts, and short ones in a second way: those that are a name, or hold one.

    Parameters
    ----------
    read : callable
        Turns texts into unit vectors.
    texts : sequence of str
        Any texts.

    Returns
    -------
    vectors : ndarray of shape (n, d), dtype=float32
        Of length 1, or 0 where the text has no meaning; midway between both where a text was
        read in two ways.

    Notes
    -----
    A name that may mean several things is read as all of them. Its neighbours in the text do not
    tell which: to take the reading that is nearest to the text as it stands was right for one of
    two.

    Examples
    --------
    >>> def words(texts):
    ...     return np.eye(9, dtype=np.float32)[[len(text.split()) for text in texts]]
    >>> with_names(words, ["tea", "we love to drink tea"]).argmax(axis=1).tolist()
    [1, 5]
    """
    vectors = read(texts)
    again = {row: ways for row, text in enumerate(texts) if (ways := _in_other_words(text))}
    if not again:
        return vectors
    told = read([way for ways in again.values() for way in ways])
    ends = np.cumsum([0, *map(len, again.values())])
    vectors[list(again)] += _unit(np.add.reduceat(told, ends[:-1], axis=0))
    vectors[list(again)] = _unit(vectors[list(again)])
    return vectors


def _in_other_words(text: str) -> Sequence[str]:
    """Write out the names in a text; of few words, as part of a sentence."""
    words = len(_WORD.findall(text))
    if not 0 < words <= _MOST_WORDS:
        return ()
    meant = written_out(text)
    if words <= _MOST_OF_NAME:
        return [f"questions about {name}" for name in meant or (text,)]
    return meant


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
