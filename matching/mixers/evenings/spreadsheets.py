"""Reading the people of a mixer from a CSV file."""

from pathlib import Path

from matching.errors import InvalidFile, InvalidValue
from matching.files.documents import read_table
from matching.mixers.evenings.evening import Attendee, Evening
from matching.mixers.evenings.files import Mixer
from matching.types import Want

_COLUMNS = frozenset({"id", "name", "company", "industry", "role", "offers", "asks"})


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
    columns, rows = read_table(path)
    if not rows:
        raise InvalidFile(str(path), "names nobody below its first line")
    key = next((name for name in ("id", "name") if name in columns), None)
    if key is None:
        raise InvalidFile(str(path), "needs a column id or name")
    people = tuple(_attendee(f"line {i}", key, row) for i, row in rows.items())
    evening = Evening(attendees=people, rounds=rounds, table_size=table_size)
    unknown = sorted(set(columns) - _COLUMNS - {""})
    return Mixer(evening, {person.id: person.id for person in people}, unknown)


def _attendee(path: str, key: str, row: dict[str, str]) -> Attendee:
    said = {name: value.strip() for name, value in row.items()}
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
