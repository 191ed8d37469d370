"""What each pair of an evening is worth, and which pairs may not meet."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from matching.introductions import today
from matching.mixers.evenings.evening import Attendee, Evening
from matching.people.features import codes
from matching.rules import Rules
from matching.texts.encoders import best_encoder
from matching.types import History, Pair, Person, pair
from matching.worth.affinity import Day, meetings
from matching.worth.constraints import company_name

Values = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]

# Rows of people whose worth is computed at a time, which bounds memory.
_CELLS = 400_000
_EVENINGS_KEPT = 4


def day_of(evening: Evening) -> Day:
    """Gather what the worth of pairs and the reasons for them are made from.

    Parameters
    ----------
    evening : Evening
        The evening.

    Returns
    -------
    day : Day
        As introductions have it; kept for the next question about the same people.
    """
    names = set(evening.ids)
    met = frozenset(both for both in evening.met if names.issuperset(both))
    return _day(evening.attendees, met)


@lru_cache(maxsize=_EVENINGS_KEPT)
def _day(attendees: tuple[Attendee, ...], met: frozenset[Pair]) -> Day:
    people = [
        Person(
            id=one.id,
            company=one.company,
            industry=one.industry,
            offers=one.offers,
            asks=one.asks,
            interests=one.interests,
            bio=one.bio,
        )
        for one in attendees
    ]
    return today(people, History(met=dict.fromkeys(sorted(met), 0)), Rules(), best_encoder)


def worth_of(evening: Evening) -> Values:
    """Say what a first meeting of each pair is worth.

    Parameters
    ----------
    evening : Evening
        The evening.

    Returns
    -------
    worth : ndarray of shape (n, n), dtype=float64
        In order of the attendees; symmetric, 0 on the diagonal.
    """
    row = {name: i for i, name in enumerate(evening.ids)}
    found = np.zeros((len(row), len(row)))
    if evening.worth is None:
        found = _computed(evening)
    given = evening.worth or {}
    one, other = (np.array([row[both[k]] for both in given], dtype=np.intp) for k in range(2))
    found[one, other] = found[other, one] = list(given.values())
    np.fill_diagonal(found, 0)
    return found


def _computed(evening: Evening) -> Values:
    """Compute worth as for introductions; `Day` has its own order of people."""
    day = day_of(evening)
    n = len(day.room)
    found = np.zeros((n, n))
    step = max(1, _CELLS // max(1, n))
    for start in range(0, n, step):
        rows = np.arange(start, min(n, start + step), dtype=np.intp)
        found[rows] = meetings(day, rows, evening.counts).worth
    at = np.array([day.room.row[name] for name in evening.ids], dtype=np.intp)
    return (found + found.T)[np.ix_(at, at)] / 2


def known(evening: Evening) -> Marks:
    """Mark the pairs who know each other from before the evening.

    Parameters
    ----------
    evening : Evening
        The evening.

    Returns
    -------
    known : ndarray of shape (n, n), dtype=bool
        Symmetric.
    """
    return _marked(evening, list(evening.met))


def never(evening: Evening) -> Marks:
    """Mark the pairs who must not share a table.

    Parameters
    ----------
    evening : Evening
        The evening.

    Returns
    -------
    never : ndarray of shape (n, n), dtype=bool
        Symmetric; people of one company, competitors, people kept apart and, where only
        unlike roles meet, people of one role; where worth is computed, people who sell the
        same, too; but not people who stay together.
    """
    people = evening.attendees
    names = [company_name(person.company) for person in people]
    company = codes(names)
    found: Marks = (company[:, None] == company[None, :]) & (company >= 0)[:, None]
    number = {name: int(code) for name, code in zip(names, company, strict=True)}
    for both in evening.competitors:
        a, b = (number.get(company_name(name), -1) for name in both)
        if min(a, b) >= 0:
            rivals = np.outer(company == a, company == b)
            found |= rivals | rivals.T
    if evening.cross_role_only:
        role = np.array([person.role for person in people], dtype=object)
        found |= np.equal.outer(role, role).astype(np.bool_)
    found |= _marked(evening, [*evening.keep_apart, *_rivals(evening)])
    found &= ~together(evening)
    np.fill_diagonal(found, val=False)
    return np.asarray(found, dtype=np.bool_)


def _rivals(evening: Evening) -> list[Pair]:
    """List who sells the same as somebody else, as introductions see it."""
    if evening.worth is not None:
        return []
    day = day_of(evening)
    name = {row: one for one, row in day.room.row.items()}
    return [pair(name[one], name[other]) for one, other in day.rivals]


def together(evening: Evening) -> Marks:
    """Mark the pairs who share a table in every round.

    Parameters
    ----------
    evening : Evening
        The evening.

    Returns
    -------
    together : ndarray of shape (n, n), dtype=bool
        Symmetric.
    """
    pairs = [(a, b) for group in evening.keep_together for a in group for b in group if a < b]
    return _marked(evening, pairs)


def played(evening: Evening) -> npt.NDArray[np.int16]:
    """Count how often each pair has met this evening.

    Parameters
    ----------
    evening : Evening
        The evening.

    Returns
    -------
    played : ndarray of shape (n, n), dtype=int16
        Symmetric.
    """
    row = {name: i for i, name in enumerate(evening.ids)}
    found = np.zeros((len(row), len(row)), dtype=np.int16)
    for tables in evening.history:
        for table in tables:
            at = [row[name] for name in table]
            found[np.ix_(at, at)] += 1
    np.fill_diagonal(found, 0)
    return found


def _marked(evening: Evening, pairs: list[Pair]) -> Marks:
    row = {name: i for i, name in enumerate(evening.ids)}
    found = np.zeros((len(row), len(row)), dtype=np.bool_)
    for a, b in pairs:
        if a in row and b in row:
            found[row[a], row[b]] = found[row[b], row[a]] = True
    return found
