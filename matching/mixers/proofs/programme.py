"""Limits on sums of variables, and the answer of a linear or an integer programme."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matching.texts.text import Rows

if TYPE_CHECKING:
    from scipy import sparse

Marks = npt.NDArray[np.bool_]

# What SciPy says where no choice keeps all limits.
_NONE, _HALF = 2, 0.5


@dataclass(slots=True)
class Programme:
    """Limits on sums of variables, each at most a number; variables are 0 or more."""

    variables: int = 0
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def new(self, count: int) -> Rows:
        """Take so many variables more.

        Parameters
        ----------
        count : int
            How many.

        Returns
        -------
        columns : ndarray of shape (count,), dtype=intp
            Their numbers.
        """
        self.variables += count
        return np.arange(self.variables - count, self.variables)

    def at_most(self, limit: float, *terms: tuple[Iterable[int], float]) -> None:
        """Limit a sum of variables, each set of them with its factor.

        Parameters
        ----------
        limit : float
            The most it may be.
        *terms : (iterable of int, float)
            Variables and their factor.
        """
        for columns, factor in terms:
            for column in columns:
                self.rows.append(len(self.most))
                self.columns.append(int(column))
                self.factors.append(factor)
        self.most.append(limit)

    def limits(self) -> "sparse.csr_array":
        """Give the factors as a matrix.

        Returns
        -------
        limits : sparse array of shape (limits, variables)
            One row for each limit.
        """
        from scipy import sparse

        shape = (len(self.most), self.variables)
        return sparse.csr_array((self.factors, (self.rows, self.columns)), shape)

    def whole(self, *, seconds: float) -> tuple[bool, Marks | None]:
        """Choose 0 or 1 for each variable so that all limits are kept.

        Parameters
        ----------
        seconds : float
            How long it may take.

        Returns
        -------
        none : bool
            Whether it is proven that there is no such choice.
        chosen : ndarray of shape (variables,), dtype=bool, or None
            Which variables are 1; None where no choice was found.
        """
        from scipy.optimize import LinearConstraint, milp

        found = milp(
            np.zeros(self.variables),
            integrality=np.ones(self.variables),
            bounds=(0, 1),
            constraints=LinearConstraint(self.limits(), ub=self.most),
            options={"time_limit": seconds},
        )
        return found.status == _NONE, None if found.x is None else found.x > _HALF
