"""Types of what Python code hands over, looked at once, where a value is made.

Files are read by `matching.files`, which names faults by their place there.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from matching.errors import InvalidValue

if TYPE_CHECKING:
    from matching.types import Want

Kinds = type | tuple[type, ...]

WHOLE: Kinds = (int, np.integer)
NUMBER: Kinds = (int, float, np.integer, np.floating)


def require(path: str, given: object, kinds: Kinds, wanted: str) -> None:
    """Refuse a value of another type, which would fail far away or count in silence.

    Parameters
    ----------
    path : str
        What the fault will name.
    given : object
        The value.
    kinds : type or tuple of type
        What it may be.
    wanted : str
        The same in words.

    Raises
    ------
    InvalidValue
        If it is something else.

    Examples
    --------
    >>> require("rounds", "2", WHOLE, "a whole number")
    Traceback (most recent call last):
    matching.errors.InvalidValue: rounds: must be a whole number, not a str
    """
    if not isinstance(given, kinds):
        msg = f"{path}: must be {wanted}, not a {type(given).__name__}"
        raise InvalidValue(msg)


def require_fields(of: object, names: Iterable[str], kinds: Kinds, wanted: str) -> None:
    """Refuse fields of another type; the fault names the field, and of whom it is."""
    for name in names:
        given = getattr(of, name)
        if not isinstance(given, kinds):
            require(f"{name} of {getattr(of, 'id', None)!r}", given, kinds, wanted)


def require_texts(of: object, names: Iterable[str]) -> None:
    """Refuse fields that are no texts in a row; a text alone would be read letter by letter.

    Lists are taken, too, as whoever tries something out writes them.
    """
    for name in names:
        given = getattr(of, name)
        if not (isinstance(given, tuple | list) and all(isinstance(one, str) for one in given)):
            msg = f"{name} of {getattr(of, 'id', None)!r}: must be a tuple of texts"
            raise InvalidValue(msg)


def require_wants(of: object, names: Sequence[str], kind: "type[Want]") -> None:
    """Refuse offers and asks that are none, such as texts alone."""
    for name in names:
        given = getattr(of, name)
        is_sound = isinstance(given, tuple | list) and all(
            isinstance(one, kind)
            and isinstance(one.words, str)
            and isinstance(one.skills, tuple | list)
            for one in given
        )
        if not is_sound:
            msg = f"{name} of {getattr(of, 'id', None)!r}: must be a tuple of Want(words, skills)"
            raise InvalidValue(msg)
