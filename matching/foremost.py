"""The inner loop of candidates: the best few of each row."""

import numpy as np

from matching.compiled import compiled
from matching.texts.text import Floats, Rows


@compiled
def foremost(level: Floats, each: Rows) -> tuple[Rows, Rows]:
    """Give rows and columns of the best few of each row, best first; of equals the first.

    What is below zero is never among them.
    """
    rows, columns = level.shape
    found = np.empty((rows, each.max()), dtype=np.intp)
    count = np.zeros(rows, dtype=np.intp)
    for row in range(rows):
        size, most = 0, each[row]
        for column in range(columns):
            mine = level[row, column]
            if mine < 0 or (size == most and mine <= level[row, found[row, most - 1]]):
                continue
            at = size if size < most else most - 1
            while at > 0 and level[row, found[row, at - 1]] < mine:
                found[row, at] = found[row, at - 1]
                at -= 1
            found[row, at] = column
            size += size < most
        count[row] = size
    one = np.empty(count.sum(), dtype=np.intp)
    other = np.empty(count.sum(), dtype=np.intp)
    k = 0
    for row in range(rows):
        for place in range(count[row]):
            one[k], other[k] = row, found[row, place]
            k += 1
    return one, other
