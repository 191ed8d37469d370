"""The text part alone: which offers are nearest to each ask."""

from collections.abc import Sequence

import numpy as np

from matching.texts.encoders import best_encoder
from matching.texts.text import Encoder, Floats, tidy

# Asks compared at a time, which bounds memory.
_AT_A_TIME = 512
# About what a text speaks for itself. An offer that is what somebody asks for in all ways may suit
# others, too, and is taken from them no more than that.
_SURE = 10.0


def nearest(
    asks: Sequence[str], offers: Sequence[str], *, top: int, encoder: Encoder = best_encoder
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
        For each ask the positions of offers and the evidence for them (natural log-odds),
        the nearest first; equal ones in the order given.

    Notes
    -----
    From the evidence for an offer half of its popularity with all asks together is taken
    away, since some texts are near to everything.

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
    blocks = [left[start : start + _AT_A_TIME] for start in range(0, len(left), _AT_A_TIME)]
    odds = sum(_odds(space.evidence(block, right)).sum(axis=0) for block in blocks)
    popular = np.log1p(odds) / 2
    return [best for block in blocks for best in _best(space.evidence(block, right) - popular, top)]


def _odds(evidence: Floats) -> Floats:
    return np.asarray(np.exp(np.minimum(evidence, _SURE)))


def _best(evidence: Floats, top: int) -> list[list[tuple[int, float]]]:
    order = np.argsort(-evidence, axis=1, kind="stable")[:, :top]
    near = np.take_along_axis(evidence, order, axis=1)
    return [
        list(zip(at, scores, strict=True))
        for at, scores in zip(order.tolist(), near.tolist(), strict=True)
    ]
