"""Checks of the parts of an evening; each takes the path that a fault will name."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NoReturn

from matching.errors import InvalidValue
from matching.field_types import WHOLE, require
from matching.types import Pair, PersonId

Ids = Collection[PersonId]

# Tables that a place has where nobody says how many, or as many as there are people; all up to
# the last that somebody has a seat at are laid. And rounds that anybody can have sat out.
_TABLES, _TIMES = 1_000, 1_000


def _refuse(path: str, fault: str) -> NoReturn:
    msg = f"{path}: {fault}"
    raise InvalidValue(msg)


def each_once(path: str, names: Sequence[PersonId]) -> frozenset[PersonId]:
    """Check that no id is there twice, and give them all.

    Parameters
    ----------
    path : str
        Where they stand.
    names : sequence of str
        The ids.

    Returns
    -------
    ids : frozenset of str
        All of them.
    """
    first: dict[PersonId, int] = {}
    for i, name in enumerate(names):
        if first.setdefault(name, i) != i:
            fault = f"{name!r} is the id of {path}[{first[name]}] already"
            _refuse(f"{path}[{i}].id", fault)
    return frozenset(first)


def not_more(path: str, given: int, most: int) -> None:
    """Check that a number is not beyond what can be planned."""
    if given > most:
        _refuse(path, f"must be at most {most}, and is {given}")


def known(path: str, names: Iterable[PersonId], ids: Ids) -> None:
    """Check that all named are attendees."""
    for name in names:
        if name not in ids:
            _refuse(path, f"nobody has the id {name!r}")


def round_number(path: str, number: int, rounds: int) -> None:
    """Check that a round is one of those to be planned."""
    require(f"{path}[{number!r}]", number, WHOLE, "the number of a round")
    if not 0 <= number < rounds:
        fault = f"there is no such round; they are counted from 0 to {rounds - 1}"
        _refuse(f"{path}[{number}]", fault)


def ordered(path: str, given: Iterable[Pair]) -> None:
    """Check that pairs are in id order: otherwise they would silently break a rule."""
    for a, b in given:
        if not a < b:
            _refuse(path, f"the pair ({a!r}, {b!r}) is not in id order")


def pairs(path: str, given: Iterable[Pair], ids: Ids) -> None:
    """Check pairs of attendees."""
    ordered(path, given)
    for both in given:
        known(path, both, ids)


def worths(path: str, given: Mapping[Pair, float], ids: Ids, *, most: float) -> None:
    """Check what pairs are worth."""
    pairs(path, given, ids)
    for (a, b), value in given.items():
        if not math.isfinite(value):
            _refuse(path, f"the worth of ({a!r}, {b!r}) is {value}, no number")
        if abs(value) > most:
            _refuse(path, f"the worth of ({a!r}, {b!r}) is {value:g}, beyond {most:g}")


def groups(
    path: str,
    given: Sequence[frozenset[PersonId]],
    ids: Ids,
    *,
    most: int,
    apart: frozenset[Pair],
) -> tuple[frozenset[PersonId], ...]:
    """Check groups of people who stay together, and make one of those that share somebody.

    Parameters
    ----------
    path : str
        Where they stand.
    given : sequence of frozenset of str
        The groups.
    ids : collection of str
        All attendees.
    most : int
        Most people at a table.
    apart : frozenset of pair
        Who never shares a table.

    Returns
    -------
    groups : tuple of frozenset of str
        As given where nobody is in two, and else each at the place of its first one.
    """
    joined: dict[frozenset[PersonId], list[int]] = {}
    for i, group in enumerate(given):
        known(f"{path}[{i}]", sorted(group), ids)
        touched = [one for one in joined if one & group]
        places = sorted(sum((joined.pop(one) for one in touched), [i]))
        joined[group.union(*touched)] = places
    for group, places in joined.items():
        _group(", ".join(f"{path}[{i}]" for i in places), group, most=most, apart=apart)
    return tuple(sorted(joined, key=lambda group: joined[group]))


def _group(where: str, group: frozenset[PersonId], *, most: int, apart: frozenset[Pair]) -> None:
    """Check that people can stay together, and none of them stays away from another."""
    if len(group) > most:
        _refuse(where, f"{len(group)} people do not fit at a table of {most}")
    for a, b in sorted(apart):
        if a in group and b in group:
            _refuse(where, f"{a!r} and {b!r} are kept apart")


def seats(path: str, given: Mapping[PersonId, int], ids: Ids, *, tables: int | None) -> None:
    """Check where some people must sit."""
    known(path, given, ids)
    most = max(_TABLES, len(ids)) if tables is None else tables
    for name, table in given.items():
        require(f"{path}.{name}", table, WHOLE, "a whole number")
        if not 0 <= table < most:
            fault = f"there is no table {table}; they are counted from 0 to {most - 1}"
            _refuse(f"{path}.{name}", fault)


def counts(path: str, given: Mapping[PersonId, int], ids: Ids) -> None:
    """Check what is counted of some people."""
    known(path, given, ids)
    for name, times in given.items():
        if not 0 <= times <= _TIMES:
            _refuse(f"{path}.{name}", f"nobody does so {times} times")


def tables(path: str, given: Sequence[Sequence[PersonId]], ids: Ids) -> None:
    """Check a round: only attendees, each at one table."""
    seen: dict[PersonId, int] = {}
    for i, table in enumerate(given):
        known(f"{path}[{i}]", table, ids)
        for name in table:
            if name in seen:
                _refuse(f"{path}[{i}]", f"{name!r} is seated at {path}[{seen[name]}] already")
            seen[name] = i
