"""Compiling ahead: whoever asks first should not wait for machine code to be made."""

from matching.introductions import choose
from matching.mixers import tables
from matching.types import History, Person, Want


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

    Two processes that begin with one each are done in two thirds of the time.

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
