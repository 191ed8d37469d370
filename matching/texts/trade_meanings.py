"""What the sentence model reads in the list of trades, kept as a file: to read it takes seconds."""

import functools
from pathlib import Path

import numpy as np

from matching.texts.text import Floats
from matching.texts.trades import trades

_WIDTH = 384
KEPT = Path(__file__).with_name("trades.npy")
"""Rows of one byte a number, made anew by ``make trades``."""

# No number of a vector is so large that it would not fit into a byte then.
PARTS = 440
"""Numbers are whole multiples of one part in so many."""


@functools.cache
def trade_meanings() -> Floats:
    """Give what the trades mean.

    Returns
    -------
    meanings : ndarray of shape (2 t, d), dtype=float32
        In whole numbers: what is done in each trade, then the usual name of each.

    Raises
    ------
    ValueError
        Where the list is another one than was read.
    """
    kept = np.load(KEPT)
    if kept.shape != (2 * len(trades()), _WIDTH):
        msg = f"{KEPT.name} was made of another list; make trades makes it anew"
        raise ValueError(msg)
    return np.asarray(kept, dtype=np.float32)
