"""What texts mean, as bytes that outlive a process: whoever keeps them spares the reading."""

from collections.abc import Iterable, Mapping

import numpy as np

from matching.people.profiles import texts_of
from matching.texts import cache
from matching.texts.sentence_vectors import EDITION, SENTENCES, WIDTH, sentences_are_here

__all__ = ["EDITION", "learn", "meanings", "texts_of", "unread"]


def unread(texts: Iterable[str]) -> set[str]:
    """Give the texts that would have to be read, which takes milliseconds each.

    Parameters
    ----------
    texts : iterable of str
        As `texts_of` gives them.

    Returns
    -------
    unread : set of str
        Empty where no sentence model is installed.
    """
    if not sentences_are_here():
        return set()
    wanted = set(texts)
    return wanted - cache.known(SENTENCES.name, wanted).keys()


def meanings(texts: Iterable[str]) -> dict[str, bytes]:
    """Give what was read from texts.

    Parameters
    ----------
    texts : iterable of str
        As `texts_of` gives them.

    Returns
    -------
    meanings : dict of str to bytes
        By text; those that were not read, or are forgotten, are missing.
    """
    return {text: vector.tobytes() for text, vector in cache.known(SENTENCES.name, texts).items()}


def learn(meanings: Mapping[str, bytes]) -> None:
    """Take back what was read before, by the same edition of the encoder.

    Parameters
    ----------
    meanings : mapping of str to bytes
        As `meanings` gave them; what cannot be a vector is left out, and read again.
    """
    vectors = {
        text: np.frombuffer(given, dtype=np.float16)
        for text, given in meanings.items()
        if len(given) == WIDTH * np.dtype(np.float16).itemsize
    }
    cache.learn(SENTENCES.name, {text: v for text, v in vectors.items() if np.isfinite(v).all()})
