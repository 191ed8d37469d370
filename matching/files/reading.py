"""Reading people from a file: every fault is named by its path, such as ``people[3].asks``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching.errors import InvalidFile
from matching.files import values
from matching.files.documents import read_document
from matching.files.values import Json
from matching.types import History, Pair, Person, PersonId, pair


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a file of people holds.

    Parameters
    ----------
    people : list of Person
        In the order of the file.
    history : History
        Who is connected, has declined, or is blocked.
    ids : dict of str to (str or int)
        Each id as it was written.
    unknown : list of str
        Names of fields that nobody here understands, each once; those of an ask or an offer
        behind its name.
    """

    people: list[Person]
    history: History
    ids: dict[PersonId, str | int]
    unknown: list[str]


def read_people(path: Path, *, limit: int) -> Crowd:
    """Read a file of people.

    Parameters
    ----------
    path : Path
        A JSON file with a list of people.
    limit : int
        How many introductions each person may have who says nothing about it.

    Returns
    -------
    crowd : Crowd
        The people and what is known of pairs.

    Raises
    ------
    InvalidFile
        If the file cannot be read, or something in it is not what it must be.
    """
    return crowd_of(read_document(path), limit=limit)


def crowd_of(given: Json, *, limit: int) -> Crowd:
    """Turn the list of people in a JSON file into values.

    Parameters
    ----------
    given : list of dict
        Whatever the file holds.
    limit : int
        How many introductions each person may have who says nothing about it.

    Returns
    -------
    crowd : Crowd
        The people and what is known of pairs.

    Raises
    ------
    InvalidFile
        If something is not what it must be.

    Examples
    --------
    >>> crowd_of([{"id": 1, "asks": "tea"}], limit=1)
    Traceback (most recent call last):
    matching.errors.InvalidFile: people[0].asks: must be a list, not a text
    """
    records = [
        values.record(f"people[{i}]", one) for i, one in enumerate(values.items("people", given))
    ]
    ids = _ids(records)
    people = [_person(f"people[{i}]", one, limit) for i, one in enumerate(records)]
    unknown = sorted({name for one in records for name in _unknown(one)})
    return Crowd(people, _history(records, ids), ids, unknown)


def _unknown(one: dict[str, Json]) -> Iterator[str]:
    yield from one.keys() - KNOWN
    yield from values.unknown_of_wants(one)


def _ids(records: list[dict[str, Json]]) -> dict[PersonId, str | int]:
    ids: dict[PersonId, str | int] = {}
    for i, record in enumerate(records):
        path = f"people[{i}].id"
        if "id" not in record:
            raise InvalidFile(path, "is missing")
        name = values.person_id(path, record["id"])
        if name in ids:
            raise InvalidFile(path, f"{record['id']!r} is somebody else's id already")
        ids[name] = record["id"]
    return ids


def _person(path: str, record: dict[str, Json], limit: int) -> Person:
    said = {
        name: read(f"{path}.{name}", record[name])
        for name, read in _READERS.items()
        if record.get(name) is not None
    }
    return Person(**{"limit": limit, **said})


def _history(records: list[dict[str, Json]], ids: Mapping[PersonId, str | int]) -> History:
    met: dict[Pair, int] = {}
    apart: dict[str, set[Pair]] = {"declined": set(), "blocked": set()}
    for i, record in enumerate(records):
        me = str(record["id"])
        for name in ("connected", *apart):
            path = f"people[{i}].{name}"
            for k, other in enumerate(values.items(path, _said(record, name, []))):
                both = _between(f"{path}[{k}]", me, other, ids)
                if name == "connected":
                    met.setdefault(both, 0)
                else:
                    apart[name].add(both)
        met |= _last_met(f"people[{i}].last_met", me, _said(record, "last_met", {}), ids)
    blocked, refused = frozenset(apart["blocked"]), frozenset(apart["declined"])
    return History(met=met, refused=refused, blocked=blocked)


def _said(record: dict[str, Json], name: str, otherwise: Json) -> Json:
    """Give a value that may be left out; null is the same as leaving it out."""
    return otherwise if record.get(name) is None else record[name]


def _last_met(
    path: str, me: PersonId, given: Json, ids: Mapping[PersonId, str | int]
) -> dict[Pair, int]:
    return {
        _between(f"{path}.{other}", me, other, ids): values.count(f"{path}.{other}", days)
        for other, days in values.record(path, given).items()
    }


def _between(path: str, me: PersonId, other: Json, ids: Mapping[PersonId, str | int]) -> Pair:
    name = values.person_id(path, other)
    if name not in ids:
        raise InvalidFile(path, f"nobody has the id {other!r}")
    if name == me:
        raise InvalidFile(path, "names the person themselves")
    return pair(me, name)


_READERS: dict[str, Callable[[str, Json], Any]] = {
    "id": values.person_id,
    "industry": values.code,
    "industry_group": values.code,
    "company": values.text,
    "offers": values.wants,
    "asks": values.wants,
    "interests": values.texts,
    "bio": values.text,
    "zone": values.code,
    "limit": values.count,
    "had_today": values.count,
    "left_out_days": values.count,
    "is_newcomer": values.flag,
    "competitors": values.texts,
    "reach": values.share,
    "weights": values.weights,
}
KNOWN = frozenset(_READERS) | {"connected", "declined", "blocked", "last_met"}
