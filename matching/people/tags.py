"""Which tags and interests people have, and how telling each is in the room."""

import math
from typing import TYPE_CHECKING

import numpy as np

from matching.texts.text import Rows
from matching.texts.text_numbers import Numbered

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


def interests(held: Numbered, holders: Rows, people: int) -> "sparse.csr_array":
    """Mark which interests everybody has.

    Parameters
    ----------
    held : Numbered
        The interests of all people in the room, one after the other; nobody has one twice.
    holders : ndarray of shape (k,), dtype=intp
        Whose each is.
    people : int
        How many people are in the room.

    Returns
    -------
    interests : sparse array of shape (people, n_interests)
        Weighed by rarity; rows of length 1, or 0 without interests.
    """
    from scipy import sparse

    found = incidence(held, holders, np.arange(people), people)
    if not found.nnz:
        return found
    length = np.sqrt(found.multiply(found).sum(axis=1))
    scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ found)


def incidence(held: Numbered, rows: Rows, owners: Rows, people: int) -> "sparse.csr_array":
    """Mark which row holds which tag, by the tag's rarity among people.

    Parameters
    ----------
    held : Numbered
        The tags of all rows, one after the other; no row has one twice.
    rows : ndarray of shape (k,), dtype=intp
        Which row holds each.
    owners : ndarray of shape (n,), dtype=intp
        Whose each row is; a person counts once for each tag.
    people : int
        How many people are in the room.

    Returns
    -------
    incidence : sparse array of shape (n, tags)
        The rarity of each tag that a row holds; tags in the order of the alphabet.
    """
    from scipy import sparse

    tags, which = held.each_once()
    if not len(tags):
        return sparse.csr_array((len(owners), 1), dtype=np.float32)
    place = np.empty(len(tags), dtype=np.intp)
    place[sorted(range(len(tags)), key=list(tags).__getitem__)] = np.arange(len(tags))
    column = place[which]
    # Everybody once for each tag, and all cells in order of rows and then of columns.
    once = np.unique(owners[rows] * len(tags) + column) % len(tags)
    holders = np.bincount(once, minlength=len(tags)).tolist()
    weight = np.array([rarity(count, people) for count in holders], dtype=np.float32)
    cells = np.sort(rows * len(tags) + column)
    start = np.searchsorted(cells, np.arange(len(owners) + 1) * len(tags))
    column = cells % len(tags)
    index = column.astype(np.int32), start.astype(np.int32)
    return sparse.csr_array((weight[column], *index), shape=(len(owners), len(tags)))
