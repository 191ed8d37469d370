"""What belongs to one trade means something near: each text moves a little towards its trades."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matching.texts.keywords import keyword_cosine
from matching.texts.text import Floats
from matching.texts.trade_meanings import PARTS, trade_meanings
from matching.texts.trades import trades

_WORD = re.compile(r"[^\W_]+")
# Measured on one half of everyday asks, skills in other words, tags and duties that were written
# for it, and confirmed on the other: how far a text moves, how much its words count beside its
# meaning, how sharply the best trades stand out, and from where on a text has to do with a trade.
_MOVES, _BY_WORDS, _SHARP = np.float32(0.2), 0.5, 25.0
_TELLS, _STEEP = 0.7, 20.0
# A single word is often the name of a tool, which is no trade though its name sounds like one.
_SINGLE = np.float32(0.5)
# Less is nothing, so that most texts with no trade stay what they are.
_LEAST = 0.05
# Vectors and weights are whole multiples of one part in so many, so that sums of products are the
# same in whatever order, and however many texts are read together.
_FINE, _STEPS = 2_048, 64


def towards_trades(vectors: Floats, texts: Sequence[str]) -> Floats:
    """Move what texts mean a little towards what is done in the trades that they have to do with.

    Parameters
    ----------
    vectors : ndarray of shape (n, d), dtype=float32
        What the texts mean, as the trades were read; of length 1, or 0.
    texts : sequence of str
        The texts, tidied.

    Returns
    -------
    vectors : ndarray of shape (n, d), dtype=float32
        Of length 1, or 0.

    Notes
    -----
    The model knows little of what belongs together at work: to it, "lay bricks" is no nearer to
    "build walls" than to other stones. The list of trades does know. Texts about no trade stay.
    """
    share, tells = _trades(vectors, texts)
    does = trade_meanings()[: len(trades())]
    towards = _unit(share @ does)
    single = np.array([len(_WORD.findall(text)) < 2 for text in texts])  # noqa: PLR2004 - one word
    moved = tells * np.where(single, _SINGLE, 1).astype(np.float32) * _MOVES
    moved = np.where(vectors.any(axis=1), moved, 0)
    return _unit(vectors + moved[:, None] * towards)


def _trades(vectors: Floats, texts: Sequence[str]) -> tuple[Floats, Floats]:
    """Say which trades texts have to do with, in whole numbers, and how surely with any."""
    known, count = trade_meanings(), len(trades())
    near = (np.rint(vectors * _FINE) @ known.T).astype(np.float64) / (_FINE * PARTS)
    speaks = np.maximum(near[:, :count], near[:, count:]) + _BY_WORDS * keyword_cosine(texts)
    best = speaks.max(axis=1, keepdims=True)
    odds: npt.NDArray[np.float64] = np.exp(_SHARP * (speaks - best))
    share = np.rint(_STEPS * odds / odds.sum(axis=1, keepdims=True))
    tells = 1 / (1 + np.exp(-_STEEP * (best[:, 0] - _TELLS)))
    return share.astype(np.float32), np.where(tells >= _LEAST, tells, 0).astype(np.float32)


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.divide(vectors, length, out=np.zeros_like(vectors), where=length > 0))
