"""Files that come in and go out: JSON and CSV as plain values, or one clear fault."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from matching.errors import InvalidFile
from matching.files.values import Json

# Enough for any text; what lies behind its first page is not read anyway.
_LONGEST_CELL = 100_000_000


def read_document(path: Path) -> Json:
    """Read a JSON file.

    Parameters
    ----------
    path : Path
        The file, in UTF-8; a byte order mark before it does not matter.

    Returns
    -------
    given : Json
        Whatever it holds.

    Raises
    ------
    InvalidFile
        If it cannot be read, is not JSON, or has a name twice in one object.
    """
    with _naming(path, "JSON"):
        given: Json = json.loads(
            path.read_text(encoding="utf-8-sig"), object_pairs_hook=_object, parse_int=_whole
        )
    return given


def read_table(path: Path) -> tuple[list[str], dict[int, dict[str, str]]]:
    """Read a CSV file.

    Parameters
    ----------
    path : Path
        The file, in UTF-8, with the names of the columns in its first line; a byte order mark
        before it does not matter.

    Returns
    -------
    columns : list of str
        Their names.
    rows : dict of int to dict of str to str
        What stands in each column, by the number of the line; empty where a row is too short.

    Raises
    ------
    InvalidFile
        If it cannot be read, is not CSV, has a column twice, or a row is longer than the first;
        and if something else than commas stands between its columns.
    """
    with (
        _naming(path, "CSV"),
        _long_cells(),
        path.open(encoding="utf-8-sig", newline="") as file,
    ):
        reader = csv.DictReader(file, restval="", strict=True)
        columns = list(reader.fieldnames or ())
        if len(columns) == 1:
            _require_commas(path, columns[0])
        for name in columns:
            if name and columns.count(name) > 1:
                raise InvalidFile(str(path), f"has the column {name!r} twice")
        rows = {}
        for row in reader:
            if None in row:
                fault = f"line {reader.line_num} has more cells than the first"
                raise InvalidFile(str(path), f"{fault}; put quotes around commas")
            rows[reader.line_num] = row
    return columns, rows


def _require_commas(path: Path, line: str) -> None:
    """Say what is wrong with a file as programs write it where commas part the decimals."""
    for mark, named in ((";", "semicolons"), ("\t", "tabs")):
        if mark in line:
            raise InvalidFile(str(path), f"has {named} between its columns, and needs commas")


def write(path: Path | None, text: str) -> None:
    """Write a text to a file, or to the output where none is named.

    Parameters
    ----------
    path : Path or None
        The file.
    text : str
        What goes into it; half a character, which no file can hold, is written the way JSON
        names it.

    Raises
    ------
    InvalidFile
        If it cannot be written.
    """
    writable = text.encode("utf-8", "backslashreplace").decode("utf-8")
    if path is None and sys.stdout is None:
        place = "the output"
        raise InvalidFile(place, "is closed")
    try:
        if path is None:
            if isinstance(sys.stdout, io.TextIOWrapper):  # in UTF-8 as files are, wherever it runs
                sys.stdout.reconfigure(encoding="utf-8")
            sys.stdout.write(writable)
            sys.stdout.flush()
        else:
            path.write_text(writable, encoding="utf-8")
    except OSError as error:
        place = "the output" if path is None else str(path)
        raise InvalidFile(place, error.strerror or "cannot be written") from error


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be long; the limit is one for all that this process reads, so it is put back."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


@contextmanager
def _naming(path: Path, kind: str) -> Iterator[None]:
    """Say of a fault in a file which file it is."""
    try:
        yield
    except InvalidFile:
        raise
    except OSError as error:
        raise InvalidFile(str(path), error.strerror or "cannot be read") from error
    except RecursionError as error:
        raise InvalidFile(str(path), "holds lists within lists, too deep to be read") from error
    except (UnicodeDecodeError, json.JSONDecodeError, csv.Error) as error:
        raise InvalidFile(str(path), f"is not {kind} in UTF-8: {error}") from error
    except ValueError as error:
        raise InvalidFile(str(path), str(error)) from error


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Refuse an object of which a part would be lost."""
    named = dict(pairs)
    if len(named) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        msg = f"an object has {twice!r} twice"
        raise ValueError(msg)
    return named


def _whole(digits: str) -> int:
    """Refuse a number that is longer than Python reads."""
    try:
        return int(digits)
    except ValueError as error:
        msg = f"holds a number of {len(digits)} digits"
        raise ValueError(msg) from error
