"""What the sentence model reads in the list of trades, kept as a file: to read it takes seconds."""

import functools
from pathlib import Path

import numpy as np
import numpy.typing as npt

from matching.texts.sentence_vectors import SENTENCES, WIDTH
from matching.texts.text import Floats, tidy
from matching.texts.trades import trades

KEPT = Path(__file__).with_name("trades.npy")
"""Rows of one byte a number, made anew by ``make trades``."""

# No number of a vector is so large that it would not fit into a byte then.
PARTS = 480
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
    if kept.shape != (2 * len(trades()), WIDTH):
        msg = f"{KEPT.name} was made of another list; make trades makes it anew"
        raise ValueError(msg)
    return np.asarray(kept, dtype=np.float32)


def read_trades() -> npt.NDArray[np.int8]:
    """Read the list by the sentence model.

    Returns
    -------
    meanings : ndarray of shape (2 t, d), dtype=int8
        As they are kept.
    """
    told = [trade.does.replace(";", ",") for trade in trades()]
    named = [trade.names[0] for trade in trades()]
    read = np.array(SENTENCES.read([tidy(text) for text in (*told, *named)]), dtype=np.float32)
    return np.clip(np.rint(read * PARTS), -127, 127).astype(np.int8)


def keep_trades() -> None:
    """Make the file anew, after the list or the edition of the reading has changed."""
    np.save(KEPT, read_trades())
