"""Learning from the answers of one space who says yes to whom, and using it only where it helps.

Used are the named parts of worth and, of either person, how readily they said yes and were said
yes to so far. Nothing else is known here: no name, no gender, no age, no origin, no language.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from matching.lessons import logistic_regression
from matching.lessons.lesson import Numbers
from matching.lessons.logistic_regression import NAMES, Table
from matching.rules import Lesson, Weights
from matching.types import PersonId

FEWEST_ANSWERS = 60
"""With fewer there is no lesson at all."""
# So many answers as usual are added to everybody's own before a rate is told.
_AS_USUAL = 8
_BLOCKS = 5
# A gain of so many standard errors is chance in one case of twenty at most.
_SURE = 1.64


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one said to another.

    Parameters
    ----------
    who, whom : str
        Who answered, and to whom.
    day : int
        Number of the day.
    is_yes : bool
        Whether it was a yes.
    parts : mapping of str to float
        The parts of the pair's worth at that time.
    """

    who: PersonId
    whom: PersonId
    day: int
    is_yes: bool
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A lesson, and how well it foretold answers that it had not heard.

    Parameters
    ----------
    lesson : Lesson
        Learned from all answers.
    answers : int
        How many.
    loss, loss_without : float
        Mean logarithmic loss on held-back answers, with a lesson from the earlier ones, and
        with worth alone.
    is_better : bool
        Whether the lesson is better by more than chance alone would explain.
    """

    lesson: Lesson
    answers: int
    loss: float
    loss_without: float
    is_better: bool


def taught(answers: Sequence[Answer], weights: Weights | None = None) -> Taught | None:
    """Learn from the answers of a space.

    Parameters
    ----------
    answers : sequence of Answer
        In any order; those without a word are no answers.
    weights : Weights, optional
        What counts how much before anything is learned.

    Returns
    -------
    taught : Taught or None
        None while there are fewer than sixty answers, or all are alike.

    Notes
    -----
    A logistic regression with a quadratic penalty, on the worth (hardly shrunk), its parts, and
    both people's tendencies *before* the day of each answer. The answers are cut into five
    blocks by time; each but the first is foretold from those before it. The lesson is better
    when its mean gain in logarithmic loss is more than chance would bring in one case of twenty.
    Time grows with the number of answers times the number of parts.
    """
    in_order = sorted(answers, key=lambda one: (one.day, one.who, one.whom))
    if len(in_order) < FEWEST_ANSWERS:
        return None
    table = _table(in_order, weights or Weights())
    gains, losses = [], []
    for train, test in _forward(in_order):
        if len(set(table.said[train].tolist())) > 1:
            plain = table.only([logistic_regression.WORTH])
            without = logistic_regression.loss(plain, logistic_regression.fit(plain, train), test)
            losses.append(
                logistic_regression.loss(table, logistic_regression.fit(table, train), test)
            )
            gains.append(without - losses[-1])
    if not gains or len(set(table.said.tolist())) == 1:
        return None
    gain, loss = np.concatenate(gains), float(np.concatenate(losses).mean())
    everything = np.arange(len(in_order), dtype=np.intp)
    return Taught(
        lesson=logistic_regression.lesson(table, logistic_regression.fit(table, everything)),
        answers=len(in_order),
        loss=loss,
        loss_without=loss + float(gain.mean()),
        is_better=bool(gain.mean() > _SURE * gain.std() / np.sqrt(len(gain))),
    )


def tendency(yes: int, answers: int, usual: float) -> float:
    """Tell how much readier than usual somebody says yes, or is said yes to.

    Parameters
    ----------
    yes, answers : int
        How many of their answers were a yes.
    usual : float
        Share of yes in the space, between 0 and 1.

    Returns
    -------
    tendency : float
        In log-odds beyond the usual. Eight answers as usual are added, so that one answer
        changes little and nobody can be told from it.

    Examples
    --------
    >>> [round(tendency(*told, 0.4), 2) for told in ((0, 0), (0, 1), (20, 20))]
    [0.0, -0.19, 1.98]
    """
    share = (yes + _AS_USUAL * usual) / (answers + _AS_USUAL)
    return float(np.log(share / (1 - share)) - np.log(usual / (1 - usual)))


def _tendencies_before(in_order: Sequence[Answer]) -> Numbers:
    """Tell of each answer how readily both sides had said and heard yes on the days before."""
    gave: dict[PersonId, list[bool]] = defaultdict(list)
    got: dict[PersonId, list[bool]] = defaultdict(list)
    said: list[bool] = []
    told: list[tuple[float, float]] = []
    for _day, answers in groupby(in_order, key=lambda one: one.day):
        today = list(answers)
        usual = usual_share(sum(said), len(said))
        for one in today:
            mine, theirs = gave[one.who], got[one.whom]
            told.append(
                (
                    tendency(sum(mine), len(mine), usual),
                    tendency(sum(theirs), len(theirs), usual),
                )
            )
        for one in today:
            gave[one.who].append(one.is_yes)
            got[one.whom].append(one.is_yes)
            said.append(one.is_yes)
    return np.array(told)


def usual_share(yes: int, answers: int) -> float:
    """Tell the share of yes in a space, two in five while there are few answers.

    Parameters
    ----------
    yes, answers : int
        How many of the answers were a yes.

    Returns
    -------
    share : float
        Between 0 and 1, and neither.

    Examples
    --------
    >>> usual_share(0, 0), usual_share(95, 95)
    (0.4, 0.97)
    """
    return (yes + 2) / (answers + 5)


def _forward(in_order: Sequence[Answer]) -> list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Cut by time, never through a day; give each block with all before it."""
    days = np.array([one.day for one in in_order])
    cuts = [days[len(days) * block // _BLOCKS] for block in range(1, _BLOCKS)]
    edges = [*np.searchsorted(days, sorted(set(cuts))), len(days)]
    return [
        (np.arange(start, dtype=np.intp), np.arange(start, end, dtype=np.intp))
        for start, end in pairwise(edges)
        if start
    ]


def _table(in_order: Sequence[Answer], weights: Weights) -> Table:
    parts = np.array([[one.parts.get(name, 0.0) for name in NAMES] for one in in_order])
    said = np.array([one.is_yes for one in in_order], dtype=np.bool_)
    return logistic_regression.table_of(parts, _tendencies_before(in_order), said, weights)
