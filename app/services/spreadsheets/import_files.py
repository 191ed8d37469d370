"""From the bytes of a members file to its rows, whatever program wrote them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from app.services import texts
from app.services.errors import Refused
from app.services.spreadsheets.import_columns import field_named

MOST_BYTES = 4 * 1024 * 1024
MOST_ROWS = 2000
"""Writing them takes seconds, in which nobody else can write to SQLite."""
MOST_LINES = 200_000
"""Empty ones count, too: millions of them fit, and looking at each takes seconds."""
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
DELIMITERS = (",", ";", "\t")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_OTHER_KINDS = (
    (b"PK\x03\x04", "This is an Excel or other office file."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel file."),
    (b"%PDF", "This is a PDF."),
    (b"{\\rtf", "This is a text document."),
    (b"<", "This is a web page or an XML file."),
)
_CSV_WORDS = (
    ("field larger", "a cell never seems to end; perhaps a quotation mark is not closed"),
    ("unexpected end", "a quotation mark is opened and not closed"),
    ("expected after", "a quotation mark is out of place"),
)


class Unreadable(Refused):
    """A file that is no list of members in any form that we know."""

    message = "We could not read this file."


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file, each with the number that a spreadsheet program shows beside it."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notices: tuple[str, ...]


def read(content: bytes) -> Sheet:
    """Read a file, or raise Unreadable with what is wrong and how to mend it."""
    if len(content) > MOST_BYTES:
        msg = f"The file is larger than {MOST_BYTES >> 20} MB. Split it into parts."
        raise Unreadable(msg)
    text, notices = _text_of(content)
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        msg = f"There are more than {MOST_LINES:,} lines in it. Delete the empty ones, or split it."
        raise Unreadable(msg)
    delimiter, text = _delimiter_of(text)
    records = _records(text, delimiter)
    header = next(records, None)
    if header is None:
        msg = "The file is empty."
        raise Unreadable(msg)
    rows = _limited(records, after=header[0])
    return Sheet(tuple(texts.one_line(cell) for cell in header[1]), rows, notices)


def _text_of(content: bytes) -> tuple[str, tuple[str, ...]]:
    for start, words in _OTHER_KINDS:
        if content.lstrip()[: len(start)] == start:
            msg = f"{words} Save the list as CSV and choose that file."
            raise Unreadable(msg)
    text, notices = _decoded(content)
    if "\0" in text:
        msg = "There are characters in it that no list has. Save it as CSV once more."
        raise Unreadable(msg)
    return text, notices


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding), ()
    if (unmarked := _unmarked_utf16(content)) is not None:
        return _strictly(content, unmarked), ()
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        notice = (
            "The file is not in UTF-8. We read it as Windows-1252, the usual one in Western "
            "Europe; look whether names with accents are right."
        )
        return _strictly(content, "cp1252"), (notice,)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        msg = "Some letters cannot be read. Save the list as CSV in UTF-8."
        raise Unreadable(msg) from error


def _unmarked_utf16(content: bytes) -> str | None:
    start = content[:400]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) <= len(start) // 4 or min(even, odd) > len(start) // 20:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _delimiter_of(text: str) -> tuple[str, str]:
    """Find what parts the cells: the sign that makes the most known headings."""
    first, _, rest = text.partition("\n")
    told = first.strip().lower().removeprefix("sep=")
    if first.lower().startswith("sep=") and told in DELIMITERS:
        return told, rest  # the line with which Excel is told
    return max(DELIMITERS, key=lambda sign: _headings(text, sign)), text


def _headings(text: str, delimiter: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = next((record for record in reader if any(record)), [])
    except csv.Error:
        return 0, 0
    named = {field_named(cell) for cell in header[: MOST_COLUMNS + 1]}
    return len(named - {None}), len(header)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, numbered as in a spreadsheet; quotes are read strictly."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            msg = f"Row {number}: {_plainly(error)}."
            raise Unreadable(msg) from error
        if any(cell.strip() for cell in record):
            _require_fitting(number, record)
            yield number, record


def _plainly(error: csv.Error) -> str:
    said = str(error)
    return next((words for part, words in _CSV_WORDS if part in said), "this row cannot be read")


def _require_fitting(number: int, record: list[str]) -> None:
    if len(record) > MOST_COLUMNS:
        msg = f"Row {number} has {len(record):,} columns; at most {MOST_COLUMNS} can be read."
        raise Unreadable(msg)
    if any(len(cell) > LONGEST_CELL for cell in record):
        msg = (
            f"Row {number}: a cell has more than {LONGEST_CELL:,} letters; "
            "perhaps a quotation mark is not closed."
        )
        raise Unreadable(msg)


def _limited(
    records: Iterator[tuple[int, list[str]]], *, after: int
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, record in records:
        if len(rows) == MOST_ROWS:
            msg = f"There are more than {MOST_ROWS:,} people in it. Split it into parts."
            raise Unreadable(msg)
        rows.append((number, tuple(record)))
    if not rows:
        msg = f"There is nobody in it: row {after} names the columns, no row follows."
        raise Unreadable(msg)
    return tuple(rows)
