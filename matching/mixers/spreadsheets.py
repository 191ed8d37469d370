"""Reading the people of a mixer from a CSV file."""

import csv
from pathlib import Path

from matching.errors import InvalidFile, InvalidValue
from matching.mixers.evening import Attendee, Evening
from matching.mixers.files import Mixer
from matching.types import Want


def read_people(path: Path, *, table_size: int, rounds: int) -> Mixer:
    """Read the people of a mixer from a CSV file.

    Parameters
    ----------
    path : Path
        A file with a column ``id`` or ``name`` and, if known, ``company``, ``industry``,
        ``role``, ``offers`` and ``asks``; several offers or asks are divided by semicolons.
    table_size : int
        Most people at a table; where numbers are uneven, some tables have one less.
    rounds : int
        How many rounds to plan.

    Returns
    -------
    mixer : Mixer
        The evening.

    Raises
    ------
    InvalidFile
        If the file cannot be read.
    InvalidValue
        If something in it is not what it must be.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise InvalidFile(str(path), error.strerror or "cannot be read") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidFile(str(path), f"is not CSV in UTF-8: {error}") from error
    if not rows:
        raise InvalidFile(str(path), "names nobody below its first line")
    key = next((name for name in ("id", "name") if name in rows[0]), None)
    if key is None:
        raise InvalidFile(str(path), "needs a column id or name")
    people = tuple(_attendee(f"row {i}", key, row) for i, row in enumerate(rows, 2))
    evening = Evening(attendees=people, rounds=rounds, table_size=table_size)
    return Mixer(evening, {person.id: person.id for person in people})


def _attendee(path: str, key: str, row: dict[str, str | None]) -> Attendee:
    said = {name: value.strip() for name, value in row.items() if isinstance(value, str)}
    name = said.get(key, "")
    if not name:
        msg = f"{path}.{key}: is missing"
        raise InvalidValue(msg)
    return Attendee(
        id=name,
        company=said.get("company", ""),
        industry=said.get("industry", ""),
        role=said.get("role", ""),
        offers=_wants(said.get("offers", "")),
        asks=_wants(said.get("asks", "")),
    )


def _wants(cell: str) -> tuple[Want, ...]:
    return tuple(Want(words=words.strip()) for words in cell.split(";") if words.strip())
