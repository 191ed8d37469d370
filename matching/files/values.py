"""Readers of single values in a JSON file; each takes the path that a fault will name."""

import math
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, TypeVar

from matching.errors import InvalidFile, InvalidValue
from matching.rules import Weights
from matching.types import PersonId, Want

Value = TypeVar("Value")

# JSON may hold anything, so values are unknown until one of the readers below has looked.
Json = Any

_KINDS: dict[type, str] = {
    bool: "true or false",
    dict: "an object",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "a text",
    type(None): "nothing",
}


def _fault(path: str, wanted: str, given: Json) -> InvalidFile:
    return InvalidFile(path, f"must be {wanted}, not {_KINDS.get(type(given), 'that')}")


def _typed(path: str, given: Json, kind: type[Value], wanted: str) -> Value:
    # True is an int to Python, but not to whoever writes a file.
    if not isinstance(given, kind) or (isinstance(given, bool) and kind is not bool):
        raise _fault(path, wanted, given)
    return given


def record(path: str, given: Json) -> dict[str, Json]:
    """Read an object."""
    return _typed(path, given, dict, "an object")


def items(path: str, given: Json) -> list[Json]:
    """Read a list of anything."""
    return _typed(path, given, list, "a list")


def text(path: str, given: Json) -> str:
    """Read a text."""
    return _typed(path, given, str, "a text")


def code(path: str, given: Json) -> str:
    """Read a code, which may be written as a number."""
    return str(given) if type(given) is int else text(path, given)


def flag(path: str, given: Json) -> bool:
    """Read true or false."""
    return _typed(path, given, bool, "true or false")


def count(path: str, given: Json) -> int:
    """Read a whole number that is not negative."""
    if isinstance(given, float):
        raise InvalidFile(path, f"must be a whole number, and is {given}")
    number_given = _typed(path, given, int, "a whole number")
    if number_given < 0:
        raise InvalidFile(path, f"must not be negative, and is {number_given}")
    return number_given


def number(path: str, given: Json) -> float:
    """Read a number."""
    try:
        read = float(given) if type(given) is int else _typed(path, given, float, "a number")
    except OverflowError as error:
        raise InvalidFile(path, "is too large") from error
    if not math.isfinite(read):  # the JSON of Python knows NaN and Infinity
        raise InvalidFile(path, f"must be a number, and is {read}")
    return read


def share(path: str, given: Json) -> float:
    """Read a number from 0 to 1."""
    read = number(path, given)
    if not 0 <= read <= 1:
        raise InvalidFile(path, f"must be from 0 to 1, and is {read}")
    return read


def person_id(path: str, given: Json) -> PersonId:
    """Read a person's id, which may be written as a number."""
    if not isinstance(given, str | int) or isinstance(given, bool):
        raise _fault(path, "a text or a whole number", given)
    if given == "":
        raise InvalidFile(path, "must not be empty")
    return str(given)


def texts(path: str, given: Json) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(text(f"{path}[{i}]", one) for i, one in enumerate(items(path, given)))


def wants(path: str, given: Json) -> tuple[Want, ...]:
    """Read a list of offers or asks: texts, or objects with words, skills and kind."""
    return tuple(_want(f"{path}[{i}]", one) for i, one in enumerate(items(path, given)))


WANT_FIELDS = frozenset({"words", "skills", "kind"})
KINDS = ("client", "collaborator", "feedback", "hire", "mentor", "other", "supplier")
"""What an ask may look for; any other word would be passed over in silence."""


def unknown_of_wants(one: dict[str, Json]) -> Iterator[str]:
    """Name what is in a person's offers and asks, which have been read, and is not read."""
    for name in ("asks", "offers"):
        for want in one.get(name) or ():
            if isinstance(want, dict):
                yield from (f"{name}.{part}" for part in want.keys() - WANT_FIELDS)


def _want(path: str, given: Json) -> Want:
    if not isinstance(given, dict):
        return Want(words=text(path, given))
    said = {name: value for name, value in given.items() if value is not None}
    return Want(
        words=text(f"{path}.words", said.get("words", "")),
        skills=texts(f"{path}.skills", said.get("skills", [])),
        kind=_kind(f"{path}.kind", said.get("kind", "")),
    )


def _kind(path: str, given: Json) -> str:
    kind = text(path, given)
    if kind and kind not in KINDS:
        raise InvalidFile(path, f"is no kind of ask; there are {', '.join(KINDS)}")
    return kind


def weights(path: str, given: Json) -> Weights:
    """Read the weights of some parts of worth."""
    names = sorted(part.name for part in fields(Weights))
    levels = {name: number(f"{path}.{name}", level) for name, level in record(path, given).items()}
    for name in levels:
        if name not in names:
            at = f"{path}.{name}"
            raise InvalidFile(at, f"is no part of worth; there are {', '.join(names)}")
    try:
        return Weights(**levels)
    except InvalidValue as error:
        raise InvalidFile(path, str(error)) from error
