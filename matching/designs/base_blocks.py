"""Schedules grown from a few tables, the base blocks, by moving everybody on in a group."""

import numpy as np
import numpy.typing as npt

Schedule = npt.NDArray[np.intp]
Tables = tuple[tuple[int, ...], ...]

# Found by exact cover, supposing that four rings of eight may be turned and swapped two by two
# (the group Z8 by Z2): every kind of meeting once at most, everybody in each of three rounds once.
# Several other groups were tried before in vain; with this one it takes two seconds.
_8_4 = (
    ((0, 1, 10, 25), (3, 22, 23, 24)),
    ((0, 3, 17, 30), (1, 14, 24, 27)),
    ((0, 12, 16, 28), (2, 14, 18, 30), (1, 3, 5, 7), (17, 19, 21, 23)),
)
# Found by our own annealing in one or two seconds each: one table of every kind in a round.
_9_4 = ((9, 28, 23, 32), (7, 34, 13, 22), (3, 16, 19, 4))
_10_4 = ((39, 0, 13, 26), (4, 16, 27, 34), (9, 30, 5, 2), (10, 28, 37, 8))
_10_7 = (
    (63, 24, 34, 40, 21, 28, 35),
    (67, 10, 54, 53, 3, 69, 38),
    (15, 36, 7, 18, 26, 16, 49),
    (25, 52, 30, 61, 50, 60, 12),
)
_10_9 = (
    (12, 26, 33, 36, 45, 54, 69, 78, 88),
    (1, 26, 34, 38, 51, 61, 65, 72, 83),
    (4, 12, 32, 38, 50, 57, 67, 73, 89),
    (5, 11, 18, 43, 50, 54, 71, 75, 83),
    (0, 9, 21, 32, 52, 55, 71, 74, 88),
)
_10_10 = (
    (13, 24, 31, 42, 50, 61, 71, 75, 84, 94),
    (4, 21, 27, 44, 53, 56, 71, 73, 83, 95),
    (0, 15, 29, 39, 53, 62, 70, 80, 84, 98),
    (5, 10, 18, 42, 52, 60, 67, 73, 85, 98),
)


def developed(tables: int, size: int) -> Schedule | None:
    """Grow the schedule of a room from its starter, if one was found.

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
    >>> developed(8, 4).shape, developed(10, 4).shape, developed(10, 9).shape
    ((10, 8, 4), (13, 10, 4), (5, 10, 9))
    >>> developed(3, 3) is None
    True
    """
    if (tables, size) == (8, 4):
        return _swapped()
    if (tables, size) in {(9, 4), (10, 4), (10, 7)}:
        return _turned(tables, size)
    if (tables, size) in {(10, 9), (10, 10)}:
        return _side_by_side(size)
    return None


def _swapped() -> Schedule:
    """Swap rings, and turn them half round within a round; turn them by one for the next."""
    ring, place = np.divmod(np.arange(32, dtype=np.intp), 8)
    half, turn = (8 * ring + (place + by) % 8 for by in (4, 1))
    swap = 8 * (ring ^ 1) + place
    rounds = []
    for starter, times in zip(_8_4, (4, 4, 2), strict=True):
        seats = _unfolded(starter, half, swap)
        for _ in range(times):
            rounds.append(seats)
            seats = turn[seats]
    return np.stack(rounds)


def _turned(tables: int, size: int) -> Schedule:
    """Move three rings of people into each other within a round, and turn them for the next."""
    starter, length, factor = {
        (9, 4): (_9_4, 11, 1),
        (10, 4): (_10_4, 13, 3),
        (10, 7): (_10_7, 7, 2),
    }[tables, size]
    person = np.arange(tables * size, dtype=np.intp)
    ring, place = np.divmod(person, length)
    # The last ring of ten stays where it is; so does somebody who is a ring alone.
    next_ring = np.where(
        ring < len(person) // length // 3 * 3, ring // 3 * 3 + (ring + 1) % 3, ring
    )
    still = next_ring * length + place * factor % length
    turn = ring * length + (place + 1) % length
    alone = person >= len(person) // length * length
    still[alone], turn[alone] = person[alone], person[alone]
    if alone.sum() > 1:
        still[alone] = np.roll(person[alone], -1)
    rounds = [_unfolded(starter, still)]
    for _ in range(length - 1):
        rounds.append(turn[rounds[-1]])
    return np.stack(rounds)


def _side_by_side(size: int) -> Schedule:
    """Shift nine people of each ring within a round; another ring sits together in each."""
    starter = {9: _10_9, 10: _10_10}[size]
    person = np.arange(10 * size, dtype=np.intp)
    still = np.where(person < person.size // 9 * 9, person // 9 * 9 + (person + 1) % 9, person)
    alone = tuple(range(person.size // 9 * 9, person.size))
    together = [(*alone, *range(9 * k, 9 * k + 9)) for k in range(len(starter))]
    return np.stack(
        [_unfolded((ring, rest), still) for ring, rest in zip(together, starter, strict=True)]
    )


def _unfolded(starter: Tables, *still: Schedule) -> Schedule:
    """Move the tables until no new one comes."""
    found: dict[frozenset[int], Schedule] = {}
    coming = [np.array(table, dtype=np.intp) for table in starter]
    while coming:
        seats = coming.pop()
        if frozenset(seats.tolist()) not in found:
            found[frozenset(seats.tolist())] = seats
            coming += [movement[seats] for movement in still]
    return np.stack(list(found.values()))
