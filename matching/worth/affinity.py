"""What a meeting is worth: named parts from 0 to 1, and their weighted mean."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matching.people.features import Room
from matching.rules import Weights
from matching.texts.text import Floats, Rows, likelihood
from matching.wants.gains import Gains
from matching.worth.acquaintance import Acquaintance
from matching.worth.pair_features import Block, Links, Ties
from matching.worth.worth_kernels import Known, all_meetings

if TYPE_CHECKING:
    from scipy import sparse

PARTS = tuple(part.name for part in fields(Weights))


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

    def without_gains(self) -> "Day":
        """Let go of what is as large as the square of people; reasons can still be given.

        Returns
        -------
        day : Day
            The same, but for what everybody could get from everybody.
        """
        level, met = np.zeros((0, 0), dtype=np.uint16), np.zeros((0, 0), dtype=np.bool_)
        return replace(self, gains=replace(self.gains, level=level, met=met))


@dataclass(frozen=True, slots=True)
class Meetings:
    """What meetings of some people with everybody are worth.

    Parameters
    ----------
    parts : dict of str to ndarray of shape (b, n), dtype=float32
        One array from 0 to 1 for each name in `Weights`. The part of a pair is the same
        from either side.
    worth : ndarray of shape (b, n), dtype=float32
        From 0 to 1: the mean of what the pair is worth to either.
    says : ndarray of shape (b, n), dtype=bool
        Whether two can be told something better than that their fields differ: an ask is met,
        an interest shared or an acquaintance common, or a newcomer would meet somebody well
        connected.
    """

    parts: dict[str, Floats]
    worth: Floats
    says: npt.NDArray[np.bool_]


def meetings(day: Day, rows: Rows, weights: Weights) -> Meetings:
    """Work out what the meetings of some people with everybody are worth.

    Parameters
    ----------
    day : Day
        All that worth is made from.
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of people.
    weights : Weights
        How much each part counts for those who have no weights of their own.

    Returns
    -------
    meetings : Meetings
        Their worth and its parts.

    Notes
    -----
    Both sides must gain: what both could get counts by its harmonic mean [1]_. Some common ground
    is better than none or too much: an inverted U [2]_. Different fields count as both like the
    distance between them: with the dial in the middle 1 for different groups of industries, 0.5
    for different industries of one group, 0 for one and the same; turned to "nearer", the same
    group becomes the best; turned to "further", the same group loses; 0.5 where an industry is
    unknown.

    References
    ----------
    .. [1] L. Pizzato et al., "RECON: a reciprocal recommender for online dating",
       RecSys 2010.
    .. [2] J. Lane, I. Ganguli, P. Gaule, E. Guinan, K. Lakhani, "Engineering serendipity",
       Strategic Management Journal 42(6), 2021.
    """
    parts, worth, says = all_meetings(block(day, rows), known(day, weights), ties(day))
    return Meetings(dict(zip(PARTS, parts, strict=True)), worth, says)


def block(day: Day, rows: Rows) -> Block:
    """Gather what is known of the pairs of some people with everybody.

    Parameters
    ----------
    day : Day
        All that worth is made from.
    rows : ndarray of shape (b,), dtype=intp
        Row numbers of people.

    Returns
    -------
    block : Block
        For the inner loops.
    """
    gains, bio = day.gains, day.room.bio
    work = np.zeros((0, 0), dtype=np.float32)
    if day.room.writes:
        work = likelihood(day.room.texts.evidence(bio[rows], bio))
    return Block(rows, gains.level, gains.met, work)


def known(day: Day, weights: Weights) -> Known:
    """Gather what is known of each person.

    Parameters
    ----------
    day : Day
        All that worth is made from.
    weights : Weights
        How much each part counts for those who have no weights of their own.

    Returns
    -------
    known : Known
        For the inner loops.
    """
    room = day.room
    new = np.array([person.is_newcomer for person in room.people], dtype=np.float32)
    return Known(
        room.industry.astype(np.int32),
        room.industry_group.astype(np.int32),
        room.zone.astype(np.int32),
        day.graph.circle.astype(np.int32),
        _liked(room.reach),
        room.in_person,
        new,
        day.graph.connectedness() * (1 - new),
        (day.graph.degree > 0).astype(np.float32),
        _shares([person.weights or weights for person in room.people]),
    )


def ties(day: Day) -> Ties:
    """Gather what lies between people.

    Parameters
    ----------
    day : Day
        All that worth is made from.

    Returns
    -------
    ties : Ties
        For the inner loops.
    """
    held = day.room.interests
    return Ties(_links(day.graph.ties), _links(held), _links(held.T.tocsr()), _links(day.stale))


def _links(found: "sparse.csr_array") -> Links:
    return Links(
        found.indptr.astype(np.int32), found.indices.astype(np.int32), found.data.astype(np.float32)
    )


def _liked(reach: Floats) -> Floats:
    """Say how everybody likes the same industry, the same group, and any other."""
    wished = np.abs(np.array([[0], [0.5], [1]], dtype=np.float32) - np.minimum(1, 0.5 + reach))
    return np.asarray((1 - wished) ** np.maximum(1, 2 * reach), dtype=np.float32)


def _shares(weights: Sequence[Weights]) -> Floats:
    """Say what each part counts for everybody; halved, since a pair has two sides."""
    # Most have those of the room, which are worked out once.
    kinds = {id(one): one for one in weights}
    place = {kind: k for k, kind in enumerate(kinds)}
    rows = np.array([[getattr(one, name) for name in PARTS] for one in kinds.values()], dtype=float)
    rows = rows.reshape(-1, len(PARTS))
    shares = np.asarray(rows / rows.sum(axis=1, keepdims=True), dtype=np.float32) / np.float32(2)
    each = np.array([place[id(one)] for one in weights], dtype=np.intp)
    return np.ascontiguousarray(shares[each].T)
