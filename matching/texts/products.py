"""How texts written as rows of numbers are multiplied with each other."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

import numpy as np

from matching.compiled import compiled_sums
from matching.processors import one_thread
from matching.texts.text import Floats, Rows, Wholes

# So few rows are multiplied where they stand, which takes less time than to put the others below
# each other; and below so many products one thread alone takes less of the machine, which others
# want, too.
_FEW, _SOME = 4, 4_000_000
# So many products at a time stay near the processor while they are worked on.
_AT_A_TIME = 200_000


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
    found = np.empty((len(left), len(right)), dtype=np.float32)
    for at, [block] in in_blocks([(rows, left, right)]):
        found[at] = block
    return found


def in_blocks(
    kinds: Sequence[tuple[Floats | Wholes, Rows, Rows]],
) -> Iterator[tuple[slice, list[Floats]]]:
    """Multiply texts that are written as rows in several ways, so many at a time.

    Parameters
    ----------
    kinds : sequence of (rows, left, right)
        As `products` takes them; the same texts each time.

    Yields
    ------
    at : slice
        Some of the left.
    products : list of ndarray of shape (b, r), dtype=float32
        For each way the inner products of these with all on the right; they may be changed.
    """
    _, left, right = kinds[0]
    if min(len(left), len(right)) <= _FEW:
        yield slice(0, len(left)), [_few(*kind) for kind in kinds]
        return
    ones = [rows[left].astype(np.float32, copy=False) for rows, left, _ in kinds]
    others = [rows[right].astype(np.float32, copy=False).T for rows, _, right in kinds]
    size = max(1, _AT_A_TIME // len(right))
    with _threads(len(left) * len(right)):
        for start in range(0, len(left), size):
            at = slice(start, min(len(left), start + size))
            yield at, [one[at] @ other for one, other in zip(ones, others, strict=True)]


def _threads(cells: int) -> AbstractContextManager[None]:
    return one_thread() if cells <= _SOME else nullcontext()


@compiled_sums
def _few(rows: Floats | Wholes, left: Rows, right: Rows) -> Floats:
    found = np.empty((len(left), len(right)), dtype=np.float32)
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            total = np.float32(0)
            for k in range(rows.shape[1]):
                total += np.float32(rows[one, k]) * np.float32(rows[other, k])
            found[i, j] = total
    return found
