"""Why two people should meet: the strongest parts of their worth, in their own words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

import numpy as np

from matching.proposals import Reason, ReasonKind
from matching.texts.text import Floats, Rows, tidy
from matching.types import Person, Want
from matching.wants.fits import best_fits
from matching.wants.gains import WEAKEST_FIT
from matching.worth.affinity import Day
from matching.worth.worth_kernels import WELL_CONNECTED

MOST = 3
# A pair's position, and something to say of it.
Told = Iterable[tuple[int, Reason]]


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
    people = day.room.people
    ends = [people[one] for one in ones.tolist()], [people[one] for one in others.tolist()]
    met = _by_pair(len(ones), _asks_met(day, ones, others), _asks_met(day, others, ones))
    rest = _by_pair(
        len(ones),
        _interests(ends),
        _skills(ends),
        _acquaintances(day, ends, parts["acquaintance"]),
        _newcomers(ends, parts["newcomer"]),
        _industries(day, ones, others, parts["cross_industry"]),
        _zones(ends, parts["zone"]),
    )
    return list(map(_strongest, met, rest))


_Ends = tuple[Sequence[Person], Sequence[Person]]
_STRENGTH = attrgetter("strength")


def _by_pair(count: int, *kinds: Told) -> list[list[Reason]]:
    """Put what is told of the same pair together, in the order of the kinds."""
    found: list[list[Reason]] = [[] for _ in range(count)]
    for told in kinds:
        for k, reason in told:
            found[k].append(reason)
    return found


def _strongest(met: list[Reason], rest: list[Reason]) -> tuple[Reason, ...]:
    """Choose among what is told of a pair; of what is as strong, the first kind."""
    met.sort(key=_STRENGTH, reverse=True)
    likely = [reason for reason in met if not reason.is_guess]
    rest = rest if likely else met[:1] + rest
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


def _asks_met(day: Day, askers: Rows, offerers: Rows) -> Iterator[tuple[int, Reason]]:
    """Name for each of some pairs the ask and the offer that fit best, if they fit at all."""
    fits = best_fits(day.gains.compared, askers, offerers)
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
        yield (
            k,
            Reason(
                ReasonKind.ASK_MEETS_OFFER,
                level,
                people[asker].id,
                people[offerer].id,
                _said(ask),
                _said(offer),
                ask.kind,
                _common(ask.skills, offer.skills),
                is_guess=is_guess,
            ),
        )


def _said(want: Want) -> str:
    """Give what somebody wrote, or else the tags."""
    return want.words if want.words.strip() else ", ".join(want.skills)


def _interests(ends: _Ends) -> Iterator[tuple[int, Reason]]:
    """Name what both like beside work."""
    for k, (a, b) in enumerate(zip(*ends, strict=True)):
        if words := _common(a.interests, b.interests):
            alike = len(words) / max(1, min(len(set(a.interests)), len(set(b.interests))))
            strength = 0.4 + 0.4 * alike
            yield k, Reason(kind=ReasonKind.SHARED_INTEREST, strength=strength, words=words)


def _skills(ends: _Ends) -> Iterator[tuple[int, Reason]]:
    """Name skills that both offer."""
    everybody = {person.id: person for side in ends for person in side}
    offered = {name: _offered(person) for name, person in everybody.items()}
    for k, (a, b) in enumerate(zip(*ends, strict=True)):
        if words := _common(offered[a.id], offered[b.id]):
            yield k, Reason(kind=ReasonKind.SHARED_SKILL, strength=0.4, words=words)


def _offered(person: Person) -> list[str]:
    return [skill for offer in person.offers for skill in offer.skills]


def _common(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """List what both name, as the first of them writes it, each once, by the alphabet."""
    if not one or not other:
        return ()
    theirs = {tidy(word) for word in other}
    mine = {tidy(word): word for word in sorted(one, reverse=True)}
    return tuple(mine[word] for word in sorted(mine) if word and word in theirs)[:MOST]


def _acquaintances(day: Day, ends: _Ends, levels: Floats) -> Iterator[tuple[int, Reason]]:
    for k, level in _some(levels):
        known = tuple(day.graph.common(ends[0][k].id, ends[1][k].id))
        strength = 0.3 + 0.4 * level
        yield k, Reason(kind=ReasonKind.COMMON_ACQUAINTANCE, strength=strength, people=known)


def _newcomers(ends: _Ends, levels: Floats) -> Iterator[tuple[int, Reason]]:
    for k, level in _some(np.where(levels >= WELL_CONNECTED, levels, 0)):
        a, b = ends[0][k], ends[1][k]
        new, old = (a, b) if a.is_newcomer else (b, a)
        yield k, Reason(ReasonKind.NEWCOMER, 0.5 * level, new.id, old.id)


def _industries(day: Day, ones: Rows, others: Rows, levels: Floats) -> Iterator[tuple[int, Reason]]:
    """Name two different fields."""
    mine, theirs = day.room.industry[ones], day.room.industry[others]
    different = (mine >= 0) & (theirs >= 0) & (mine != theirs)
    people = day.room.people
    pairs = zip(ones.tolist(), others.tolist(), levels.tolist(), strict=True)
    for k, (one, other, level) in enumerate(pairs):
        if different[k]:
            a, b = people[one], people[other]
            words = a.industry, b.industry
            yield k, Reason(ReasonKind.INDUSTRIES, 0.35 * level, a.id, b.id, words=words)


def _zones(ends: _Ends, levels: Floats) -> Iterator[tuple[int, Reason]]:
    for k, _ in _some(levels):
        yield k, Reason(kind=ReasonKind.SAME_ZONE, strength=0.2, words=(ends[0][k].zone,))


def _some(levels: Floats) -> Iterator[tuple[int, float]]:
    """Go through the pairs of which there is something to say, and how much."""
    at = np.flatnonzero(levels)
    return zip(at.tolist(), levels[at].tolist(), strict=True)
