"""Which tags and interests people have, and how telling each is in the room."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse


def rarity(holders: int, people: int) -> float:
    """Say how telling a tag is in this room: 1 when one or two hold it, near 0 when all do.

    Parameters
    ----------
    holders : int
        How many people hold the tag, at least 1.
    people : int
        How many people are in the room.

    Returns
    -------
    rarity : float
        Above 0, up to 1.

    Notes
    -----
    Inverse document frequency, scaled so that a tag shared by exactly one pair is worth 1.

    Examples
    --------
    >>> rarity(2, 80), round(rarity(40, 80), 2), round(rarity(80, 80), 2)
    (1.0, 0.19, 0.0)
    """
    if holders <= 2:  # noqa: PLR2004 - two people are one pair
        return 1.0
    return math.log((people + 1) / holders) / math.log((people + 1) / 2)


def interests(sets: Sequence[frozenset[str]]) -> "sparse.csr_array":
    """Mark which interests everybody has.

    Parameters
    ----------
    sets : sequence of frozenset of str
        Those of everybody in the room.

    Returns
    -------
    interests : sparse array of shape (n, n_interests)
        Weighed by rarity; rows of length 1, or 0 without interests.
    """
    from scipy import sparse

    found = incidence(sets, range(len(sets)), len(sets))
    if not found.nnz:
        return found
    length = np.sqrt(found.multiply(found).sum(axis=1))
    scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ found)


def incidence(
    sets: Sequence[frozenset[str]], owners: Iterable[int], people: int
) -> "sparse.csr_array":
    """Mark which row holds which tag, by the tag's rarity among people.

    Parameters
    ----------
    sets : sequence of frozenset of str
        The tags of each row.
    owners : iterable of int
        Whose row each is; a person counts once for each tag.
    people : int
        How many people are in the room.

    Returns
    -------
    incidence : sparse array of shape (rows, tags)
        The rarity of each tag that a row holds.
    """
    from scipy import sparse

    if not any(sets):
        return sparse.csr_array((len(sets), 1), dtype=np.float32)
    held = {(owner, tag) for owner, tags in zip(owners, sets, strict=True) for tag in tags}
    holders = Counter(tag for _, tag in held)
    column = {tag: i for i, tag in enumerate(sorted(holders))}
    cells = [(i, column[tag], tag) for i, tags in enumerate(sets) for tag in sorted(tags)]
    weight = [rarity(holders[tag], people) for _, _, tag in cells]
    shape = (len(sets), max(1, len(column)))
    index = ([i for i, _, _ in cells], [j for _, j, _ in cells])
    return sparse.csr_array((np.array(weight, dtype=np.float32), index), shape=shape)
