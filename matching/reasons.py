"""Why two people should meet: the strongest parts of their worth, in their own words."""

from collections.abc import Mapping
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
        For each pair at most three, the strongest first; asks that are met come before
        all else.
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
    met.sort(key=_STRENGTH, reverse=True)
    if len(met) >= MOST:
        return tuple(met[:MOST])
    (one, other), (acquaintance, newcomer, cross_industry, zone) = ends, levels
    rest = [
        *_in_common(day, one, other),
        *_acquaintances(day, one, other, acquaintance),
        *_newcomer(day, one, other, newcomer),
        *_industries(day, one, other, cross_industry),
        *_zone(day, one, zone),
    ]
    rest.sort(key=_STRENGTH, reverse=True)
    return (*met, *rest)[:MOST]


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
    columns = (good, *(found[good] for found in (fits.level, fits.ask, fits.offer)))
    room = day.room
    for k, level, ask_at, offer_at in zip(*(column.tolist() for column in columns), strict=True):
        ask, offer = room.asks.wants[ask_at], room.offers.wants[offer_at]
        met[k].append(
            Reason(
                kind=ReasonKind.ASK_MEETS_OFFER,
                strength=level,
                who=room.people[room.asks.owner[ask_at]].id,
                other=room.people[room.offers.owner[offer_at]].id,
                ask=ask.words or ", ".join(ask.skills),
                offer=offer.words or ", ".join(offer.skills),
                ask_kind=ask.kind,
                words=_common(ask.skills, offer.skills),
            )
        )
    return met


def _in_common(day: Day, one: int, other: int) -> list[Reason]:
    """Name shared interests, and skills that both offer."""
    a, b = day.room.people[one], day.room.people[other]
    found = []
    if words := _common(a.interests, b.interests):
        alike = len(words) / max(1, min(len(set(a.interests)), len(set(b.interests))))
        strength = 0.4 + 0.4 * alike
        found.append(Reason(kind=ReasonKind.SHARED_INTEREST, strength=strength, words=words))
    mine = _skills(a)
    if words := mine and _common(mine, _skills(b)):
        found.append(Reason(kind=ReasonKind.SHARED_SKILL, strength=0.4, words=words))
    return found


def _skills(person: Person) -> tuple[str, ...]:
    return tuple(skill for offer in person.offers if offer.skills for skill in offer.skills)


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """List what both name, as the first of them writes it, each once, by the alphabet."""
    if not one or not other:
        return ()
    theirs = {tidy(word) for word in other}
    mine = {tidy(word): word for word in sorted(one, reverse=True)}
    return tuple(mine[word] for word in sorted(mine) if word and word in theirs)[:MOST]


def _acquaintances(day: Day, one: int, other: int, level: float) -> list[Reason]:
    if not level:
        return []
    people = day.room.people
    known = tuple(day.graph.common(people[one].id, people[other].id))
    strength = 0.3 + 0.4 * level
    return [Reason(kind=ReasonKind.COMMON_ACQUAINTANCE, strength=strength, people=known)]


def _newcomer(day: Day, one: int, other: int, level: float) -> list[Reason]:
    if not level:
        return []
    people = (day.room.people[one], day.room.people[other])
    new, old = people if people[0].is_newcomer else people[::-1]
    strength = 0.5 * level
    return [Reason(kind=ReasonKind.NEWCOMER, strength=strength, who=new.id, other=old.id)]


def _industries(day: Day, one: int, other: int, level: float) -> list[Reason]:
    a, b = day.room.people[one], day.room.people[other]
    if not a.industry or not b.industry or a.industry == b.industry:
        return []
    words = (a.industry, b.industry)
    kind = ReasonKind.INDUSTRIES
    return [Reason(kind=kind, strength=0.35 * level, who=a.id, other=b.id, words=words)]


def _zone(day: Day, one: int, level: float) -> list[Reason]:
    if not level:
        return []
    words = (day.room.people[one].zone,)
    return [Reason(kind=ReasonKind.SAME_ZONE, strength=0.2, words=words)]
