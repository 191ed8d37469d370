"""Random numbers inside compiled loops, as fast as it gets; the same for the same seed."""

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled

Chance = npt.NDArray[np.uint64]
_LOSSES = 4096


@compiled
def draw(chance: Chance) -> int:
    """Draw 31 bits (xorshift64*, Marsaglia 2003).

    Parameters
    ----------
    chance : ndarray of shape (1,), dtype=uint64
        State of the random numbers; not 0.

    Returns
    -------
    bits : int
        From 0 to 2³¹ - 1.
    """
    x = chance[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    chance[0] = x
    return int((x * np.uint64(2685821657736338717)) >> np.uint64(33))


@compiled
def below(chance: Chance, limit: int) -> int:
    """Draw a whole number.

    Parameters
    ----------
    chance : ndarray of shape (1,), dtype=uint64
        State of the random numbers.
    limit : int
        At least 1.

    Returns
    -------
    number : int
        From 0 to one less than the limit.
    """
    return (draw(chance) * limit) >> 31


@compiled
def losses(heat: float) -> npt.NDArray[np.int32]:
    """List losses that may be accepted, each as likely as the others.

    Parameters
    ----------
    heat : float
        The loss that is accepted about every third time.

    Returns
    -------
    losses : ndarray of shape (4096,), dtype=int32
        Never above 0; drawn from, they accept a loss of x with likelihood exp(-x / heat).
    """
    found = np.empty(_LOSSES, dtype=np.int32)
    for k in range(_LOSSES):
        found[k] = max(-1e8, heat * np.log((k + 0.5) / _LOSSES))
    return found
