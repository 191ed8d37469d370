"""A queue in which the next is always the least, and whoever waits can be moved forward."""

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled

Numbers = npt.NDArray[np.int64]


@compiled
def put(key: Numbers, place: Numbers, item: Numbers, size: int, one: int, new: int) -> None:
    """Let one wait, or move it forward; the caller counts how many wait."""
    at = place[one]
    if at < 0:
        at = size
    key[one] = new
    while at > 0:
        above = (at - 1) >> 1
        other = item[above]
        if key[other] <= new:
            break
        item[at] = other
        place[other] = at
        at = above
    item[at] = one
    place[one] = at


@compiled
def take(key: Numbers, place: Numbers, item: Numbers, size: int) -> int:
    """Take out whoever has the least key; the caller counts how many wait."""
    least = item[0]
    place[least] = -1
    if size > 1:
        one = item[size - 1]
        at = 0
        while True:
            below = 2 * at + 1
            if below >= size - 1:
                break
            if below + 1 < size - 1 and key[item[below + 1]] < key[item[below]]:
                below += 1
            if key[item[below]] >= key[one]:
                break
            item[at] = item[below]
            place[item[at]] = at
            at = below
        item[at] = one
        place[one] = at
    return int(least)
