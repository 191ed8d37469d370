"""What a meeting is worth: named parts from 0 to 1, and their weighted mean."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matching.acquaintance import Acquaintance
from matching.features import Room
from matching.gains import Gains
from matching.likeness import common_ground, cross_industry, likeness, same
from matching.rules import Weights
from matching.texts.text import Floats, Rows

if TYPE_CHECKING:
    from scipy import sparse

# From here on "well connected" is not too much to say.
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Day:
    """All that worth is made from.

    Parameters
    ----------
    room : Room
        The people.
    graph : Acquaintance
        Who among them has met whom.
    gains : Gains
        What everybody could get from everybody.
    stale : sparse array of shape (n, n)
        How little new each pair would be to each other, from 0 to 1.
    rivals : list of (int, int)
        Row numbers of those who sell the same thing.
    """

    room: Room
    graph: Acquaintance
    gains: Gains
    stale: "sparse.csr_array"
    rivals: list[tuple[int, int]]


def parts(day: Day, rows: Rows) -> dict[str, Floats]:
    """Work out every part of the worth of some people's pairs with everybody.

    Parameters
    ----------
    day : Day
        All that worth is made from.
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of people, rising.

    Returns
    -------
    parts : dict of str to ndarray of shape (b, n), dtype=float32
        One array from 0 to 1 for each name in `Weights`. The part of a pair is the same
        from either side.
    """
    room = day.room
    theirs = day.gains.level[rows].astype(np.float32)
    others = day.gains.level[:, rows].T.astype(np.float32)
    return {
        "mutual": harmonic_mean(theirs, others),
        "best_side": np.maximum(theirs, others),
        "common_ground": common_ground(likeness(room, rows)),
        "cross_industry": cross_industry(room, rows),
        "kind": _kind(room, rows) * np.maximum(theirs, others),
        "acquaintance": day.graph.shared(rows),
        "bridging": day.graph.bridging(rows),
        "newcomer": _newcomer(day, rows),
        "zone": same(room.zone, rows),
        "freshness": 1 - day.stale[rows].toarray(),
    }


def worth(day: Day, rows: Rows, parts_of: dict[str, Floats], weights: Weights) -> Floats:
    """Put the parts together, for both sides with what counts for each.

    Parameters
    ----------
    day : Day
        All that worth is made from.
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of people.
    parts_of : dict of str to ndarray of shape (b, n)
        Each part by its name in `Weights`, from 0 to 1.
    weights : Weights
        How much each counts for those who have no weights of their own.

    Returns
    -------
    worth : ndarray of shape (b, n), dtype=float32
        From 0 to 1: the mean of what the pair is worth to either.
    """
    names = list(parts_of)
    own = [person.weights for person in day.room.people]
    if not any(own):
        shares = _shares(weights, names)
        total = sum(share * parts_of[name] for name, share in zip(names, shares, strict=True))
        return np.asarray(total, dtype=np.float32)
    table = np.array([_shares(mine or weights, names) for mine in own], dtype=np.float32) / 2
    both = (
        (table[rows, k][:, None] + table[:, k]) * parts_of[name] for k, name in enumerate(names)
    )
    return np.asarray(sum(both), dtype=np.float32)


def worth_saying(day: Day, rows: Rows, levels: dict[str, Floats]) -> npt.NDArray[np.bool_]:
    """Mark pairs who can be told something better than that their fields differ.

    Parameters
    ----------
    day : Day
        All that worth is made from.
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of people.
    levels : dict of str to ndarray of shape (b, n)
        The parts of their worth.

    Returns
    -------
    worth_saying : ndarray of shape (b, n), dtype=bool
        True where an ask is met, an interest shared or an acquaintance common, or where a
        newcomer would meet somebody well connected.
    """
    shared = (day.room.interests[rows] @ day.room.interests.T).toarray() > 0
    others = (levels["acquaintance"] > 0) | (levels["newcomer"] >= _MOSTLY)
    met = day.gains.met[rows] | day.gains.met[:, rows].T
    return np.asarray(met | shared | others, dtype=np.bool_)


def _shares(weights: Weights, names: list[str]) -> Floats:
    weight = np.array([getattr(weights, name) for name in names], dtype=np.float64)
    return np.asarray(weight / weight.sum(), dtype=np.float32)


def harmonic_mean(one: Floats, other: Floats) -> Floats:
    """Combine what both sides gain so that both must.

    Parameters
    ----------
    one, other : ndarray, dtype=float32
        The gain of either side, from 0 to 1.

    Returns
    -------
    mean : ndarray, dtype=float32
        0 where either gains nothing.

    References
    ----------
    .. [1] L. Pizzato et al., "RECON: a reciprocal recommender for online dating",
       RecSys 2010.

    Examples
    --------
    >>> harmonic_mean(np.float32([1, 1, 0.5]), np.float32([1, 0, 0.5])).tolist()
    [1.0, 0.0, 0.5]
    """
    both = one + other
    mean: Floats = np.divide(2 * one * other, both, out=np.zeros_like(both), where=both > 0)
    return mean


def _kind(room: Room, rows: Rows) -> Floats:
    """Mark pairs of which either looks for somebody to meet in person."""
    wants = room.in_person
    return np.asarray(np.maximum(wants[rows][:, None], wants[None, :]), dtype=np.float32)


def _newcomer(day: Day, rows: Rows) -> Floats:
    """Value somebody new meeting somebody well connected."""
    new = np.array([person.is_newcomer for person in day.room.people], dtype=np.float32)
    connected = day.graph.connectedness() * (1 - new)
    ahead = new[rows][:, None] * connected[None, :]
    other_way = connected[rows][:, None] * new[None, :]
    return np.asarray(np.maximum(ahead, other_way), dtype=np.float32)
