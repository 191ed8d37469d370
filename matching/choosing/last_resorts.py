"""Pairs for whoever would be left out once more: one is enough, and any other is better."""

from collections.abc import Sequence

import numpy as np

from matching.texts.text import Marks
from matching.worth.candidates import Edges

# A last resort counts so much of its worth: enough to tell the better one, and no more.
COUNTS = 1e-6


def needed(edges: Edges, chosen: Sequence[int], waiting: Marks) -> list[int]:
    """Leave out last resorts that nobody needs, who is waiting, since they have somebody else.

    Parameters
    ----------
    edges : Edges
        Pairs that could be chosen.
    chosen : sequence of int
        Positions of those that were.
    waiting : ndarray of shape (n,), dtype=bool
        Who must not be left out once more; one of them is in each last resort.

    Returns
    -------
    needed : list of int
        The same without those, rising; whoever is waiting and had somebody still has.

    Examples
    --------
    The first has two others, and nothing to say to either.

    >>> edges = Edges(np.array([0, 0]), np.array([1, 2]), np.array([0.2, 0.1]),
    ...     is_last_resort=np.array([True, True]))
    >>> needed(edges, [0, 1], np.array([True, False, False]))
    [0]
    """
    if not edges.is_last_resort.any():
        return list(chosen)
    at = np.array(chosen, dtype=np.intp)
    ends = np.stack([edges.first[at], edges.second[at]], axis=1)
    held = np.bincount(ends.ravel(), minlength=len(waiting))
    kept = np.ones(len(at), dtype=np.bool_)
    for k in np.argsort(edges.worth[at], kind="stable").tolist():
        who_waits = ends[k][waiting[ends[k]]]
        if edges.is_last_resort[at[k]] and (held[who_waits] > 1).all():
            kept[k] = False
            held[ends[k]] -= 1
    return [int(one) for one in at[kept]]
