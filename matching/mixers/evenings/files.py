"""Reading a mixer from a file: every fault is named by its path, such as ``attendees[3].id``."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from matching.errors import InvalidFile, InvalidValue
from matching.files import values
from matching.files.documents import read_document
from matching.files.values import Json
from matching.mixers.evenings import seat_checks as check
from matching.mixers.evenings import values as parts
from matching.mixers.evenings.evening import MOST_PEOPLE, MOST_WORTH, Attendee, Evening
from matching.types import Pair, PersonId, pair


@dataclass(frozen=True, slots=True)
class Mixer:
    """What a file of a mixer holds.

    Parameters
    ----------
    evening : Evening
        Who comes, and the rules.
    ids : dict of str to (str or int)
        Each id as it was written.
    unknown : list of str
        Names of fields that nobody here understands, each once.
    """

    evening: Evening
    ids: dict[PersonId, str | int]
    unknown: list[str]


def read_mixer(path: Path) -> Mixer:
    """Read a mixer from a JSON file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    mixer : Mixer
        The evening it describes.

    Raises
    ------
    InvalidFile
        If the file cannot be read.
    InvalidValue
        If something in it is not what it must be.
    """
    return mixer_of(read_document(path))


def mixer_of(given: Json) -> Mixer:
    """Turn what a JSON file holds into an evening.

    Parameters
    ----------
    given : dict
        Whatever the file holds.

    Returns
    -------
    mixer : Mixer
        The evening it describes.

    Raises
    ------
    InvalidValue
        If something is not what it must be.

    Examples
    --------
    >>> mixer_of({"attendees": [{"id": 1}, {"id": 1}], "rounds": 2, "table_size": 2})
    Traceback (most recent call last):
    matching.errors.InvalidValue: attendees[1].id: '1' is the id of attendees[0] already
    """
    record = values.record("the mixer", given)
    people = _people(record)
    ids = {str(one["id"]): one["id"] for one in people}
    said: dict[str, Any] = {
        name: read(name, record[name])
        for name, read in _READERS.items()
        if record.get(name) is not None
    }
    for name in ("rounds", "table_size"):
        if name not in said:
            raise InvalidFile(name, "is missing")
    smallest = next((name for name in _SMALLEST if record.get(name) is not None), "table_size")
    said |= {
        "attendees": tuple(_attendee(f"attendees[{i}]", one) for i, one in enumerate(people)),
        "worth": _worth(record, [str(one["id"]) for one in people]),
        "allow_repeats": _allows_repeats(record),
        "smallest_table": values.count(smallest, record[smallest]),
    }
    try:
        evening = Evening(**{"sit_out_allowed": 0, **said})
    except InvalidValue as error:
        # By the name that the file has for it.
        raise InvalidValue(str(error).replace("smallest_table", smallest)) from None
    return Mixer(evening, ids, sorted(_unknown(record, people)))


# In rooms of these kinds repeats are counted, and forbidden in no other way.
_COUNTED = frozenset({"golfer", "mdgp"})


def _allows_repeats(record: dict[str, Json]) -> bool:
    given, kind = record.get("allow_repeats"), record.get("kind")
    is_allowed = given is not None and values.flag("allow_repeats", given)
    return is_allowed or (kind is not None and values.text("kind", kind) in _COUNTED)


def _unknown(record: dict[str, Json], people: list[dict[str, Json]]) -> set[str]:
    of_people = {name for one in people for name in one.keys() - OF_PEOPLE.keys()}
    of_people.update(name for one in people for name in values.unknown_of_wants(one))
    return (record.keys() - KNOWN) | {f"attendees.{name}" for name in of_people}


def _people(record: dict[str, Json]) -> list[dict[str, Json]]:
    """List the people; a room that only counts them has numbers for ids."""
    if record.get("attendees") is None:
        if "n" not in record:
            path = "attendees"
            raise InvalidFile(path, "is missing")
        n = values.count("n", record["n"])
        check.not_more("n", n, MOST_PEOPLE)
        return [{"id": i} for i in range(n)]
    listed = [
        values.record(f"attendees[{i}]", one)
        for i, one in enumerate(values.items("attendees", record["attendees"]))
    ]
    for i, one in enumerate(listed):
        path = f"attendees[{i}].id"
        if "id" not in one:
            raise InvalidFile(path, "is missing")
        values.person_id(path, one["id"])
    if record.get("n") not in (None, len(listed)):
        path = "n"
        raise InvalidFile(path, f"is for rooms without attendees, of whom there are {len(listed)}")
    return listed


def _attendee(path: str, record: dict[str, Json]) -> Attendee:
    said = {
        name: read(f"{path}.{name}", record[name])
        for name, read in OF_PEOPLE.items()
        if record.get(name) is not None
    }
    return Attendee(**said)


def _worth(record: dict[str, Json], ids: list[PersonId]) -> dict[Pair, float] | None:
    """Read what pairs are worth: all the same, or the upper half of a table, row by row."""
    given = record.get("weights")
    if given is None:
        return None
    weights = values.record("weights", given)
    both = [pair(a, b) for a, b in combinations(ids, 2) if a != b]
    if weights.get("kind") == "ones":
        return dict.fromkeys(both, 1.0)
    path = "weights.upper"
    upper = values.items(path, weights.get("upper"))
    if len(upper) != len(ids) * (len(ids) - 1) // 2:
        wanted = len(ids) * (len(ids) - 1) // 2
        raise InvalidFile(path, f"must have {wanted} numbers, and has {len(upper)}")
    read = [_level(f"{path}[{k}]", one) for k, one in enumerate(upper)]
    return dict(zip(both, read, strict=False))


def _level(path: str, given: Json) -> float:
    """Read what a pair is worth; of huge numbers not even the sum would be one."""
    level = values.number(path, given)
    if abs(level) > MOST_WORTH:
        raise InvalidFile(path, f"must be from {-MOST_WORTH:g} to {MOST_WORTH:g}, and is {level:g}")
    return level


OF_PEOPLE: dict[str, Callable[[str, Json], Any]] = {
    "id": values.person_id,
    "company": values.code,
    "industry": values.code,
    "role": values.code,
    "offers": values.wants,
    "asks": values.wants,
    "interests": values.texts,
    "bio": values.text,
}
_READERS: dict[str, Callable[[str, Json], Any]] = {
    "rounds": values.count,
    "table_size": values.count,
    "tables": values.count,
    "competitors": parts.pairs,
    "keep_apart": parts.pairs,
    "keep_together": parts.groups,
    "fixed": parts.seats,
    "locked": parts.by_round(parts.seats),
    "absent": parts.by_round(parts.names),
    "history": parts.history,
    "met": parts.met,
    "about_to_start": parts.tables,
    "max_same_industry": values.count,
    "cross_role_only": values.flag,
    "sit_out_allowed": values.count,
    "sit_out_max_per_person": values.count,
    "sat_out": parts.seats,
}
_SMALLEST = ("min_table_size", "smallest_table")
KNOWN = frozenset({*_READERS, "attendees", "n", "weights", "allow_repeats", "kind", *_SMALLEST})
