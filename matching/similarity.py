"""The text part alone: which offers are nearest to each ask."""

from collections.abc import Sequence

import numpy as np

from matching.text import Encoder, n_grams, tidy

# Asks compared at a time, which bounds memory.
_AT_A_TIME = 512


def nearest(
    asks: Sequence[str], offers: Sequence[str], *, top: int, encoder: Encoder = n_grams
) -> list[list[tuple[int, float]]]:
    """Find the offers nearest to each ask.

    Parameters
    ----------
    asks, offers : sequence of str
        Texts as people write them.
    top : int
        How many offers for each ask.
    encoder : Encoder, optional
        Reads the texts.

    Returns
    -------
    nearest : list of list of (int, float)
        For each ask the positions of offers and their similarity, the nearest first;
        equal ones in the order given.

    Examples
    --------
    >>> [[(best, _)]] = nearest(["tax returns"], ["tea", "tax advice"], top=1)
    >>> best
    1
    """
    told = [tidy(text) for text in (*asks, *offers)]
    number = {text: i for i, text in enumerate(sorted(set(told)))}
    rows = np.array([number[text] for text in told], dtype=np.intp)
    space = encoder(list(number))
    left, right = rows[: len(asks)], rows[len(asks) :]
    found: list[list[tuple[int, float]]] = []
    for start in range(0, len(left), _AT_A_TIME):
        level = space.similarity(left[start : start + _AT_A_TIME], right)
        order = np.argsort(-level, axis=1, kind="stable")[:, :top]
        near = np.take_along_axis(level, order, axis=1)
        found += [
            list(zip(at, scores, strict=True))
            for at, scores in zip(order.tolist(), near.tolist(), strict=True)
        ]
    return found
