"""How good introductions were: what became of them, and for whom, by version of the matching."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from matching.quality import gini
from matching.types import Pair, PersonId, pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One introduction of the past, and what became of it.

    Parameters
    ----------
    first, second : str
        The two, in id order.
    day : int
        Number of its day; days only need to be in order.
    version : str
        Which version of the matching made it.
    is_mixed : bool
        Whether the two are of different industries.
    had_met : bool
        Whether they had met before.
    is_agreed, has_met : bool
        Whether both said yes, and whether they then met.
    trio : int or None
        The same number for the three introductions of a trio, which are one for each of them.
    """

    first: PersonId
    second: PersonId
    day: int
    version: str
    is_mixed: bool = False
    had_met: bool = False
    is_agreed: bool = False
    has_met: bool = False
    trio: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was chosen at one look at a room.

    Parameters
    ----------
    version : str
        Which version of the matching chose.
    value : float
        What the chosen pairs are worth together.
    bound : float
        No choice could have been worth more.
    """

    version: str
    value: float
    bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How good the introductions of a version of the matching were.

    Parameters
    ----------
    version : str
        Which version.
    introductions : int
        How many pairs it introduced; a trio is three.
    share_of_bound : float or None
        Their worth as a share of what no choice could surpass; None when nobody kept it.
    people : int
        Willing people who came in while it was in use.
    coverage : float or None
        Share of their days on which they had an introduction.
    evenness : float or None
        Gini coefficient of introductions over them: 0 when all had as many for each of their days.
    never : int
        How many of them had none at all.
    cross_industry : float or None
        Share of introductions between different industries.
    repeats : int
        Introductions of people who had met, or were introduced again too soon.
    agreed : float or None
        Share of introductions to which both said yes.
    met : float or None
        Share of those agreed that met.
    """

    version: str
    introductions: int
    share_of_bound: float | None
    people: int
    coverage: float | None
    evenness: float | None
    never: int
    cross_industry: float | None
    repeats: int
    agreed: float | None
    met: float | None


def report(
    past: Sequence[Past],
    looks: Sequence[Look],
    attended: Collection[tuple[PersonId, int]],
    *,
    cooling_days: int,
) -> list[Report]:
    """Judge the introductions of some time, version by version.

    Parameters
    ----------
    past : sequence of Past
        The introductions, in any order.
    looks : sequence of Look
        What is known of how they were chosen.
    attended : collection of (str, int)
        Who came in, willing, on which day, as far as it is still known.
    cooling_days : int
        Two introductions of a pair within so many days are one too many.

    Returns
    -------
    reports : list of Report
        One for each version that made introductions, the first in use first. A day belongs to
        the version that last made an introduction on it, or else before it.

    Examples
    --------
    >>> past = [Past(first="a", second="b", day=1, version="1", is_agreed=True)]
    >>> [found] = report(past, [], {("a", 1), ("b", 1), ("c", 1)}, cooling_days=60)
    >>> found.agreed, found.never, round(found.coverage, 2)
    (1.0, 1, 0.67)
    """
    in_order = sorted(past, key=lambda one: (one.day, one.first, one.second))
    again = Counter(_too_soon(in_order, cooling_days))
    versions = list(dict.fromkeys(one.version for one in in_order))
    last = {one.day: one.version for one in in_order}
    in_use = _in_use(last, {day for _, day in attended})
    return [
        _report(
            version,
            [one for one in in_order if one.version == version],
            [look for look in looks if look.version == version],
            {(who, day) for who, day in attended if in_use[day] == version},
            again[version],
        )
        for version in versions
    ]


def _in_use(last: dict[int, str], days: Collection[int]) -> dict[int, str]:
    """Say which version was in use on each day; before the first it is the first."""
    known = sorted(last)
    at = {day: max(0, bisect_right(known, day) - 1) for day in days}
    return {day: last[known[place]] if known else "" for day, place in at.items()}


def _too_soon(in_order: Sequence[Past], cooling_days: int) -> Iterator[str]:
    """Give the version of each introduction that should not have been made."""
    seen: dict[Pair, int] = {}
    for one in in_order:
        both = pair(one.first, one.second)
        is_again = both in seen and one.day - seen[both] < max(1, cooling_days)
        if one.had_met or is_again:
            yield one.version
        seen[both] = one.day


def _report(
    version: str,
    past: Sequence[Past],
    looks: Sequence[Look],
    attended: Collection[tuple[PersonId, int]],
    repeats: int,
) -> Report:
    had = Counter((who, day) for who, day, _which in {*_had(past)})
    came = Counter(who for who, _ in attended)
    each = Counter(who for who, day in had.elements() if (who, day) in attended)
    agreed = [one for one in past if one.is_agreed]
    bound = sum(look.bound for look in looks)
    return Report(
        version=version,
        introductions=len(past),
        share_of_bound=sum(look.value for look in looks) / bound if bound else None,
        people=len(came),
        coverage=_share(sum(one in had for one in attended), len(attended)),
        evenness=gini(np.array([each[who] / came[who] for who in came])) if came else None,
        never=sum(not each[who] for who in came),
        cross_industry=_share(sum(one.is_mixed for one in past), len(past)),
        repeats=repeats,
        agreed=_share(len(agreed), len(past)),
        met=_share(sum(one.has_met for one in agreed), len(agreed)),
    )


def _had(past: Sequence[Past]) -> Iterator[tuple[PersonId, int, object]]:
    """Give each person with the day of an introduction, and which it was."""
    for one in past:
        which = one.trio if one.trio is not None else (one.first, one.second)
        yield one.first, one.day, which
        yield one.second, one.day, which


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
