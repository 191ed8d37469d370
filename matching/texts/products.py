"""How texts written as rows of numbers are multiplied with each other."""

from collections.abc import Iterator, Sequence

import numpy as np

from matching.compiled import compiled_sums
from matching.memory import aligned
from matching.texts.text import Floats, Rows, Wholes

# So few rows are multiplied where they stand, which takes less time than to put the others below
# each other.
_FEW = 4
# So many products at a time stay near the processor while they are worked on; and so many rows of
# the right stay nearest to it while those of the left go by.
_AT_A_TIME, _NEAREST = 200_000, 16


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
    ones = [_below_each_other(rows, left) for rows, left, _ in kinds]
    others = [_below_each_other(rows, right) for rows, _, right in kinds]
    size = max(1, _AT_A_TIME // len(right))
    for start in range(0, len(left), size):
        at = slice(start, min(len(left), start + size))
        yield at, [_many(one[at], other) for one, other in zip(ones, others, strict=True)]


def _below_each_other(rows: Floats | Wholes, at: Rows) -> Floats:
    found = aligned((len(at), rows.shape[1]), np.float32)
    found[:] = rows[at]
    return found


@compiled_sums
def _many(ones: Floats, others: Floats) -> Floats:
    """Multiply each with each, two on the left with four on the right at a time.

    Each number is read for several products, which are added up beside each other. Libraries for
    matrices do the same, but with half as many numbers at a time where they are older than the
    processor. Where rows are left over, the last is multiplied again.
    """
    height, width = len(ones), len(others)
    found = np.empty((height, width), dtype=np.float32)
    for begin in range(0, width, _NEAREST):
        for i in range(0, height, 2):
            below = min(i + 1, height - 1)
            x, y = ones[i], ones[below]
            for j in range(begin, min(begin + _NEAREST, width), 4):
                k, m, n = min(j + 1, width - 1), min(j + 2, width - 1), min(j + 3, width - 1)
                a, b, c, d = others[j], others[k], others[m], others[n]
                ax = bx = cx = dx = ay = by = cy = dy = np.float32(0)
                for h in range(ones.shape[1]):
                    ax += a[h] * x[h]
                    bx += b[h] * x[h]
                    cx += c[h] * x[h]
                    dx += d[h] * x[h]
                    ay += a[h] * y[h]
                    by += b[h] * y[h]
                    cy += c[h] * y[h]
                    dy += d[h] * y[h]
                found[i, j], found[i, k], found[i, m], found[i, n] = ax, bx, cx, dx
                found[below, j], found[below, k] = ay, by
                found[below, m], found[below, n] = cy, dy
    return found


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
