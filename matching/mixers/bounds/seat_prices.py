"""At which prices of seats the bound is lowest: nearly by turns, exactly by a linear programme."""

from typing import NamedTuple

import numpy as np

from matching.mixers.bounds.degree_limits import Limits, Prices, solved
from matching.mixers.evenings.worths import Marks, Values

# In rooms of so few pairs all stand in the programme at once.
_FEW_PAIRS = 2_000
# How often everybody's price is found anew, and how many pairs of each person, those nearest to
# their prices, then stand in the programme; it is solved again with those it decides otherwise,
# so often at most.
_TURNS, _NEAR, _MOST_TURNS = 10, 10, 5
_NOTHING = 1e-9


class _Choice(NamedTuple):
    """Which pairs the programme decides, and which meet in any case; each pair once."""

    undecided: Marks
    taken: Marks


def prices_of(gain: Values, may: Marks, limits: Limits) -> Prices:
    """Find the prices by which the bound is lowest, or nearly so.

    Parameters
    ----------
    gain : ndarray of shape (n, n), dtype=float64
        What each pair's meeting is worth; symmetric.
    may : ndarray of shape (n, n), dtype=bool
        Who may meet.
    limits : Limits
        How many others everybody meets, and how many pairs meet.

    Returns
    -------
    prices : Prices
        The dual of a linear programme; zero where it has no answer.

    Notes
    -----
    By turns everybody's price is set to what is best at the prices of the others, half way each
    time. That comes within some hundred thousandths of the lowest bound, so of most pairs it is
    clear that they meet or do not, and the programme is left to decide the few that are near
    their prices. Its own prices tell which others it would decide otherwise.
    """
    pairs = np.triu(may, k=1)
    if not pairs.any():
        return Prices(np.zeros(len(gain)), 0.0)
    if pairs.sum() <= _FEW_PAIRS:
        return solved(gain, pairs, limits).prices
    over = Prices(_nearly(gain, may, limits), 0.0).beyond(gain, may)
    undecided = pairs & _near(over + over.T, may)
    choice = _possible(_Choice(undecided, pairs & ~undecided & (over > 0)), limits)
    least = _NOTHING * np.abs(gain).max()
    for _ in range(_MOST_TURNS):
        prices = solved(gain, choice.undecided, _left(choice.taken, limits)).prices
        over = prices.beyond(gain, may)
        wrong = ~choice.undecided & np.where(choice.taken, over < -least, over > least)
        if not wrong.any():
            break
        choice = _possible(_Choice(choice.undecided | wrong, choice.taken & ~wrong), limits)
    return prices


def _nearly(gain: Values, may: Marks, limits: Limits) -> Values:
    """Find everybody's price by turns, all pairs together having none of their own."""
    n, top = len(gain), float(np.abs(gain).max())
    # Where fewer pairs meet than seats allow, everybody meets so many fewer.
    share = min(1.0, 2 * limits.pairs / max(1, int(limits.most.sum())))
    most = np.clip(np.rint(limits.most * share), 0, n).astype(np.intp)
    least = np.clip(limits.least, 0, most).astype(np.intp)
    worth = np.where(may, gain, -2 * top)
    np.fill_diagonal(worth, -2 * top)
    prices = np.zeros(n)
    for turn in range(_TURNS):
        low, high = _between(worth - prices, most, least)
        found = np.minimum(np.maximum(low, 0), high)
        prices = (prices + found) / 2 if turn else found / 2
    return np.clip(prices, -top, top)


def _between(worth: Values, *counts: np.ndarray[tuple[int], np.dtype[np.intp]]) -> list[Values]:
    """Give what lies between each row's best so many and all others."""
    n = len(worth)
    places = np.unique(np.clip(np.concatenate([[k - 1, k] for k in counts]), 0, n - 1))
    ordered = -np.partition(-worth, places, axis=1)
    rows, found = np.arange(n), []
    for k in counts:
        inside, outside = ordered[rows, np.maximum(k - 1, 0)], ordered[rows, np.minimum(k, n - 1)]
        found.append(np.where(k > 0, (inside + outside) / 2, np.inf))
    return found


def _near(over: Values, may: Marks) -> Marks:
    """Mark the pairs nearest to their prices, some for each person."""
    far = np.where(may, np.abs(over), np.inf)
    limit = np.partition(far, min(_NEAR, len(far) - 1), axis=1)[:, min(_NEAR, len(far) - 1)]
    return np.asarray(far <= np.maximum(limit, limit[:, None]))


def _possible(choice: _Choice, limits: Limits) -> _Choice:
    """Leave those pairs undecided whose people would meet more than they can."""
    undecided, taken = choice
    full = _degree(taken) > limits.most
    if taken.sum() > limits.pairs:
        full[:] = True
    back = taken & (full | full[:, None])
    return _Choice(undecided | back, taken & ~back)


def _left(taken: Marks, limits: Limits) -> Limits:
    """Say how many others everybody still meets, and how many pairs meet."""
    degree, pairs = _degree(taken), int(taken.sum())
    return Limits(
        least=np.maximum(0, limits.least - degree),
        most=limits.most - degree,
        few_pairs=max(0, limits.few_pairs - pairs),
        pairs=limits.pairs - pairs,
    )


def _degree(pairs: Marks) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return np.asarray(pairs.sum(axis=0) + pairs.sum(axis=1), dtype=np.intp)
