"""How time changes a pair: long enough ago is like never, and the left-out come first."""

from typing import TYPE_CHECKING

import numpy as np

from matching.people.features import Room
from matching.types import History

if TYPE_CHECKING:
    from scipy import sparse

# Days beyond the cooling time after which a pair is half as new as one never proposed.
_HALF_LIFE_DAYS = 60
# Left out on so many attended days, a third must not follow.
MUST_BE_NEXT_DAYS = 2
_A_LITTLE, _A_LOT = 0.01, 10.0


def staleness(room: Room, history: History, *, cooling_days: int) -> "sparse.csr_array":
    """Say how little new each pair would be to each other.

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
    staleness : sparse array of shape (n, n), dtype=float32
        0 for pairs never proposed; 1 until the end of the cooling time, falling again
        with a half-life of sixty days. Symmetric.
    """
    known = [
        (room.row[a], room.row[b], 0.5 ** (max(0, days - cooling_days) / _HALF_LIFE_DAYS))
        for (a, b), days in history.proposed.items()
        if a in room.row and b in room.row
    ]
    one, other = [i for i, _, _ in known], [j for _, j, _ in known]
    level = np.array([level for _, _, level in known] * 2, dtype=np.float32)
    from scipy import sparse

    return sparse.csr_array((level, (one + other, other + one)), shape=(len(room), len(room)))


def priority(left_out_days: int) -> float:
    """Say how much an introduction today is worth to somebody beyond the pair's own worth.

    Parameters
    ----------
    left_out_days : int
        Attended, willing days in a row without an introduction.

    Returns
    -------
    priority : float
        On the scale of worth: 0 for nobody in particular, a hundredth after one day, and
        after two days more than any worth can outweigh.

    Examples
    --------
    >>> [priority(days) for days in (0, 1, 2, 9)]
    [0.0, 0.01, 10.0, 10.0]
    """
    if left_out_days >= MUST_BE_NEXT_DAYS:
        return _A_LOT
    return _A_LITTLE if left_out_days else 0.0
