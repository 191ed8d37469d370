"""Readers of what a mixer's file says of pairs, groups, seats and rounds; each takes its path."""

from collections.abc import Callable
from typing import Any

from matching.errors import InvalidFile
from matching.files import values
from matching.files.values import Json
from matching.mixers.evenings.evening import Round
from matching.types import Pair, PersonId, pair


def pairs(path: str, given: Json) -> frozenset[Pair]:
    """Read pairs of names."""
    return frozenset(_pair(f"{path}[{i}]", one) for i, one in enumerate(values.items(path, given)))


def _pair(path: str, given: Json) -> Pair:
    both = values.items(path, given)
    if len(both) != 2:  # noqa: PLR2004 - a pair
        raise InvalidFile(path, f"must name two, and names {len(both)}")
    a, b = (values.person_id(f"{path}[{i}]", one) for i, one in enumerate(both))
    if a == b:
        raise InvalidFile(path, f"names {a!r} twice")
    return pair(a, b)


def names(path: str, given: Json) -> frozenset[PersonId]:
    """Read some ids."""
    listed = enumerate(values.items(path, given))
    return frozenset(values.person_id(f"{path}[{i}]", one) for i, one in listed)


def groups(path: str, given: Json) -> tuple[frozenset[PersonId], ...]:
    """Read groups of ids."""
    return tuple(names(f"{path}[{i}]", one) for i, one in enumerate(values.items(path, given)))


def seats(path: str, given: Json) -> dict[PersonId, int]:
    """Read the tables of some people."""
    return {
        name: values.count(f"{path}.{name}", table)
        for name, table in values.record(path, given).items()
    }


def by_round(read: Callable[[str, Json], Any]) -> Callable[[str, Json], dict[int, Any]]:
    """Read something for some rounds."""

    def rounds(path: str, given: Json) -> dict[int, Any]:
        found: dict[int, Any] = {}
        for name, one in values.record(path, given).items():
            number = _round_number(path, name)
            if number in found:
                raise InvalidFile(path, f"names round {number} twice")
            found[number] = read(f"{path}[{name}]", one)
        return found

    return rounds


def _round_number(path: str, name: str) -> int:
    if not name.isdecimal():
        raise InvalidFile(path, f"{name!r} is not the number of a round")
    return int(name)


def tables(path: str, given: Json) -> Round:
    """Read who sits at each table."""
    return tuple(
        tuple(
            values.person_id(f"{path}[{i}][{k}]", one)
            for k, one in enumerate(values.items(f"{path}[{i}]", table))
        )
        for i, table in enumerate(values.items(path, given))
    )


def history(path: str, given: Json) -> tuple[Round, ...]:
    """Read the rounds that were played."""
    return tuple(tables(f"{path}[{i}]", one) for i, one in enumerate(values.items(path, given)))


def met(path: str, given: Json) -> dict[Pair, int]:
    """Read who knows whom from before."""
    return dict.fromkeys(pairs(path, given), 0)
