"""What no plan of an evening can exceed."""

import numpy as np

from matching.floor import Floor


def ceiling(floor: Floor) -> float:
    """Bound what the rounds to come can be worth.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    bound : float
        No plan that keeps the rules is worth more.
    """
    seats = floor.here.sum(axis=0) * (floor.evening.table_size - 1)
    gain = np.where(floor.never | (floor.played > 0), 0, np.maximum(floor.worth, 0))
    best = -np.sort(-gain, axis=1)
    reached = np.arange(len(floor))[None, :] < seats[:, None]
    return float((best * reached).sum() / 2)
