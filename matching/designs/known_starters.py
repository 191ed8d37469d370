"""Known starters, which were searched for once: rounds that only need turning."""

import numpy as np
import numpy.typing as npt

from matching.designs.starters import Turn

Schedule = npt.NDArray[np.intp]

# Found by our own search in at most some seconds each: how long a turn is, how many people stay,
# and who sits in each seat of the rounds to be turned.
_KEPT = {
    (5, 3): (
        7,
        1,
        "0 1 10 2 5 13 3 9 14 4 6 11 7 8 12",
    ),
    (6, 3): (
        4,
        2,
        "0 3 9 1 12 16 2 5 6 4 10 17 7 11 15 8 13 14 0 6 13 1 8 9 2 7 12 3 15 17 4 11 14 5 10 16",
    ),
    (6, 4): (
        7,
        3,
        "0 7 16 21 1 2 6 11 3 9 14 22 4 8 19 23 5 15 17 18 10 12 13 20",
    ),
    (6, 5): (
        6,
        0,
        "0 2 11 15 16 1 7 8 18 22 3 4 23 27 29 5 9 17 21 26 6 10 13 24 25 12 14 19 20 28",
    ),
    (7, 3): (
        5,
        1,
        (
            "0 6 9 1 4 14 2 7 18 3 10 12 5 11 15 8 16 17 13 19 20 0 7 20 1 2 15 3 6 14 4 16 19 5 "
            "12 17 8 9 13 10 11 18"
        ),
    ),
    (7, 4): (
        9,
        1,
        "0 2 18 26 1 12 22 27 3 8 16 17 4 7 10 14 5 6 19 25 9 15 21 23 11 13 20 24",
    ),
    (8, 3): (
        11,
        2,
        "0 5 11 1 21 23 2 15 22 3 18 19 4 8 16 6 7 9 10 13 17 12 14 20",
    ),
    (10, 3): (
        14,
        2,
        "0 26 28 1 17 20 2 19 25 3 16 18 4 7 13 5 6 27 8 12 22 9 11 15 10 21 29 14 23 24",
    ),
    (10, 5): (
        9,
        5,
        (
            "0 1 6 16 35 2 13 19 34 47 3 33 37 38 40 4 18 32 42 45 5 14 29 44 46 7 12 22 23 25 8 "
            "21 30 41 48 9 26 27 36 49 10 11 17 39 43 15 20 24 28 31"
        ),
    ),
    (10, 6): (
        7,
        4,
        (
            "0 13 14 41 45 57 1 20 22 39 42 58 2 10 26 30 48 56 3 5 12 28 34 53 4 19 31 37 44 46 "
            "6 9 35 43 51 55 7 27 33 36 54 59 8 11 15 23 25 38 16 18 29 32 40 52 17 21 24 47 49 "
            "50"
        ),
    ),
    (10, 8): (
        5,
        0,
        (
            "0 20 31 36 44 48 76 78 1 4 15 26 33 46 61 70 2 12 35 39 40 54 60 63 3 7 9 16 38 51 "
            "55 77 5 10 30 45 49 50 53 66 6 17 22 29 32 34 43 69 8 14 25 28 67 71 75 79 11 18 41 "
            "42 47 56 59 74 13 19 21 23 52 62 72 73 24 27 37 57 58 64 65 68"
        ),
    ),
}


def kept(tables: int, size: int) -> Schedule | None:
    """Turn the starter that is kept for a room, if there is one.

    Parameters
    ----------
    tables, size : int
        How many tables there are, and how many sit at each.

    Returns
    -------
    schedule : ndarray of shape (r, tables, size), dtype=intp, or None
        All its rounds, or None where no starter is kept.

    Examples
    --------
    >>> kept(10, 5).shape, kept(10, 8).shape
    ((9, 10, 5), (5, 10, 8))
    >>> kept(3, 3) is None
    True
    """
    if (tables, size) not in _KEPT:
        return None
    length, staying, words = _KEPT[tables, size]
    people = tables * size
    seats = np.array(words.split(), dtype=np.int32).reshape(-1, people)
    return Turn(people, length, staying, len(seats)).schedule(seats, size)
