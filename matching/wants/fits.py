"""Which ask is met by which offer: the best fit between two people, by name."""

from dataclasses import dataclass

import numpy as np

from matching.people.features import Wants
from matching.texts.text import Floats, Marks, Rows
from matching.wants.comparison import Comparison
from matching.wants.gains import fit_each


@dataclass(frozen=True, slots=True)
class Fits:
    """The best fit of each of some askers with each of some offerers.

    Parameters
    ----------
    level : ndarray of shape (k,), dtype=float32
        From 0 to 1; 0 where one asks nothing or the other offers nothing.
    ask, offer : ndarray of shape (k,), dtype=intp
        Rows of the ask and the offer that fit best; -1 where there is none.
    is_likely : ndarray of shape (k,), dtype=bool
        Whether they fit as likely as not. What is likely is better than what is not.
    """

    level: Floats
    ask: Rows
    offer: Rows
    is_likely: Marks


def best_fits(compared: Comparison, askers: Rows, offerers: Rows) -> Fits:
    """Find the ask and the offer that fit best, for pairs of people.

    Parameters
    ----------
    compared : Comparison
        The asks and offers of the room.
    askers, offerers : ndarray of shape (k,), dtype=intp
        Row numbers of people, one pair at each position.

    Returns
    -------
    fits : Fits
        Of equal fits the first in the people's own order.
    """
    ask_from, asks = _counts(compared.room.asks, askers)
    offer_from, offers = _counts(compared.room.offers, offerers)
    level = np.zeros(len(askers), dtype=np.float32)
    ask, offer = np.full(len(askers), -1), np.full(len(askers), -1)
    is_likely = np.zeros(len(askers), dtype=np.bool_)
    size = asks * offers
    has = np.flatnonzero(size)
    pair = np.repeat(has, size[has])
    start = np.cumsum(size[has]) - size[has]
    place = np.arange(len(pair)) - np.repeat(start, size[has])
    one = ask_from[pair] + place // np.maximum(1, offers[pair])
    other = offer_from[pair] + place % np.maximum(1, offers[pair])
    single, is_sure = fit_each(compared, one, other)
    if len(has):
        rank = single + is_sure
        equal = np.flatnonzero(rank == np.repeat(np.maximum.reduceat(rank, start), size[has]))
        best = equal[np.searchsorted(equal, start)]
        level[has], ask[has], offer[has] = single[best], one[best], other[best]
        is_likely[has] = is_sure[best]
    return Fits(level, ask, offer, is_likely)


def _counts(wants: Wants, people: Rows) -> tuple[Rows, Rows]:
    """Say where each person's wants begin, and how many there are."""
    first = np.searchsorted(wants.owner, people, side="left")
    return first, np.searchsorted(wants.owner, people, side="right") - first
