"""What counts first in a plan: the rules it breaks, and where people may meet twice, who does."""

import numpy as np

from matching.mixers.evenings.floor import Floor
from matching.mixers.seats.objective import tally
from matching.mixers.seats.seat_arrays import Seats, Shorts

# A broken rule counts as so many people who meet twice where they may: more than ever do.
RULE = 1 << 24


def counted(floor: Floor, seats: Seats, base: Shorts) -> tuple[float, int, int]:
    """Say how good the seats are, rules before meetings that are only a pity.

    Parameters
    ----------
    floor : Floor
        The evening.
    seats : Seats
        Who sits where.
    base : ndarray of shape (n, n), dtype=int16
        How often each pair counted as having met before; below 0 if they stay together.

    Returns
    -------
    value : float
        What first meetings are worth.
    faults : int
        How many times a rule is broken; where people may meet twice, each counts as `RULE`
        of those who do.
    moved : int
        How many people sit elsewhere in round 0 than they were shown.
    """
    value, faults, moved = tally(seats, base)
    if not (faults and floor.evening.allow_repeats):
        return value, faults, moved
    new = np.tril(seats.met - base, k=-1)
    again = int(np.maximum(0, new - 1)[base == 0].sum())
    again += int(new[(base > 0) & ~floor.never].sum())
    return value, RULE * (faults - again) + again, moved
