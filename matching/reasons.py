"""Why two people should meet: the strongest parts of their worth, in their own words."""

from collections.abc import Mapping, Sequence
from operator import attrgetter

import numpy as np

from matching.proposals import Reason, ReasonKind
from matching.texts.text import Floats, Rows, tidy
from matching.types import Person
from matching.wants.fits import best_fits
from matching.wants.gains import WEAKEST_FIT
from matching.worth.affinity import Day

MOST = 3


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
    """
    levels = zip(*(parts[name].tolist() for name in _TOLD), strict=True)
    gained, given = _asks_met(day, ones, others), _asks_met(day, others, ones)
    met = [[*mine, *theirs] for mine, theirs in zip(gained, given, strict=True)]
    ends = zip(ones.tolist(), others.tolist(), strict=True)
    return [_of_pair(day, *known) for known in zip(ends, met, levels, strict=True)]


# The parts of worth that something is said of, beside asks.
_TOLD = ("acquaintance", "newcomer", "cross_industry", "zone")
_STRENGTH = attrgetter("strength")


def _of_pair(
    day: Day, ends: tuple[int, int], met: list[Reason], levels: tuple[float, ...]
) -> tuple[Reason, ...]:
    if len(met) > 1:
        met.sort(key=_STRENGTH, reverse=True)
    likely = [reason for reason in met if not reason.is_guess]
    guessed = [] if likely else met[:1]
    (one, other), (acquaintance, newcomer, cross_industry, zone) = ends, levels
    a, b = day.room.people[one], day.room.people[other]
    rest = [*guessed, *_in_common(a, b)]
    if acquaintance:
        rest.append(_acquaintances(day, a, b, acquaintance))
    if newcomer:
        rest.append(_newcomer(a, b, newcomer))
    if a.industry and b.industry and a.industry != b.industry:
        rest.append(_industries(a, b, cross_industry))
    if zone:
        rest.append(Reason(kind=ReasonKind.SAME_ZONE, strength=0.2, words=(a.zone,)))
    if len(rest) > 1:
        rest.sort(key=_STRENGTH, reverse=True)
    return (*likely, *rest)[:MOST]


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


def _asks_met(day: Day, askers: Rows, offerers: Rows) -> list[list[Reason]]:
    """Name for each of some pairs the ask and the offer that fit best, if they fit at all."""
    fits = best_fits(day.gains.compared, askers, offerers)
    met: list[list[Reason]] = [[] for _ in range(len(askers))]
    good = np.flatnonzero(fits.level >= WEAKEST_FIT)
    columns = (
        good,
        askers[good],
        offerers[good],
        fits.level[good],
        fits.ask[good],
        fits.offer[good],
        ~fits.is_likely[good],
    )
    people, asks, offers = day.room.people, day.room.asks.wants, day.room.offers.wants
    for k, asker, offerer, level, ask_at, offer_at, is_guess in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        ask, offer = asks[ask_at], offers[offer_at]
        met[k].append(
            Reason(
                kind=ReasonKind.ASK_MEETS_OFFER,
                strength=level,
                who=people[asker].id,
                other=people[offerer].id,
                ask=ask.words or ", ".join(ask.skills),
                offer=offer.words or ", ".join(offer.skills),
                ask_kind=ask.kind,
                words=_common(ask.skills, offer.skills),
                is_guess=is_guess,
            )
        )
    return met


def _in_common(a: Person, b: Person) -> list[Reason]:
    """Name shared interests, and skills that both offer."""
    found = []
    if words := _common(a.interests, b.interests):
        alike = len(words) / max(1, min(len(set(a.interests)), len(set(b.interests))))
        strength = 0.4 + 0.4 * alike
        found.append(Reason(kind=ReasonKind.SHARED_INTEREST, strength=strength, words=words))
    if words := _common(_skills(a), _skills(b)):
        found.append(Reason(kind=ReasonKind.SHARED_SKILL, strength=0.4, words=words))
    return found


def _skills(person: Person) -> list[str]:
    return [skill for offer in person.offers for skill in offer.skills]


def _common(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """List what both name, as the first of them writes it, each once, by the alphabet."""
    if not one or not other:
        return ()
    theirs = {tidy(word) for word in other}
    mine = {tidy(word): word for word in sorted(one, reverse=True)}
    return tuple(mine[word] for word in sorted(mine) if word and word in theirs)[:MOST]


def _acquaintances(day: Day, a: Person, b: Person, level: float) -> Reason:
    known, strength = tuple(day.graph.common(a.id, b.id)), 0.3 + 0.4 * level
    return Reason(kind=ReasonKind.COMMON_ACQUAINTANCE, strength=strength, people=known)


def _newcomer(a: Person, b: Person, level: float) -> Reason:
    new, old = (a, b) if a.is_newcomer else (b, a)
    return Reason(kind=ReasonKind.NEWCOMER, strength=0.5 * level, who=new.id, other=old.id)


def _industries(a: Person, b: Person, level: float) -> Reason:
    kind, words = ReasonKind.INDUSTRIES, (a.industry, b.industry)
    return Reason(kind=kind, strength=0.35 * level, who=a.id, other=b.id, words=words)
