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
    offers, asks = (Want(words="drawing maps"),), (Want(words="somebody who draws maps"),)
    people = [Person(id=name, offers=offers, asks=asks, industry=name) for name in "abc"]
    choose(people, History())
    tables.warm()
