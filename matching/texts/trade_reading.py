"""Reads the list of trades by the sentence model, for the file in which its meanings are kept."""

import numpy as np
import numpy.typing as npt

from matching.texts.sentence_vectors import read_plainly
from matching.texts.text import tidy
from matching.texts.trade_meanings import KEPT, PARTS
from matching.texts.trades import trades


def read_trades() -> npt.NDArray[np.int8]:
    """Read the list by the sentence model.

    Returns
    -------
    meanings : ndarray of shape (2 t, d), dtype=int8
        As they are kept.
    """
    told = [trade.does.replace(";", ",") for trade in trades()]
    named = [trade.names[0] for trade in trades()]
    read = read_plainly([tidy(text) for text in (*told, *named)])
    return np.clip(np.rint(read * PARTS), -127, 127).astype(np.int8)


def keep_trades() -> None:
    """Make the file anew, after the list or the edition of the reading has changed."""
    np.save(KEPT, read_trades())
