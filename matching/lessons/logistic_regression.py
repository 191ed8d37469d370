"""A logistic regression that is shrunk towards the worth as it stands, and keeps to sense."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from matching.lessons.lesson import Numbers, Tendencies, agreement
from matching.rules import Lesson, Weights
from matching.texts.text import Rows

NAMES = tuple(part.name for part in fields(Weights))
WORTH, GIVES, GETS = "worth", "gives", "gets"
# To say that more of these makes a yes less likely would be noise.
_NEVER_AGAINST = frozenset({"mutual", "best_side", "kind", "freshness", WORTH, GIVES, GETS})
# Worth as it stands is hardly shrunk, so that the parts are shrunk towards it.
_WORTH_SCALE = 10.0


@dataclass(frozen=True, slots=True)
class Table:
    """The answers in columns.

    Parameters
    ----------
    names : tuple of str
        What the columns are: the worth, its parts, and both people's tendencies.
    columns : ndarray of shape (m, len(names)), dtype=float64
        One row for each answer; the worth counts only the parts that are among the names.
    said : ndarray of shape (m,), dtype=bool
        Whether it was a yes.
    shares : mapping of str to float
        The share of each part in the worth before anything is learned.
    """

    names: tuple[str, ...]
    columns: Numbers
    said: npt.NDArray[np.bool_]
    shares: Mapping[str, float]

    def only(self, names: Sequence[str]) -> "Table":
        """Keep some of the columns.

        Parameters
        ----------
        names : sequence of str
            Which.

        Returns
        -------
        table : Table
            With these columns, in this order.
        """
        at = [self.names.index(name) for name in names]
        return Table(tuple(names), self.columns[:, at], self.said, self.shares)

    def without(self, name: str) -> "Table":
        """Leave out a column, and a part also from the worth.

        Parameters
        ----------
        name : str
            Which.

        Returns
        -------
        table : Table
            Without it.
        """
        columns = self.columns.copy()
        if name in self.shares and WORTH in self.names:
            part = self.columns[:, self.names.index(name)]
            columns[:, self.names.index(WORTH)] -= _WORTH_SCALE * self.shares[name] * part
        left = Table(self.names, columns, self.said, self.shares)
        return left.only([kept for kept in self.names if kept != name])


@dataclass(frozen=True, slots=True)
class Fit:
    """What was found.

    Parameters
    ----------
    base : float
        Log-odds of a yes where every column is 0.
    slopes : mapping of str to float
        What each column adds; those that went against sense are missing.
    """

    base: float
    slopes: Mapping[str, float]


def table_of(
    parts: Numbers, tendencies: Numbers, said: npt.NDArray[np.bool_], weights: Weights
) -> Table:
    """Put answers into columns.

    Parameters
    ----------
    parts : ndarray of shape (m, 10), dtype=float64
        The parts of the worth of each answer's pair, in the order of `NAMES`.
    tendencies : ndarray of shape (m, 2), dtype=float64
        How readily who answered had said yes before, and the other had been said yes to.
    said : ndarray of shape (m,), dtype=bool
        Whether it was a yes.
    weights : Weights
        What counts how much before anything is learned.

    Returns
    -------
    table : Table
        With the worth in front.
    """
    total = sum(getattr(weights, name) for name in NAMES)
    shares = {name: getattr(weights, name) / total for name in NAMES}
    worth = _WORTH_SCALE * (parts @ np.array([shares[name] for name in NAMES]))
    columns = np.column_stack([worth, parts, tendencies])
    return Table((WORTH, *NAMES, GIVES, GETS), columns, said, shares)


def fit(table: Table, rows: Rows) -> Fit:
    """Fit, and leave out again what would count against its sense.

    Parameters
    ----------
    table : Table
        All answers.
    rows : ndarray of shape (k,), dtype=intp
        From which of them to learn; among them a yes and a no.

    Returns
    -------
    fit : Fit
        More gain, freshness, worth and readiness never count against a yes in it.
    """
    while table.names:
        base, slopes = _regression(table, rows)
        wrong = _most_wrong(slopes, table.shares)
        if wrong is None:
            return Fit(base, slopes)
        table = table.without(wrong)
    share = float(table.said[rows].mean())
    return Fit(float(np.log(share / (1 - share))), {})


def _regression(table: Table, rows: Rows) -> tuple[float, dict[str, float]]:
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    model = LogisticRegression(C=1.0, max_iter=1_000, tol=1e-6)
    # Its thousand steps are tiny; threads would spend twenty times as long on waiting for each
    # other as on the work.
    with threadpool_limits(limits=1, user_api="blas"):
        model.fit(table.columns[rows], table.said[rows])
    slopes = dict(zip(table.names, map(float, model.coef_[0]), strict=True))
    return float(model.intercept_[0]), slopes


def _most_wrong(slopes: Mapping[str, float], shares: Mapping[str, float]) -> str | None:
    """Name the column that most goes against its sense, if any does."""
    whole = {
        name: slope + _WORTH_SCALE * slopes.get(WORTH, 0.0) * shares.get(name, 0.0)
        for name, slope in slopes.items()
        if name in _NEVER_AGAINST
    }
    worst = min(whole, key=lambda name: whole[name], default=None)
    return worst if worst is not None and whole[worst] < 0 else None


def loss(table: Table, found: Fit, rows: Rows) -> Numbers:
    """Give the logarithmic loss of some answers.

    Parameters
    ----------
    table : Table
        All answers.
    found : Fit
        What was learned from others.
    rows : ndarray of shape (k,), dtype=intp
        Which answers.

    Returns
    -------
    loss : ndarray of shape (k,), dtype=float64
        The less, the better they were foretold; 0.69 for tossing a coin.
    """
    level = found.base + _level(table, found)[rows]
    return np.asarray(np.logaddexp(0, np.where(table.said[rows], -level, level)))


def _level(table: Table, found: Fit) -> Numbers:
    left = table
    for name in table.names:
        if name not in found.slopes:
            left = left.without(name)
    return np.asarray(left.columns @ np.array([found.slopes[name] for name in left.names]))


def lesson(table: Table, found: Fit) -> Lesson:
    """Turn what was found into a lesson.

    Parameters
    ----------
    table : Table
        All answers.
    found : Fit
        What was learned from them.

    Returns
    -------
    lesson : Lesson
        With the worth counted into its parts.
    """
    slope = _WORTH_SCALE * found.slopes.get(WORTH, 0.0)
    parts = {
        name: slope * table.shares[name] + found.slopes[name]
        for name in NAMES
        if name in found.slopes
    }
    learned = Lesson(
        base=found.base,
        parts=parts,
        gives=found.slopes.get(GIVES, 0.0),
        gets=found.slopes.get(GETS, 0.0),
        usual=0.5,
    )
    columns = dict(zip(table.names, table.columns.T, strict=True))
    nobody = np.zeros(len(table.said))
    chance = agreement(learned, columns, Tendencies(nobody, nobody, nobody, nobody))
    return replace(learned, usual=float(chance.mean()))
