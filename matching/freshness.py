"""How time changes a pair: long enough ago is like never, and the left-out come first."""

import numpy as np

from matching.features import Room
from matching.text import Floats
from matching.types import History

# Days beyond the cooling time after which half of a pair's freshness is back.
_HALF_LIFE_DAYS = 60
# Left out on so many attended days, a third must not follow.
MUST_BE_NEXT_DAYS = 2
_A_LITTLE, _A_LOT = 0.05, 10.0


def freshness(room: Room, history: History, *, cooling_days: int) -> Floats:
    """Say how new each pair would be to each other.

    Parameters
    ----------
    room : Room
        The people.
    history : History
        What the space remembers.
    cooling_days : int
        Days within which a pair is not proposed again.

    Returns
    -------
    freshness : ndarray of shape (n, n), dtype=float32
        1 for pairs never proposed; 0 at the end of the cooling time, rising again with a
        half-life of sixty days. Symmetric.
    """
    fresh = np.ones((len(room), len(room)), dtype=np.float32)
    for (a, b), days in history.proposed.items():
        if a in room.row and b in room.row:
            beyond = max(0, days - cooling_days)
            i, j = room.row[a], room.row[b]
            fresh[i, j] = fresh[j, i] = 1 - 0.5 ** (beyond / _HALF_LIFE_DAYS)
    return fresh


def priority(left_out_days: int) -> float:
    """Say how much an introduction today is worth to somebody beyond the pair's own worth.

    Parameters
    ----------
    left_out_days : int
        Attended, willing days in a row without an introduction.

    Returns
    -------
    priority : float
        On the scale of worth: 0 for nobody in particular, a twentieth after one day, and
        after two days more than any worth can outweigh.

    Examples
    --------
    >>> [priority(days) for days in (0, 1, 2, 9)]
    [0.0, 0.05, 10.0, 10.0]
    """
    if left_out_days >= MUST_BE_NEXT_DAYS:
        return _A_LOT
    return _A_LITTLE if left_out_days else 0.0
