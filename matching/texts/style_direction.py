"""The direction of style: told at length or by a name, which says nothing of what is meant."""

from collections.abc import Callable, Sequence

import numpy as np

from matching.texts.text import Floats

# The same said at length and by its name, of many trades, so that what all have in common is the
# manner alone.
_TOLD_AND_NAMED = (
    (
        "they teach sailing, explain the wind, and see that all wear life jackets.",
        "sailing instructor",
    ),
    ("looks after the lawns of a golf course and repairs the sprinklers.", "greenkeeper"),
    ("designs robots that pick goods from shelves, and programs them.", "robotics engineer"),
    ("they write the words of songs and fit them to the tune with composers.", "lyricist"),
    ("watches animals in the wild, and publishes what was found.", "animal behaviourist"),
    ("keeps the minutes, and takes care that the company meets its duties.", "company secretary"),
    ("they measure rooms, prepare the ground, and fit carpets and floors.", "floor layer"),
    ("draws maps from aerial pictures, and keeps them up to date.", "cartographer"),
    ("runs a small shop for cheese, and advises what goes together.", "delicatessen owner"),
    ("they plan what patients should eat, and teach them how to cook it.", "dietitian"),
    ("reads manuscripts and finds those that the house will publish.", "literary scout"),
    ("develops new fragrances from oils for soaps and candles.", "perfumer"),
    ("sharpens knives and scissors", "knife grinder"),
    ("sets up stages and lights for concerts", "stagehand"),
    ("brings parcels to the door", "courier"),
    ("looks after children in the evening", "babysitter"),
    ("sells tickets at the theatre", "box office clerk"),
    ("teaches grown-ups a foreign language", "language teacher"),
    ("checks texts for mistakes before they are printed", "proofreader"),
    ("fixes engines on ships", "marine mechanic"),
    ("draws pictures on skin", "tattoo artist"),
    ("rents out bicycles to tourists", "bike rental"),
    ("helps founders to find money", "startup financing"),
    ("builds online shops for small makers", "e-commerce development"),
)


def style_direction(read: Callable[[Sequence[str]], Floats]) -> Floats:
    """Find out how vectors of what is told differ from vectors of what is named.

    Parameters
    ----------
    read : callable
        Turns texts into unit vectors.

    Returns
    -------
    manner : ndarray of shape (d,), dtype=float32
        The direction of the mean difference; of length 1.
    """
    told, named = (read(texts) for texts in zip(*_TOLD_AND_NAMED, strict=True))
    apart = (told - named).mean(axis=0)
    return np.asarray(apart / np.linalg.norm(apart), dtype=np.float32)


def without(vectors: Floats, direction: Floats) -> Floats:
    """Take one direction out of vectors.

    Parameters
    ----------
    vectors : ndarray of shape (n, d), dtype=float32
        Of length 1, or 0.
    direction : ndarray of shape (d,), dtype=float32
        Of length 1.

    Returns
    -------
    vectors : ndarray of shape (n, d), dtype=float32
        Of length 1, or 0, and at right angles to the direction.

    Examples
    --------
    >>> without(np.float32([[0.6, 0.8], [0, 0]]), np.float32([1, 0])).tolist()
    [[0.0, 1.0], [0.0, 0.0]]
    """
    rest = vectors - (vectors @ direction)[:, None] * direction
    length = np.linalg.norm(rest, axis=1, keepdims=True)
    return np.asarray(np.divide(rest, length, out=np.zeros_like(rest), where=length > 0))
