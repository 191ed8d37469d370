"""The letters of a text as counts of n-grams, read once whatever else is in the room."""

import itertools
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.texts.text import Floats, Rows

COLUMNS = 2**18
"""N-grams are numbered from 0 up to here, not included."""

Row = tuple[npt.NDArray[np.int32], Floats]


def counted(texts: Sequence[str]) -> list[Row]:
    """Count the n-grams of each text; the tenth time says less than the first.

    Parameters
    ----------
    texts : sequence of str
        Tidied.

    Returns
    -------
    rows : list of (ndarray of shape (k,), ndarray of shape (k,))
        For each text the numbers of its n-grams, rising, and one plus the logarithm of how
        often each is in it.

    Notes
    -----
    Two to four characters within words survive other endings and small slips, and speak every
    language.
    """
    from scipy import sparse

    found = sparse.csr_array(_counter().transform(texts))
    found.sort_indices()
    damped = (1 + np.log(found.data)).astype(np.float32)
    return [
        (found.indices[start:end].astype(np.int32), damped[start:end])
        for start, end in itertools.pairwise(found.indptr)
    ]


@cache
def _counter() -> Any:  # noqa: ANN401 - scikit-learn carries no types
    from sklearn.feature_extraction.text import HashingVectorizer

    return HashingVectorizer(
        analyzer="char_wb", ngram_range=(2, 4), n_features=COLUMNS, alternate_sign=False, norm=None
    )


def in_one(rows: Sequence[Row]) -> tuple[Rows, npt.NDArray[np.int32], Floats]:
    """Set the counts of several texts below each other.

    Parameters
    ----------
    rows : sequence of (ndarray of shape (k,), ndarray of shape (k,))
        As `counted` gives them.

    Returns
    -------
    ends, columns, counts : ndarray
        Where each text ends in the other two.
    """
    ends = np.cumsum([len(columns) for columns, _ in rows], dtype=np.intp)
    columns = np.concatenate([np.zeros(0, np.int32), *(columns for columns, _ in rows)])
    counts = np.concatenate([np.zeros(0, np.float32), *(counts for _, counts in rows)])
    return ends, columns, counts


def places(width: int) -> Rows:
    """Say where each n-gram stands when all are folded into few columns.

    Parameters
    ----------
    width : int
        How many columns.

    Returns
    -------
    places : ndarray of shape (COLUMNS,), dtype=intp
        Columns; one below zero is that of its complement, with the other sign, so that cosines
        stay the same but for about one over the square root of the number of columns [1]_.

    References
    ----------
    .. [1] K. Weinberger et al., "Feature hashing for large scale multitask learning",
       ICML 2009.
    """
    column = np.arange(COLUMNS)
    place = column % width
    return np.where((column // width) & 1, ~place, place)
