"""What could be said of pairs of people, kind by kind; it is put into words once it is chosen."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from matching.proposals import Reason, ReasonKind, row_by_row
from matching.texts.text import Floats, Marks, Rows, tidy
from matching.types import Person, Want
from matching.wants.competition import Doubles
from matching.wants.fits import Fits, best_fits
from matching.wants.gains import WEAKEST_FIT
from matching.worth.affinity import Day
from matching.worth.worth_kernels import WELL_CONNECTED

# As many words in common are named.
_MOST_WORDS = 3
# No reason is stronger than 1; an ask that is likely met comes before all else.
_FIRST = 2.0
# By these most of the words are taken, and Python has no call to make.
_id, _industry = attrgetter("id"), attrgetter("industry")
_kind, _skills_of = attrgetter("kind"), attrgetter("skills")


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
    tell: Callable[[Rows], Iterable[Reason]]


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
    met = _asks_met(day, ones, others)
    return [
        *met,
        _interests(ends),
        _skills(day, ends, (ones, others), met),
        _acquaintances(day, ends, parts["acquaintance"]),
        _newcomers(ends, parts["newcomer"]),
        _industries(day, ends, (ones, others), parts["cross_industry"]),
        _zones(ends, parts["zone"]),
    ]


def _asks_met(day: Day, ones: Rows, others: Rows) -> tuple[Subject, Subject]:
    """Name the ask and the offer that fit best, in either direction, if they fit at all.

    Where an ask is likely met no guess is made, and else only the better one.
    """
    ways = np.concatenate([ones, others]), np.concatenate([others, ones])
    fits = best_fits(day.gains.compared, *ways)
    level = np.where(fits.level >= WEAKEST_FIT, fits.level, -1.0).reshape(2, -1)
    likely = fits.is_likely.reshape(2, -1) & (level >= 0)
    better = np.stack([level[0] >= level[1], level[1] > level[0]])
    good = (level >= 0) & (likely | (better & ~likely.any(axis=0)))
    level[likely] += _FIRST
    there, back = (np.flatnonzero(side) for side in good)
    return (
        Subject(there, level[0, there], _fitting(day, ways, fits, there)),
        Subject(back, level[1, back], _fitting(day, ways, fits, len(ones) + back)),
    )


def _fitting(
    day: Day, ways: tuple[Rows, Rows], fits: Fits, at: Rows
) -> Callable[[Rows], Iterator[Reason]]:
    """Name some asks and the offers that fit them."""
    people = day.room.people

    def tell(which: Rows) -> Iterator[Reason]:
        some = at[which]
        asks = [day.room.asks.wants[row] for row in fits.ask[some].tolist()]
        offers = [day.room.offers.wants[row] for row in fits.offer[some].tolist()]
        return row_by_row(
            Reason,
            repeat(ReasonKind.ASK_MEETS_OFFER),
            fits.level[some].tolist(),
            *([people[row].id for row in way[some].tolist()] for way in ways),
            _said(asks),
            _said(offers),
            map(_kind, asks),
            map(_common, map(_skills_of, asks), map(_skills_of, offers)),
            repeat(()),
            (~fits.is_likely[some]).tolist(),
        )

    return tell


def _said(wants: Iterable[Want]) -> list[str]:
    """Give what somebody wrote of each, or else the tags."""
    return [want.words if want.words.strip() else ", ".join(want.skills) for want in wants]


def _interests(ends: _Ends) -> Subject:
    """Name what both like beside work."""
    some = ((a.interests, b.interests) for a, b in zip(*ends, strict=True))
    words = {k: _common(*both) for k, both in enumerate(some) if all(both)}

    def strength(k: int) -> float:
        fewer = min(len(set(ends[0][k].interests)), len(set(ends[1][k].interests)))
        return 0.4 + 0.4 * (len(words[k]) / max(1, fewer))

    return _shared(ReasonKind.SHARED_INTEREST, words, strength)


def _skills(day: Day, ends: _Ends, rows: tuple[Rows, Rows], met: Sequence[Subject]) -> Subject:
    """Name skills that both offer, but for those that an ask and its offer name already."""
    offers, carries = day.room.offers, np.zeros(len(day.room), dtype=np.bool_)
    carries[offers.owner[np.diff(offers.tags.indptr) > 0]] = True
    both = np.flatnonzero(carries[rows[0]] & carries[rows[1]]).tolist()
    words = {k: _common(_offered(ends[0][k]), _offered(ends[1][k])) for k in both}
    for subject in met:
        which = np.flatnonzero(np.isin(subject.at, [k for k in both if words[k]]))
        for k, reason in zip(subject.at[which].tolist(), subject.tell(which), strict=True):
            named = set(map(tidy, reason.words))
            words[k] = tuple(word for word in words[k] if tidy(word) not in named)
    return _shared(ReasonKind.SHARED_SKILL, words, lambda _: 0.4)


def _offered(person: Person) -> list[str]:
    return [skill for offer in person.offers for skill in offer.skills]


def _shared(
    kind: ReasonKind, words: Mapping[int, tuple[str, ...]], strength: Callable[[int], float]
) -> Subject:
    """Name what two people share, where it is anything."""
    at = [k for k, some in words.items() if some]

    def tell(which: Rows) -> Iterator[Reason]:
        for k in which.tolist():
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
    mine, theirs = (day.room.industry[row] for row in rows)
    at = np.flatnonzero((mine >= 0) & (theirs >= 0) & (mine != theirs))
    strength = 0.35 * levels.astype(float)[at]

    def tell(which: Rows) -> Iterator[Reason]:
        some = at[which].tolist()
        a, b = ([side[k] for k in some] for side in ends)
        return row_by_row(
            Reason,
            repeat(ReasonKind.INDUSTRIES),
            strength[which].tolist(),
            map(_id, a),
            map(_id, b),
            *(repeat("") for _ in range(3)),
            zip(map(_industry, a), map(_industry, b), strict=True),
            repeat(()),
            repeat(object=False),
        )

    return Subject(at, strength, tell)


def _zones(ends: _Ends, levels: Floats) -> Subject:
    def tell(k: int, strength: float) -> Reason:
        return Reason(ReasonKind.SAME_ZONE, strength, words=(ends[0][k].zone,))

    return _some(levels > 0, np.full(len(levels), 0.2), tell)


def _some(is_so: Marks, strength: Doubles, tell: Callable[[int, float], Reason]) -> Subject:
    """Tell something of the pairs of which it is so."""
    at = np.flatnonzero(is_so)
    strong = strength[at]

    def told(which: Rows) -> Iterator[Reason]:
        return map(tell, at[which].tolist(), strong[which].tolist())

    return Subject(at, strong, told)
