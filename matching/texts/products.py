"""How texts written as rows of numbers are multiplied with each other."""

from functools import cache
from typing import Any

import numpy as np

from matching.compiled import compiled_sums
from matching.texts.text import Floats, Rows

# Below so many products NumPy's threads take longer to wait for each other than to multiply, so
# that these are multiplied here; and below so many they at least take longer than one alone when
# another process wants the machine.
_FEW, _SOME = 20_000, 500_000


def products(rows: Floats, left: Rows, right: Rows) -> Floats:
    """Multiply some rows with some rows.

    Parameters
    ----------
    rows : ndarray of shape (t, d), dtype=float32
        All rows.
    left : ndarray of shape (l,), dtype=intp
        Row numbers.
    right : ndarray of shape (r,), dtype=intp
        Row numbers.

    Returns
    -------
    products : ndarray of shape (l, r), dtype=float32
        The inner product of each with each.
    """
    if len(left) * len(right) <= _FEW:
        return _few(rows, left, right)
    if len(left) * len(right) <= _SOME:
        with _threads().limit(limits=1, user_api="blas"):
            return rows[left] @ rows[right].T
    return rows[left] @ rows[right].T


@cache
def _threads() -> Any:  # noqa: ANN401 - it carries no types
    from threadpoolctl import ThreadpoolController  # It comes with scikit-learn.

    return ThreadpoolController()


@compiled_sums
def _few(rows: Floats, left: Rows, right: Rows) -> Floats:
    found = np.empty((len(left), len(right)), dtype=np.float32)
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            total = np.float32(0)
            for k in range(rows.shape[1]):
                total += rows[one, k] * rows[other, k]
            found[i, j] = total
    return found
