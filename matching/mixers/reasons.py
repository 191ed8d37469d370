"""Why people at one table may be worth meeting, in the words of the introductions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.worths import day_of
from matching.proposals import Reason
from matching.reasons import reasons, starter
from matching.rules import Rules
from matching.texts.text import Rows
from matching.types import PersonId, pair
from matching.worth.affinity import Day, meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReason:
    """Two people at one table, and why they may be worth meeting.

    Parameters
    ----------
    first, second : str
        Their ids, in id order.
    worth : float
        What a meeting is worth by what they offer and ask, from 0 to 1.
    reason : Reason or None
        The strongest reason, if there is any.
    starter : Reason or None
        What they can begin to talk about.
    """

    first: PersonId
    second: PersonId
    worth: float
    reason: Reason | None
    starter: Reason | None


def table_reasons(evening: Evening, table: Sequence[PersonId]) -> list[TableReason]:
    """Give one reason for each pair at a table.

    Parameters
    ----------
    evening : Evening
        The evening.
    table : sequence of str
        Ids of the people at the table.

    Returns
    -------
    reasons : list of TableReason
        The worthiest pairs first.

    Examples
    --------
    >>> from matching.mixers.evenings.evening import Attendee
    >>> from matching.types import Want
    >>> people = (Attendee(id="ana", asks=(Want(words="Help with packaging design"),)),
    ...     Attendee(id="bo", offers=(Want(words="Packaging design"),)))
    >>> [found] = table_reasons(Evening(attendees=people, rounds=1, table_size=2), ["bo", "ana"])
    >>> found.first, found.reason.ask, found.starter.offer
    ('ana', 'Help with packaging design', 'Packaging design')
    """
    pairs = sorted(pair(a, b) for a, b in combinations(dict.fromkeys(table), 2))
    if not pairs:
        return []
    day = day_of(evening)
    ones = np.array([day.room.row[a] for a, _ in pairs], dtype=np.intp)
    others = np.array([day.room.row[b] for _, b in pairs], dtype=np.intp)
    return sorted(_told(day, ones, others), key=lambda told: -told.worth)


def _told(day: Day, ones: Rows, others: Rows) -> list[TableReason]:
    rows = np.unique(ones)
    at = np.searchsorted(rows, ones)
    found = meetings(day, rows, Rules().weights)
    value = found.worth[at, others]
    levels = {name: level[at, others] for name, level in found.parts.items()}
    given = reasons(day, ones, others, levels)
    people = day.room.people
    return [
        TableReason(
            first=people[one].id,
            second=people[other].id,
            worth=float(value[k]),
            reason=next(iter(given[k]), None),
            starter=starter(given[k]),
        )
        for k, (one, other) in enumerate(zip(ones, others, strict=True))
    ]
