"""Compiling ahead: whoever asks first should not wait for machine code to be made."""

import numpy as np

from matching.choosing.pairing import pair_up
from matching.introductions import choose
from matching.mixers import tables
from matching.mixers.evenings.evening import Attendee, Evening
from matching.mixers.evenings.worths import worth_of
from matching.types import History, Person, Want
from matching.wants.scatter_gather import put
from matching.worth.candidates import Edges

# In rooms of more than 500 other steps are taken.
_MANY = 501


def warm() -> None:
    """Load and compile all that introductions and evenings need; a moment where it is kept.

    Examples
    --------
    >>> warm()
    """
    warm_introductions()
    tables.warm()


def warm_introductions() -> None:
    """Load and compile what introductions need; `tables.warm` is its like for evenings.

    Two processes that begin with one each are done in little more than half the time.

    Examples
    --------
    >>> warm_introductions()
    """
    offers, asks = (Want(words="drawing maps"),), (Want(words="somebody who draws maps"),)
    for limit in (1, 2):  # of three who may meet once, one is left over: that takes more steps
        people = [
            Person(id=name, offers=offers, asks=asks, industry=name, limit=limit) for name in "abc"
        ]
        choose(people, History())
    # An evening needs the same of all pairs.
    evening = Evening(attendees=tuple(Attendee(id=name) for name in "abc"), rounds=1, table_size=3)
    worth_of(evening)
    # What only rooms with many people come to.
    cell, place = np.zeros((1, 1), dtype=np.float32), np.zeros(1, dtype=np.intp)
    put(cell, place, place, cell)
    _pair_up_many()


def _pair_up_many() -> None:
    """Choose among so many, of whom three by three may meet, that each third is left over."""
    one = np.arange(_MANY)
    ends = np.stack([one, one // 3 * 3 + (one + 1) % 3])
    edges = Edges(ends.min(axis=0), ends.max(axis=0), np.full(_MANY, 0.5))
    pair_up(edges, [1] * _MANY, [0] * _MANY)
