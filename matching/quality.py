"""How good a day's introductions are: worth, coverage, evenness, mixing, repeats."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from matching.proposals import Proposal
from matching.texts.text import tidy
from matching.types import History, Person, PersonId, pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What can be said of a set of introductions.

    Parameters
    ----------
    pairs : int
        How many introductions there are; a trio is one.
    worth : float
        The sum of their worth, whoever joins them not counted.
    coverage : float
        Share of people with at least one, from 0 to 1.
    evenness : float
        Gini coefficient of introductions over people: 0 when all have as many.
    cross_industry : float
        Share of the pairs between different industries, from 0 to 1; a trio is three pairs.
    repeats : int
        Pairs of people who had met already, and those that came before.
    """

    pairs: int
    worth: float
    coverage: float
    evenness: float
    cross_industry: float
    repeats: int


def quality(people: Sequence[Person], proposals: Sequence[Proposal], history: History) -> Quality:
    """Judge a day's introductions.

    Parameters
    ----------
    people : sequence of Person
        Everybody who could have been introduced.
    proposals : sequence of Proposal
        What was proposed.
    history : History
        What the space remembered before.

    Returns
    -------
    quality : Quality
        With no people or no proposals every share is 0.
    """
    groups = [_together(proposal) for proposal in proposals]
    pairs = [pair(a, b) for group in groups for a, b in combinations(group, 2)]
    count = Counter(person for group in groups for person in group)
    each = np.array([count[person.id] for person in people], dtype=np.intp)
    industry = {person.id: tidy(person.industry) for person in people}
    mixed = sum(industry.get(a) != industry.get(b) for a, b in pairs)
    return Quality(
        pairs=len(groups),
        worth=sum(proposal.worth for proposal in proposals),
        coverage=float((each > 0).mean()) if len(each) else 0.0,
        evenness=gini(each),
        cross_industry=mixed / len(pairs) if pairs else 0.0,
        repeats=len(pairs) - len(set(pairs) - set(history.met)),
    )


def _together(proposal: Proposal) -> list[PersonId]:
    """Give the two who are introduced, and whoever joins them."""
    third = proposal.third
    return [proposal.first, proposal.second, *([third.id] if third is not None else [])]


def gini(counts: npt.NDArray[np.intp] | npt.NDArray[np.float64]) -> float:
    """Measure how unevenly something is spread.

    Parameters
    ----------
    counts : ndarray of shape (n,)
        How much each has; never negative.

    Returns
    -------
    gini : float
        0 when all have as much, towards 1 when one has everything.

    Examples
    --------
    >>> gini(np.array([2, 2, 2])), gini(np.array([0, 0, 0, 4]))
    (0.0, 0.75)
    """
    total, n = float(counts.sum()), len(counts)
    if not total:
        return 0.0
    rank = 2 * np.arange(1, n + 1) - n - 1
    return float(rank @ np.sort(counts)) / (n * total)
