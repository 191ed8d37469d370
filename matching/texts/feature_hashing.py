"""Feature hashing: sparse rows of n-grams written as dense ones of length 1; compiled."""

import numpy as np

from matching.compiled import compiled
from matching.texts.text import Floats, Rows


@compiled
def sketched(ends: Rows, place: Rows, weight: Floats, width: int) -> Floats:
    """Add up the weights of each row by their place; one below zero counts against its complement.

    Takes where each row ends in the places and weights. Rows have length 1, or 0 when empty.
    """
    rows = np.zeros((len(ends), width), dtype=np.float32)
    sums = np.zeros(width)
    start = 0
    for row in range(len(ends)):
        sums[:] = 0
        for k in range(start, ends[row]):
            if place[k] < 0:
                sums[~place[k]] -= weight[k]
            else:
                sums[place[k]] += weight[k]
        length = np.sqrt((sums * sums).sum())
        if length > 0:
            rows[row] = sums / length
        start = ends[row]
    return rows
