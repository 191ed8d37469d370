"""Schedules of rows that are shifted against each other, by difference matrices found once."""

import numpy as np
import numpy.typing as npt

Schedule = npt.NDArray[np.intp]

# By how much each row is shifted in each round, counted round as many tables. Any two rows, or
# rounds, differ by another number each time. Where tables are as many as a power of a prime,
# products do as well; these were found by our own search in some seconds.
_SHIFTS = {
    6: "00000 01234 02413 04152 05321",
    10: "000000 012345 021768 057916 069473 074852 086531 095287",
}


def shifted(tables: int, size: int) -> Schedule | None:
    """Seat one of each row at every table, and shift the rows by numbers that are kept.

    Parameters
    ----------
    tables, size : int
        How many tables there are, and how many sit at each.

    Returns
    -------
    schedule : ndarray of shape (r, tables, size), dtype=intp, or None
        All its rounds, or None where no numbers are kept. Person (a, x) is number
        ``a * tables + x``, and those of a row never meet.

    Examples
    --------
    >>> shifted(6, 5).shape, shifted(10, 6).shape, shifted(10, 8).shape
    ((5, 6, 5), (8, 10, 6), (6, 10, 8))
    >>> shifted(6, 6) is None, shifted(7, 3) is None
    (True, True)
    """
    words = _SHIFTS.get(tables, "").split()
    numbers = np.array([[int(digit) for digit in word] for word in words], dtype=np.intp)
    # Rows and rounds may change parts: what differs along one differs along the other.
    fits = [by for by in (numbers.T, numbers) if by.ndim > 1 and by.shape[1] >= size]
    if not fits:
        return None
    by_round = max(fits, key=len)[:, :size]
    seats = np.arange(tables)[:, None] - by_round[:, None, :]
    return seats % tables + tables * np.arange(size)
