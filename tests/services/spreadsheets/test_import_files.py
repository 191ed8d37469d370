"""Files as people have them, and files made to hurt."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.services.spreadsheets import import_files
from app.services.spreadsheets.import_files import MOST_BYTES, MOST_ROWS, Sheet, Unreadable, read

ZOE = "Name,E-mail\nZoë,zoe@example.org\n"
SHEET = Sheet(("Name", "E-mail"), ((2, ("Zoë", "zoe@example.org")),), ())
NOTICE = (
    "The file is not in UTF-8. We read it as Windows-1252, the usual one in Western "
    "Europe; look whether names with accents are right."
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ZOE.encode(), id="UTF-8"),
        pytest.param(ZOE.encode("utf-8-sig"), id="UTF-8 with its mark, as Excel writes it"),
        pytest.param(ZOE.encode("utf-16"), id="UTF-16 with its mark"),
        pytest.param(b"\xfe\xff" + ZOE.encode("utf-16-be"), id="UTF-16 the other way round"),
        pytest.param(ZOE.encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(ZOE.encode("utf-16-be"), id="UTF-16 without a mark, the other way round"),
        pytest.param(ZOE.replace(",", ";").encode(), id="semicolons"),
        pytest.param(ZOE.replace(",", "\t").encode(), id="tabs"),
        pytest.param(ZOE.replace("\n", "\r\n").encode(), id="Windows lines"),
        pytest.param(ZOE.replace("\n", "\r").encode(), id="old Mac lines"),
        pytest.param(f"sep=;\n{ZOE.replace(',', ';')}".encode(), id="the line that tells Excel"),
        pytest.param(ZOE.rstrip("\n").encode(), id="no end to the last line"),
        pytest.param(f"{ZOE}\n\n,\n".encode(), id="empty rows at the end"),
    ],
)
def test_the_same_list_is_read_from_every_program(content):
    assert read(content) == SHEET


def test_an_old_windows_file_is_read_with_a_notice():
    assert read(ZOE.encode("cp1252")) == Sheet(SHEET.header, SHEET.rows, (NOTICE,))


def test_rows_have_the_numbers_that_a_spreadsheet_shows():
    content = b'Name,E-mail\n"Two\nlines",a@example.org\n\nBo,bo@example.org\n'

    assert [(number, record[0]) for number, record in read(content).rows] == [
        (2, "Two\nlines"),
        (4, "Bo"),
    ]


HEADER = b"Name,E-mail\n"
UNENDING = "a cell never seems to end; perhaps a quotation mark is not closed"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "The file is empty.", id="empty"),
        pytest.param(b"\xef\xbb\xbf\r\n\r\n", "The file is empty.", id="nothing but lines"),
        pytest.param(
            HEADER,
            "There is nobody in it: row 1 names the columns, no row follows.",
            id="only a header",
        ),
        pytest.param(
            b"x" * (MOST_BYTES + 1),
            "The file is larger than 4 MB. Split it into parts.",
            id="a line without end",
        ),
        pytest.param(
            HEADER + b"x" * (MOST_BYTES - 100), f"Row 2: {UNENDING}.", id="one cell of 4 MB"
        ),
        pytest.param(
            HEADER + b"y" * 10_001 + b",y@example.org\n",
            "Row 2: a cell has more than 10,000 letters; perhaps a quotation mark is not closed.",
            id="a cell of ten thousand letters",
        ),
        pytest.param(
            HEADER + b'"Ana,ana@example.org\n' + b"Bo,bo@example.org\n" * 9000,
            f"Row 2: {UNENDING}.",
            id="a quotation mark that swallows the rest",
        ),
        pytest.param(
            HEADER + b'"Ana,ana@example.org\n',
            "Row 2: a quotation mark is opened and not closed.",
            id="a quotation mark at the end",
        ),
        pytest.param(
            HEADER + b'"Ana" B,ana@example.org\n',
            "Row 2: a quotation mark is out of place.",
            id="a quotation mark in the middle",
        ),
        pytest.param(
            b"," * 1_000_000 + b"\nx\n",
            "There is nobody in it: row 2 names the columns, no row follows.",
            id="a million empty columns",
        ),
        pytest.param(
            b"a," * 1_000_000 + b"\nx\n",
            "Row 1 has 1,000,001 columns; at most 200 can be read.",
            id="a million columns",
        ),
        pytest.param(
            HEADER + b"A,a@example.org\n" * 100_000,
            "There are more than 2,000 people in it. Split it into parts.",
            id="a hundred thousand rows",
        ),
        pytest.param(
            b"\n" * 1_000_000,
            "There are more than 200,000 lines in it. Delete the empty ones, or split it.",
            id="a million empty lines",
        ),
        pytest.param(
            HEADER + b"A\0na,ana@example.org\n",
            "There are characters in it that no list has. Save it as CSV once more.",
            id="a NUL",
        ),
        pytest.param(
            b"PK\x03\x04rest of a workbook",
            "This is an Excel or other office file. Save the list as CSV and choose that file.",
            id="a workbook",
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0rest",
            "This is an old Excel file. Save the list as CSV and choose that file.",
            id="an old workbook",
        ),
        pytest.param(
            b"%PDF-1.7", "This is a PDF. Save the list as CSV and choose that file.", id="a PDF"
        ),
        pytest.param(
            b"\n<html><table>",
            "This is a web page or an XML file. Save the list as CSV and choose that file.",
            id="a page",
        ),
        pytest.param(
            HEADER + b"\x81\x8d,ana@example.org\n",
            "Some letters cannot be read. Save the list as CSV in UTF-8.",
            id="letters of no encoding",
        ),
        pytest.param(
            b"\xff\xfeA",
            "Some letters cannot be read. Save the list as CSV in UTF-8.",
            id="half a letter of UTF-16",
        ),
    ],
)
def test_what_is_no_list_is_refused_in_plain_words(content, words):
    with pytest.raises(Unreadable) as refusal:
        read(content)

    assert refusal.value.message == words


def test_as_many_people_as_fit_are_read():
    sheet = read(HEADER + b"A,a@example.org\n" * MOST_ROWS)

    assert len(sheet.rows) == MOST_ROWS


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00\x00")
@example(b'"')
def test_whatever_the_bytes_are_the_answer_is_a_sheet_or_a_sentence(content):
    try:
        outcome = read(content)
    except Unreadable as refusal:
        outcome = refusal.message
    assert outcome.endswith(".") if isinstance(outcome, str) else outcome.rows


cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t,;\"'"), max_size=30
)


@given(
    rows=st.lists(st.tuples(st.just("x"), cells, cells), min_size=1, max_size=8),
    delimiter=st.sampled_from(import_files.DELIMITERS),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_spreadsheet_writes_is_what_we_read(rows, delimiter, encoding):
    paper = io.StringIO()
    writer = csv.writer(paper, delimiter=delimiter)
    writer.writerows([("Name", "E-mail", "Company"), *rows])

    sheet = read(paper.getvalue().encode(encoding))

    assert [record for _, record in sheet.rows] == rows
