"""How alike two people are: what they have in common, and how far apart their fields are."""

import numpy as np

from matching.features import Room
from matching.texts.text import Floats, Rows, likelihood

# How much each likeness adds to how much two people have in common.
_INTERESTS, _WORK, _FIELD = 0.55, 0.25, 0.20


def common_ground(likeness_of: Floats) -> Floats:
    """Value some overlap over none and over too much.

    Parameters
    ----------
    likeness_of : ndarray, dtype=float32
        How much two people have in common, from 0 to 1.

    Returns
    -------
    common_ground : ndarray, dtype=float32
        An inverted U: 0 at either end and 1 in the middle.

    References
    ----------
    .. [1] J. Lane, I. Ganguli, P. Gaule, E. Guinan, K. Lakhani, "Engineering serendipity",
       Strategic Management Journal 42(6), 2021.

    Examples
    --------
    >>> common_ground(np.float32([0, 0.5, 1])).tolist()
    [0.0, 1.0, 0.0]
    """
    return 4 * likeness_of * (1 - likeness_of)


def likeness(room: Room, rows: Rows) -> Floats:
    """Say how much some people have in common with everybody.

    Parameters
    ----------
    room : Room
        The people.
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of people.

    Returns
    -------
    likeness : ndarray of shape (b, n), dtype=float32
        From 0 to 1: shared interests (rare ones more), what they write about themselves,
        and the group of their industry.
    """
    interests = np.sqrt((room.interests[rows] @ room.interests.T).toarray())
    level = _INTERESTS * interests + _FIELD * same(room.industry_group, rows)
    if any(person.bio for person in room.people):
        level += _WORK * likelihood(room.texts.evidence(room.bio[rows], room.bio))
    return np.asarray(np.minimum(level, 1), dtype=np.float32)


def cross_industry(room: Room, rows: Rows) -> Floats:
    """Value different fields, as far apart as both like them.

    Parameters
    ----------
    room : Room
        The people.
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of people.

    Returns
    -------
    cross_industry : ndarray of shape (b, n), dtype=float32
        From 0 to 1; the mean of how both like the distance between their fields.

    Notes
    -----
    With the dial in the middle: 1 for different groups of industries, 0.5 for different
    industries of one group, 0 for one and the same. Turned to "nearer", the same group
    becomes the best; turned to "further", the same group loses. Where an industry is
    unknown, 0.5.
    """
    known = (room.industry[rows] >= 0)[:, None] & (room.industry >= 0)[None, :]
    near = same(room.industry_group, rows)
    equal = same(room.industry, rows)
    reach = room.reach[:, None]
    wished = np.abs(np.array([[0, 0.5, 1]], dtype=np.float32) - np.minimum(1, 0.5 + reach))
    liked = (1 - wished) ** np.maximum(1, 2 * reach)
    level = [(liked[rows, d][:, None] + liked[None, :, d]) / 2 for d in range(3)]
    chosen = np.where(equal > 0, level[0], np.where(near > 0, level[1], level[2]))
    return np.asarray(np.where(known, chosen, 0.5), dtype=np.float32)


def same(values: Rows, rows: Rows) -> Floats:
    """Mark pairs of one and the same known value.

    Parameters
    ----------
    values : ndarray of shape (n,), dtype=intp
        A code for everybody; negative where unknown.
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of people.

    Returns
    -------
    same : ndarray of shape (b, n), dtype=float32
        1 where both have the same known value, else 0.
    """
    mine = values[rows][:, None]
    return np.asarray((mine == values[None, :]) & (mine >= 0), dtype=np.float32)
