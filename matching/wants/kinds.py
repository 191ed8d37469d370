"""Which offers or asks of a room say the same, and whose they are."""

from dataclasses import dataclass

import numpy as np

from matching.people.features import Wants
from matching.texts.text import Floats, Rows
from matching.texts.text_numbers import Numbered


@dataclass(frozen=True, slots=True)
class Kinds:
    """Offers or asks of which the same words with the same tags are one kind.

    Parameters
    ----------
    kind : ndarray of shape (w,), dtype=intp
        The kind of each.
    names : Numbered
        What each kind says.
    example : ndarray of shape (k,), dtype=intp
        One of each kind.
    count : ndarray of shape (k,), dtype=float32
        How many there are of it.
    """

    kind: Rows
    names: Numbered
    example: Rows
    count: Floats


def kinds_of(wants: Wants) -> Kinds:
    """Find which offers or asks say the same.

    Parameters
    ----------
    wants : Wants
        All offers, or all asks.

    Returns
    -------
    kinds : Kinds
        In the order in which each is met first.
    """
    names, kind = wants.names.each_once()
    count = np.bincount(kind, minlength=len(names)).astype(np.float32)
    example = np.zeros(len(names), dtype=np.intp)
    example[kind[::-1]] = np.arange(len(kind))[::-1]
    return Kinds(kind, names, example, count)
