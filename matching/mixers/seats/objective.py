"""The objective: how good the seats of an evening are; compiled."""

from matching.compiled import compiled
from matching.mixers.seats.seat_arrays import Seats, Shorts


@compiled
def tally(seats: Seats, base: Shorts) -> tuple[float, int, int]:
    """Say how good the seats are.

    Parameters
    ----------
    seats : Seats
        Who sits where.
    base : ndarray of shape (n, n), dtype=int16
        How often each pair counted as having met before; below 0 if they stay together.

    Returns
    -------
    value : float
        What first meetings are worth.
    faults : int
        How many times a rule is broken.
    moved : int
        How many people sit elsewhere in round 0 than they were shown.
    """
    met, value, faults, moved = seats.met, 0.0, 0, 0
    for i in range(met.shape[0]):
        for j in range(i):
            new = met[i, j] - base[i, j]
            if base[i, j] == 0 and new > 0:
                value += seats.value[i, j]
            if base[i, j] >= 0:
                faults += max(0, new - int(base[i, j] == 0))
            else:
                faults += seats.meant[i, j] - new
        faults += max(0, seats.benched[i] - seats.most_benched[i])
        there = seats.shown[i] >= 0 and seats.at[0, i] >= 0
        moved += int(there and seats.at[0, i] != seats.shown[i])
    for heads in seats.heads.flat:
        faults += max(0, int(heads) - seats.most_alike)
    return value, faults, moved
