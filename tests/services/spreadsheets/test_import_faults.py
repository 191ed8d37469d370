"""The same fault in many rows is told once, with all of its rows."""

import csv
import io

import pytest

from app.services.spreadsheets import import_faults
from app.services.spreadsheets.import_faults import faults, spans
from app.services.spreadsheets.import_rows import Problem


def no_at(row, typed):
    return Problem(row, "E-mail", f"“{typed}” has no @.")


def test_the_same_fault_is_told_once_with_its_rows_and_a_few_examples():
    many = [no_at(row, f"a.b. c{row}") for row in (*range(3, 42), 77)]

    (fault,) = faults(many)

    assert (fault.column, fault.words, fault.rows) == ("E-mail", "“…” has no @.", "3–41, 77")
    assert [(one.rows, one.words) for one in fault.examples] == [
        (str(row), f"“a.b. c{row}” has no @.") for row in (3, 4, 5)
    ]
    assert fault.has_more
    assert [one.words for one in fault.sayings] == [problem.words for problem in many]


@pytest.mark.parametrize("rows", [(5,), (5, 6, 9)])
def test_what_is_the_same_word_for_word_needs_no_example(rows):
    (fault,) = faults(Problem(row, "Name", "The name is missing.") for row in rows)

    assert (fault.words, fault.examples, fault.has_more) == ("The name is missing.", (), False)
    assert fault.numbers == rows


def test_only_what_differs_is_left_out():
    longer = [Problem(row, "Name", f"This has {80 + row} letters; 80 fit.") for row in (2, 3)]
    twice = [
        Problem(row, "Mail", f"“a{row}@b.org” is in row 2 already. Keep one of the two.")
        for row in (4, 5)
    ]

    assert [fault.words for fault in faults(longer + twice)] == [
        "This has … letters; 80 fit.",
        "“…” is in row 2 already. Keep one of the two.",
    ]


def test_what_is_advised_may_differ_and_every_advice_is_told():
    words = "We do not know the industry “{}”. {}".format
    near, far = words("Softwear", "Did you mean “Software”?"), words("Zz", "Choose one.")

    (fault,) = faults(
        Problem(row, "Industry", said) for row, said in ((2, near), (3, far), (4, near), (5, near))
    )

    assert (fault.words, fault.rows) == ("We do not know the industry “…”.", "2–5")
    assert [(one.rows, one.words) for one in fault.examples] == [("2, 4–5", near), ("3", far)]


def test_other_faults_and_other_columns_stay_apart_in_their_order():
    mixed = [
        no_at(2, "a"),
        Problem(2, "Name", "“?” has no letter in it."),
        Problem(3, "E-mail", "“a b@c.org” has a space in it."),
        no_at(4, "b"),
        Problem(5, "Other mail", "“c” has no @."),
        Problem(None, "", "The file is not in UTF-8."),
    ]

    told = [(fault.column, fault.words, fault.rows) for fault in faults(mixed)]

    assert told == [
        ("E-mail", "“…” has no @.", "2, 4"),
        ("Name", "“?” has no letter in it.", "2"),
        ("E-mail", "“a b@c.org” has a space in it.", "3"),
        ("Other mail", "“c” has no @.", "5"),
        ("", "The file is not in UTF-8.", ""),
    ]


@pytest.mark.parametrize("odd", ["”", "“", "a” b. “c", "1,2", "", "…", ". ", "a. b"])
def test_whatever_a_cell_holds_nothing_is_lost(odd):
    many = [no_at(2, odd), no_at(3, "plain"), no_at(4, f"{odd}{odd}")]

    told = [(row, one.words) for f in faults(many) for one in f.sayings for row in one.numbers]

    assert sorted(told) == [(problem.row, problem.words) for problem in many]
    assert all(fault.words for fault in faults(many))


def test_all_of_it_is_a_spreadsheet_in_which_nothing_runs():
    paper = import_faults.as_csv([no_at(2, "a"), Problem(3, "=1+1", "Odd.")])

    rows = list(csv.reader(io.StringIO(paper.removeprefix("\ufeff"))))

    assert rows == [
        ["Row", "Column", "What to look at"],
        ["2", "E-mail", "“a” has no @."],
        ["3", "'=1+1", "Odd."],
    ]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((), ""), ((7,), "7"), ((7, 8), "7–8"), ((2, 3, 4, 6, 8, 9), "2–4, 6, 8–9")],
)
def test_rows_are_said_shortly(numbers, said):
    assert spans(numbers) == said
