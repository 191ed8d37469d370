"""What the cells of one row tell, whatever the other system calls its columns."""

import pytest

from app.services.spreadsheets.import_columns import columns_of
from app.services.spreadsheets.import_rows import Entry, reading_of


def entry(header, row):
    columns = columns_of(header, [row])
    return reading_of(2, row, columns).entry


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        pytest.param(
            ("FullName", "Email", "BusinessArea", "Position", "CompanyName", "ProfileTags"),
            ("Ana", "a@example.org", "it", "Developer", "Folha", "python, sql"),
            Entry(
                row=2,
                name="Ana",
                email="a@example.org",
                industry="K-software",
                headline="Developer",
                company="Folha",
                offers=("python", "sql"),
            ),
            id="Nexudus",
        ),
        pytest.param(
            ("Member", "Type", "Email", "Phone", "Industry"),
            ("Ana", "Desk", "a@example.org", "1", "Law"),
            Entry(row=2, name="Ana", email="a@example.org", industry="N-law"),
            id="Nadine",
        ),
        pytest.param(
            ("name", "email", "company", "aboutMe"),
            ("Ana", "a@example.org", "Folha", "…"),
            Entry(row=2, name="Ana", email="a@example.org", company="Folha"),
            id="Cobot",
        ),
        pytest.param(
            ("Member Name*", "Email", "Team", "Start Date*"),
            ("Ana", "a@example.org", "Folha", "1/2/2026"),
            Entry(row=2, name="Ana", email="a@example.org", company="Folha"),
            id="OfficeRnD",
        ),
        pytest.param(
            (" FIRST_name ", "Last name", "E-Mail Address", "Looking for"),
            ("Ana", "Silva", "A@Example.org", "a web shop; somebody who bakes, and well"),
            Entry(
                row=2,
                name="Ana Silva",
                email="a@example.org",
                asks=("a web shop", "somebody who bakes, and well"),
            ),
            id="two names, and asks",
        ),
    ],
)
def test_columns_of_other_systems_are_understood(header, row, expected):
    assert entry(header, row) == expected


@pytest.mark.parametrize(
    ("cell", "asks"),
    [
        ("designer, web developer", ("designer", "web developer")),
        ("A lawyer who knows leases, quickly", ("A lawyer who knows leases, quickly",)),
        ("one; One ;two", ("one", "two")),
        ("one\ntwo", ("one", "two")),
        (" ; , ; ", ()),
    ],
)
def test_asks_are_parted_but_sentences_stay_whole(cell, asks):
    assert entry(("Name", "E-mail", "Asks"), ("Ana", "a@example.org", cell)).asks == asks


def test_more_skills_than_offers_fit_share_them():
    told = entry(("Name", "E-mail", "Skills"), ("A", "a@example.org", ",".join("abcdefghij")))

    assert told.offers == ("a, b", "c, d", "e, f", "g, h", "i, j")


def test_formulas_are_plain_text():
    row = ("=HYPERLINK(1)", "a@example.org", "'=1+1", "@SUM(1)")

    told = entry(("Name", "E-mail", "Company", "Headline"), row)

    assert (told.name, told.company, told.headline) == ("=HYPERLINK(1)", "=1+1", "@SUM(1)")
