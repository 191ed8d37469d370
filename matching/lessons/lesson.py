"""What the answers of a space have taught, and what that changes in the choosing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import overload

import numpy as np
import numpy.typing as npt

from matching.rules import Lesson, Rules
from matching.texts.text import Rows
from matching.types import Person, PersonId
from matching.worth.candidates import Edges

Numbers = npt.NDArray[np.float64]

# So much of the worth of a pair no answer can touch: nobody is shut out by what was learned.
_UNTOUCHED = 0.1
_LARGEST = 2.0**64


def expected(edges: Edges, people: Sequence[Person], rules: Rules) -> Numbers:
    """Say what each pair may be expected to be worth, given what answers have taught.

    Parameters
    ----------
    edges : Edges
        Pairs with the parts of their worth.
    people : sequence of Person
        Everybody, by row number.
    rules : Rules
        With the lesson, if there is one.

    Returns
    -------
    expected : ndarray of shape (m,), dtype=float64
        The worth itself where nothing was learned, and for pairs with somebody who is matched
        today as if nothing had been. Else the worth times a factor that grows with the chance
        that both agree, is 1 for a pair as likely to as is usual, and never 0.
    """
    lesson = rules.lesson
    if lesson is None or not len(edges.worth):
        return edges.worth
    chance = agreement(lesson, edges.parts, _tendencies(edges, people))
    # Not bent: a sum of chances is what will be agreed to, of logarithms it would not be.
    factor = _kept(chance) / _kept(lesson.usual)
    factor[explored(edges, people, rules)] = 1
    return edges.worth * factor


@overload
def _kept(chance: float) -> float: ...
@overload
def _kept(chance: Numbers) -> Numbers: ...
def _kept(chance: float | Numbers) -> float | Numbers:
    return _UNTOUCHED + (1 - _UNTOUCHED) * chance


def agreement(
    lesson: Lesson, parts: Mapping[str, npt.NDArray[np.floating]], both: "Tendencies"
) -> Numbers:
    """Foretell how likely both say yes.

    Parameters
    ----------
    lesson : Lesson
        What was learned.
    parts : mapping of str to ndarray of shape (m,)
        The parts of the worth of each pair.
    both : Tendencies
        How readily either says yes and is said yes to.

    Returns
    -------
    chance : ndarray of shape (m,), dtype=float64
        Between 0 and 1.

    Examples
    --------
    >>> lesson = Lesson(base=0.0, parts={"zone": 1.0}, gives=1.0, gets=1.0, usual=0.25)
    >>> nobody = np.zeros(2)
    >>> both = Tendencies(nobody, nobody, nobody, np.array([0.0, 3.0]))
    >>> agreement(lesson, {"zone": np.zeros(2)}, both).round(2).tolist()
    [0.25, 0.48]
    """
    level = lesson.base + sum(
        (weight * parts[name].astype(np.float64) for name, weight in lesson.parts.items()),
        start=np.zeros(len(both.first_gives)),
    )
    one = level + lesson.gives * both.first_gives + lesson.gets * both.second_gets
    other = level + lesson.gives * both.second_gives + lesson.gets * both.first_gets
    return logistic(one) * logistic(other)


@dataclass(frozen=True, slots=True)
class Tendencies:
    """How readily either of each pair says yes and is said yes to.

    Parameters
    ----------
    first_gives, first_gets, second_gives, second_gets : ndarray of shape (m,), dtype=float64
        In log-odds beyond what is usual in the space; 0 for somebody of whom little is known.
    """

    first_gives: Numbers
    first_gets: Numbers
    second_gives: Numbers
    second_gets: Numbers


def _tendencies(edges: Edges, people: Sequence[Person]) -> Tendencies:
    gives = np.array([person.says_yes for person in people], dtype=np.float64)
    gets = np.array([person.hears_yes for person in people], dtype=np.float64)
    first, second = edges.first, edges.second
    return Tendencies(gives[first], gets[first], gives[second], gets[second])


def logistic(level: Numbers) -> Numbers:
    """Turn log-odds into a chance.

    Parameters
    ----------
    level : ndarray
        Log-odds.

    Returns
    -------
    chance : ndarray
        Between 0 and 1.

    Examples
    --------
    >>> logistic(np.array([0.0, 800.0, -800.0])).tolist()
    [0.5, 1.0, 0.0]
    """
    return np.asarray(0.5 + 0.5 * np.tanh(level / 2), dtype=np.float64)


def explored(edges: Edges, people: Sequence[Person], rules: Rules) -> npt.NDArray[np.bool_]:
    """Mark the pairs that are chosen as if nothing had been learned, so that more can be.

    Parameters
    ----------
    edges : Edges
        Pairs.
    people : sequence of Person
        Everybody, by row number.
    rules : Rules
        How many explore, and the day's seed.

    Returns
    -------
    explored : ndarray of shape (m,), dtype=bool
        True for pairs with one of the few whom the seed draws; everybody is as likely to be
        drawn. All False while there is no lesson.
    """
    if rules.lesson is None:
        return np.zeros(len(edges.worth), dtype=np.bool_)
    drawn = np.array([_is_drawn(person.id, rules) for person in people], dtype=np.bool_)
    return _either(drawn, edges.first, edges.second)


def _either(drawn: npt.NDArray[np.bool_], first: Rows, second: Rows) -> npt.NDArray[np.bool_]:
    return np.asarray(drawn[first] | drawn[second], dtype=np.bool_)


def _is_drawn(who: PersonId, rules: Rules) -> bool:
    digest = blake2b(f"{rules.seed}:{who}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) < rules.explore * _LARGEST
