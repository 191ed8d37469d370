"""What each person could get from each other: their asks against the other's offers."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.memory import zeros
from matching.people.features import Room, Wants
from matching.texts.text import Floats, Marks, Rows
from matching.wants.comparison import Comparison, comparison_of
from matching.wants.gain_kernels import best_of_each

# A fit less likely than one in so many is none; likelier ones count on a logarithmic scale,
# bent so that what chance alone brings about stays near 0.
_ONE_IN, _BEND = 1_000_000, 3
# A weaker fit is chance, and two people with no better reason are not introduced: words less likely
# to fit than one time in ten, or half of the tags asked for.
WEAKEST_FIT = 0.58
# Evidence from which on words fit as likely as not, so that it can be said as it is. Of offers that
# do not meet an ask two in a thousand are said to, and of those that do nearly nine in ten. Above
# the weakest fit it is fifteen in a thousand: half of what introductions said would be wrong.
AS_LIKELY_AS_NOT = np.float32(0)
# For the inner loop: the span of evidence, and from which on a fit can be said, whoever else
# could: where the level of evidence alone, which the logistic function bends, is that of a fit.
_SPAN = float(np.log(_ONE_IN))
_SCALE = (_SPAN, float(-np.log(np.exp((1 - WEAKEST_FIT ** (1 / _BEND)) * _SPAN) - 1)), WEAKEST_FIT)
# Single comparisons held at a time, which bounds memory whatever the number of people.
_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Gains:
    """What people could get from each other; the person of the row from that of the column.

    One of the two had nobody today; of two others nothing is said.

    Parameters
    ----------
    level : ndarray of shape (n, n), dtype=uint16
        How far the best fit of any ask with any offer stands out in the room, in parts of
        `matching.wants.gain_kernels.WHOLE`.
    met : ndarray of shape (n, n), dtype=bool
        Whether any offer meets any ask well enough to say so, whoever else could.
    compared : Comparison
        What was compared for it.
    """

    level: npt.NDArray[np.uint16]
    met: Marks
    compared: Comparison


def gains(room: Room) -> Gains:
    """Say what everybody could get from those who had nobody today, and these from everybody.

    Parameters
    ----------
    room : Room
        The people.

    Returns
    -------
    gains : Gains
        How much, and whether it can be said.

    Notes
    -----
    Single asks are compared with single offers and the best counts: averaged profiles
    blur what each person is about. Time is the product of asks and offers.

    From the evidence that an offer means what an ask means the competition for both is taken
    away: an offer counts for an ask by how much it stands out among all others, which also
    takes away the advantage of texts that are near to everything.
    """
    n, alone = len(room), room.alone
    level, met = _nothing(n, n)
    compared = comparison_of(room)
    _write((slice(0, alone), slice(0, n)), compared, (level[:alone], met[:alone]))
    rest = _nothing(n - alone, alone)
    _write((slice(alone, n), slice(0, alone)), compared, rest)
    level[alone:, :alone], met[alone:, :alone] = rest
    return Gains(level, met, compared)


def _nothing(askers: int, offerers: int) -> tuple[npt.NDArray[np.uint16], Marks]:
    return zeros((askers, offerers), np.uint16), zeros((askers, offerers), np.bool_)


def _write(
    people: tuple[slice, slice],
    compared: Comparison,
    told: tuple[npt.NDArray[np.uint16], Marks],
) -> None:
    """Write what some people could get from some: how much, and whether it can be said."""
    askers, offerers = people
    theirs, offer = _kinds(compared.room.offers, compared.offers.kind, offerers)
    for some in _blocks(askers, compared, len(theirs)):
        mine, ask = _kinds(compared.room.asks, compared.asks.kind, some)
        found = compared.evidence(mine, theirs), compared.tags(mine, theirs)
        competition = compared.competition.asks[mine], compared.competition.offers[theirs]
        at = slice(some.start - askers.start, some.stop - askers.start)
        best_of_each(found, competition, ask, offer, _SCALE, (told[0][at], told[1][at]))


def _kinds(wants: Wants, kind: Rows, people: slice) -> tuple[Rows, tuple[Rows, Rows]]:
    """Give the kinds of what some people ask or offer; which of these, and where each begins."""
    begin = np.searchsorted(wants.owner, np.arange(people.start, people.stop + 1))
    kinds, place = np.unique(kind[begin[0] : begin[-1]], return_inverse=True)
    return kinds, (place, begin - begin[0])


def _blocks(people: slice, compared: Comparison, offers: int) -> Iterator[slice]:
    """Cut people into blocks with not too many comparisons; each kind is compared once in each."""
    asks = len(compared.room.asks.wants) // max(1, len(compared.room)) + 1
    size = max(1, _CELLS // max(1, asks * offers))
    if len(compared.asks.names) * offers <= _CELLS:
        size = len(compared.room)
    for start in range(people.start, people.stop, max(1, size)):
        yield slice(start, min(people.stop, start + size))


def fit_each(compared: Comparison, asks: Rows, offers: Rows) -> tuple[Floats, Marks]:
    """Say how well some offers meet some asks, one by one, whoever else could.

    Parameters
    ----------
    compared : Comparison
        What was compared is not compared anew.
    asks : ndarray of shape (k,), dtype=intp
        Row numbers in ``room.asks``.
    offers : ndarray of shape (k,), dtype=intp
        Row numbers in ``room.offers``.

    Returns
    -------
    fit : ndarray of shape (k,), dtype=float32
        The better of what the words say and what the tags say, from 0 to 1.
    is_likely : ndarray of shape (k,), dtype=bool
        Whether it can be said as it is; a fit that is not likely is a guess.
    """
    evidence, tags = compared.evidence_each(asks, offers), compared.tags_each(asks, offers)
    is_likely = (evidence >= AS_LIKELY_AS_NOT) | (tags >= WEAKEST_FIT)
    return np.maximum(_fit_of(evidence), tags), is_likely


def _fit_of(evidence: Floats) -> Floats:
    """Say how well words fit, without any competition.

    Parameters
    ----------
    evidence : ndarray, dtype=float32
        Natural log-odds.

    Returns
    -------
    fit : ndarray, dtype=float32
        From 0 to 1.
    """
    likely = -np.logaddexp(0, -evidence)
    return np.asarray(np.clip(1 + likely / np.float32(_SPAN), 0, 1) ** _BEND)
