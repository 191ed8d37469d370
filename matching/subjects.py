"""What could be said of pairs of people, kind by kind; it is put into words once it is chosen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching.proposals import Reason, ReasonKind
from matching.texts.text import Floats, Marks, Rows, tidy
from matching.types import Person, Want
from matching.wants.fits import Fits, best_fits
from matching.wants.gains import WEAKEST_FIT
from matching.worth.affinity import Day
from matching.worth.worth_kernels import WELL_CONNECTED

Doubles = npt.NDArray[np.float64]
# As many words in common are named.
_MOST_WORDS = 3
# No reason is stronger than 1; an ask that is likely met comes before all else.
_FIRST = 2.0


class Subject(NamedTuple):
    """What could be said of some pairs, of one kind.

    Parameters
    ----------
    at : ndarray of shape (k,), dtype=intp
        The positions of those pairs, rising.
    strength : ndarray of shape (k,), dtype=float64
        How strong it is; more where it comes before all else.
    tell : callable
        Takes which of them to tell, by their places in `at`, and gives a reason for each.
    """

    at: Rows
    strength: Doubles
    tell: Callable[[list[int]], Iterable[Reason]]


_Ends = tuple[Sequence[Person], Sequence[Person]]


def subjects(day: Day, ones: Rows, others: Rows, parts: Mapping[str, Floats]) -> list[Subject]:
    """Say what there is to say of some pairs.

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
    subjects : list of Subject
        Of what is as strong the first is to be told. No guess at an ask stands beside one that is
        likely met, nor beside a better guess.
    """
    people = day.room.people
    ends = [people[one] for one in ones.tolist()], [people[one] for one in others.tolist()]
    return [
        *_asks_met(day, ones, others),
        _interests(ends),
        _skills(ends),
        _acquaintances(day, ends, parts["acquaintance"]),
        _newcomers(ends, parts["newcomer"]),
        _industries(day, ends, (ones, others), parts["cross_industry"]),
        _zones(ends, parts["zone"]),
    ]


def _asks_met(day: Day, ones: Rows, others: Rows) -> tuple[Subject, Subject]:
    """Name the ask and the offer that fit best, in either direction, if they fit at all.

    Where an ask is likely met no guess is made, and else only the better one.
    """
    ways = (ones, others), (others, ones)
    fits = [best_fits(day.gains.compared, *way) for way in ways]
    level = np.stack([np.where(fit.level >= WEAKEST_FIT, fit.level, -1.0) for fit in fits])
    likely = np.stack([fit.is_likely for fit in fits]) & (level >= 0)
    better = np.stack([level[0] >= level[1], level[1] > level[0]])
    good = (level >= 0) & (likely | (better & ~likely.any(axis=0)))
    level[likely] += _FIRST
    one, other = (
        _fitting(day, way, fit, np.flatnonzero(good[side]), level[side])
        for side, (way, fit) in enumerate(zip(ways, fits, strict=True))
    )
    return one, other


def _fitting(day: Day, way: tuple[Rows, Rows], fits: Fits, at: Rows, level: Doubles) -> Subject:
    """Name some asks and the offers that fit them."""
    people, asks, offers = day.room.people, day.room.asks.wants, day.room.offers.wants
    askers, offerers = way

    def tell(which: list[int]) -> Iterator[Reason]:
        some = at[which]
        columns = (
            fits.level[some],
            askers[some],
            offerers[some],
            fits.ask[some],
            fits.offer[some],
            ~fits.is_likely[some],
        )
        for strength, asker, offerer, ask_at, offer_at, is_guess in zip(
            *(column.tolist() for column in columns), strict=True
        ):
            ask, offer = asks[ask_at], offers[offer_at]
            yield Reason(
                ReasonKind.ASK_MEETS_OFFER,
                strength,
                people[asker].id,
                people[offerer].id,
                _said(ask),
                _said(offer),
                ask.kind,
                _common(ask.skills, offer.skills),
                is_guess=is_guess,
            )

    return Subject(at, level[at], tell)


def _said(want: Want) -> str:
    """Give what somebody wrote, or else the tags."""
    words = want.words
    return words if words.strip() else ", ".join(want.skills)


def _interests(ends: _Ends) -> Subject:
    """Name what both like beside work."""
    some = ((a.interests, b.interests) for a, b in zip(*ends, strict=True))
    words = {k: _common(*both) for k, both in enumerate(some) if all(both)}

    def strength(k: int) -> float:
        fewer = min(len(set(ends[0][k].interests)), len(set(ends[1][k].interests)))
        return 0.4 + 0.4 * (len(words[k]) / max(1, fewer))

    return _shared(ReasonKind.SHARED_INTEREST, words, strength)


def _skills(ends: _Ends) -> Subject:
    """Name skills that both offer."""
    everybody = {id(person): person for side in ends for person in side}
    offered = {name: _offered(person) for name, person in everybody.items()}
    some = ((offered[id(a)], offered[id(b)]) for a, b in zip(*ends, strict=True))
    words = {k: _common(*both) for k, both in enumerate(some) if all(both)}
    return _shared(ReasonKind.SHARED_SKILL, words, lambda _: 0.4)


def _offered(person: Person) -> list[str]:
    return [skill for offer in person.offers for skill in offer.skills]


def _shared(
    kind: ReasonKind, words: Mapping[int, tuple[str, ...]], strength: Callable[[int], float]
) -> Subject:
    """Name what two people share, where it is anything."""
    at = [k for k, some in words.items() if some]

    def tell(which: list[int]) -> Iterator[Reason]:
        for k in which:
            yield Reason(kind, strength(at[k]), words=words[at[k]])

    return Subject(np.array(at, dtype=np.intp), np.array([strength(k) for k in at]), tell)


def _common(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """List what both name, as the first of them writes it, each once, by the alphabet."""
    if not one or not other:
        return ()
    theirs = {tidy(word) for word in other}
    mine = {tidy(word): word for word in sorted(one, reverse=True)}
    return tuple(mine[word] for word in sorted(mine) if word and word in theirs)[:_MOST_WORDS]


def _acquaintances(day: Day, ends: _Ends, levels: Floats) -> Subject:
    def tell(k: int, strength: float) -> Reason:
        known = tuple(day.graph.common(ends[0][k].id, ends[1][k].id))
        return Reason(ReasonKind.COMMON_ACQUAINTANCE, strength, people=known)

    return _some(levels > 0, 0.3 + 0.4 * levels.astype(float), tell)


def _newcomers(ends: _Ends, levels: Floats) -> Subject:
    def tell(k: int, strength: float) -> Reason:
        a, b = ends[0][k], ends[1][k]
        new, old = (a, b) if a.is_newcomer else (b, a)
        return Reason(ReasonKind.NEWCOMER, strength, new.id, old.id)

    return _some(levels >= WELL_CONNECTED, 0.5 * levels.astype(float), tell)


def _industries(day: Day, ends: _Ends, rows: tuple[Rows, Rows], levels: Floats) -> Subject:
    """Name two different fields."""

    def tell(k: int, strength: float) -> Reason:
        a, b = ends[0][k], ends[1][k]
        words = a.industry, b.industry
        return Reason(ReasonKind.INDUSTRIES, strength, a.id, b.id, words=words)

    mine, theirs = (day.room.industry[row] for row in rows)
    different = (mine >= 0) & (theirs >= 0) & (mine != theirs)
    return _some(different, 0.35 * levels.astype(float), tell)


def _zones(ends: _Ends, levels: Floats) -> Subject:
    def tell(k: int, strength: float) -> Reason:
        return Reason(ReasonKind.SAME_ZONE, strength, words=(ends[0][k].zone,))

    return _some(levels > 0, np.full(len(levels), 0.2), tell)


def _some(is_so: Marks, strength: Doubles, tell: Callable[[int, float], Reason]) -> Subject:
    """Tell something of the pairs of which it is so."""
    at = np.flatnonzero(is_so)
    strong = strength[at]

    def told(which: list[int]) -> Iterator[Reason]:
        return map(tell, at[which].tolist(), strong[which].tolist())

    return Subject(at, strong, told)
