"""Why two people should meet: the strongest parts of their worth, in their own words."""

from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np

from matching.proposals import Reason, ReasonKind
from matching.subjects import Subject, subjects
from matching.texts.text import Floats, Rows
from matching.worth.affinity import Day

_MOST = 3


def reasons(
    day: Day, ones: Rows, others: Rows, parts: Mapping[str, Floats]
) -> list[tuple[Reason, ...]]:
    """Give the reasons for some pairs.

    Parameters
    ----------
    day : Day
        All that worth was made from.
    ones, others : ndarray of shape (k,), dtype=intp
        Row numbers of the two people of each pair.
    parts : mapping of str to ndarray of shape (k,)
        The parts of the worth of each pair.

    Returns
    -------
    reasons : list of tuple of Reason
        For each pair at most three, the strongest first; asks that are likely met come before
        all else, and where none is, the best guess stands among the rest.

    Notes
    -----
    Most of what could be said is not: which is told is chosen for all pairs at once, and only
    that is put into words.
    """
    kinds = subjects(day, ones, others, parts)
    # Where nobody has said what they like, or sits anywhere, half of the kinds have nothing to say.
    return _told([kind for kind in kinds if len(kind.at)], len(ones))


def _told(kinds: Sequence[Subject], count: int) -> list[tuple[Reason, ...]]:
    """Put the strongest of each pair into words; of what is as strong, the first kind."""
    strength = np.full((count, len(kinds)), -1.0)
    for number, kind in enumerate(kinds):
        strength[kind.at, number] = kind.strength
    order = np.argsort(-strength, axis=1, kind="stable")[:, :_MOST]
    is_told = np.take_along_axis(strength, order, axis=1) >= 0
    told: list[Reason] = []
    places = [np.zeros(0, dtype=np.intp)]
    for number, kind in enumerate(kinds):
        pair, place = np.nonzero(is_told & (order == number))
        told += kind.tell(np.searchsorted(kind.at, pair))
        places.append(pair * _MOST + place)
    in_order = iter([told[k] for k in np.argsort(np.concatenate(places)).tolist()])
    return [tuple(islice(in_order, size)) for size in is_told.sum(axis=1).tolist()]


def starter(reasons_given: tuple[Reason, ...]) -> Reason | None:
    """Choose what the two can begin to talk about.

    Parameters
    ----------
    reasons_given : tuple of Reason
        The reasons, strongest first.

    Returns
    -------
    starter : Reason or None
        The first that is a subject for a conversation, which two industries are only
        when there is nothing else.
    """
    for reason in reasons_given:
        if reason.kind not in _NOT_A_SUBJECT:
            return reason
    return reasons_given[0] if reasons_given else None


_NOT_A_SUBJECT = (ReasonKind.INDUSTRIES, ReasonKind.SAME_ZONE, ReasonKind.NEWCOMER)
