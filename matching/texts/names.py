"""A name of few words is read within a sentence, too, as the model has mostly seen it."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from matching.texts.text import Floats

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 3


def with_names(read: Callable[[Sequence[str]], Floats], texts: Sequence[str]) -> Floats:
    """Read texts, those of few words in two ways.

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

    Examples
    --------
    >>> def words(texts):
    ...     return np.eye(9, dtype=np.float32)[[len(text.split()) for text in texts]]
    >>> with_names(words, ["tea", "we love to drink tea"]).argmax(axis=1).tolist()
    [1, 5]
    """
    vectors = read(texts)
    names = [row for row, text in enumerate(texts) if 0 < len(_WORD.findall(text)) <= _MOST_WORDS]
    if not names:
        return vectors
    both = vectors[names] + read([f"questions about {texts[row]}" for row in names])
    vectors[names] = both / np.linalg.norm(both, axis=1, keepdims=True)
    return vectors
