"""The dry run: what a file would do, and what is wrong with it, by row and column."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.spreadsheets import imports
from app.services.spreadsheets.import_columns import Field
from app.services.spreadsheets.import_plans import Fate, plan
from tests.factories import LONG_AGO, a_member, a_membership, a_space

NO_EMAIL = (
    "There is no column “E-mail”. The first row must name the columns; it has: "
    "“Full name”, “Name”, “Phone”."
)
BEYOND = (
    "There is “Print” beyond the last column. "
    "Perhaps a text with a comma lacks its quotation marks."
)
HEADER = "Name,E-mail,Company,Industry,Headline,Skills offered,Asks,Interests\n"


def look(session, space, content, now, **how):
    return plan(session, space, content.encode(), now=now, **how)


def problems_of(session, content, now):
    return list(named(look(session, a_space(), content, now).problems))


def named(problems):
    return tuple((problem.row, problem.column, problem.words) for problem in problems)


def fates(planned):
    return [(one.entry.name, one.fate) for one in planned.people]


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        pytest.param(
            "Full name,Name,Phone\nAna,Ana,1\n",
            [
                (
                    None,
                    "",
                    "“Full name” and “Name” are both read as Name. Rename or remove one of them.",
                ),
                (
                    None,
                    "",
                    NO_EMAIL,
                ),
            ],
            id="columns",
        ),
        pytest.param(
            f"{HEADER},a@example.org\nBo,\n",
            [
                (2, "Name", "The name is missing."),
                (3, "E-mail", "An e-mail address is missing."),
            ],
            id="what is needed is missing",
        ),
        pytest.param(
            f"{HEADER}???,a.example.org,,Softwear\n",
            [
                (2, "Name", "“???” has no letter in it."),
                (2, "E-mail", "“a.example.org” has no @."),
                (
                    2,
                    "Industry",
                    "We do not know the industry “Softwear”. Did you mean “Software”?",
                ),
            ],
            id="everything wrong in a row at once",
        ),
        pytest.param(
            f"{HEADER}Ana,a@example.org\nAna,A@example.ORG,,Nothing like it\nBo,a@example.org\n",
            [
                (
                    3,
                    "Industry",
                    "We do not know the industry “Nothing like it”. Choose one from the list.",
                ),
                (3, "E-mail", "“a@example.org” is in row 2 already. Keep one of the two."),
                (4, "E-mail", "“a@example.org” is in row 2 already. Keep one of the two."),
            ],
            id="an address three times, one of them in a row with a mistake",
        ),
        pytest.param(
            f"{HEADER}{'n' * 81},a@example.org,{'c' * 121},,{'h' * 121},{'s' * 61},"
            f"{'a' * 201},{'i' * 41}\n",
            [
                (2, "Name", "This has 81 letters; 80 fit."),
                (2, "Company", "This has 121 letters; 120 fit."),
                (2, "Headline", "This has 121 letters; 120 fit."),
                (2, "Skills offered", f"“{'s' * 40}…” has 61 letters; 60 fit."),
                (2, "Asks", f"“{'a' * 40}…” has 201 letters; 200 fit."),
                (2, "Interests", f"“{'i' * 40}…” has 41 letters; 40 fit."),
            ],
            id="too long",
        ),
        pytest.param(
            f"{HEADER}Ana,a@example.org,,,,{';'.join(map(str, range(25)))},"
            f"{';'.join(map(str, range(9)))},{';'.join(map(str, range(13)))}\n",
            [
                (2, "Skills offered", "These are 25 skills; 24 fit."),
                (2, "Asks", "These are 9 asks; 8 fit."),
                (2, "Interests", "These are 13 interests; 12 fit."),
            ],
            id="too many",
        ),
        pytest.param(
            "Name,E-mail,Company\nAna,a@example.org,Folha, Print\n",
            [
                (
                    2,
                    "",
                    BEYOND,
                )
            ],
            id="a comma too many",
        ),
        pytest.param(
            "First name,Last name,E-mail\n,,a@example.org\n",
            [(2, "First name", "The name is missing.")],
            id="both names missing",
        ),
    ],
)
def test_mistakes_are_named_by_row_and_column(session, now, content, problems):
    assert problems_of(session, content, now) == problems


def test_columns_that_are_not_taken_are_named(session, now):
    content = "Name,E-mail,Birthday,,\nAna,a@example.org,1980-01-01,x,\n"

    assert look(session, a_space(), content, now).unknown == (
        "Birthday",
        "column 4, which has no heading",
    )


def test_unknown_industries_can_be_left_empty(session, now):
    space = a_space()
    content = "Name,E-mail,Industry\nAna,a@example.org,Softwear\n"

    assert look(session, space, content, now).lacks_only_industries
    left = look(session, space, content, now, leave_industries=True)

    assert (left.problems, named(left.notices), left.people[0].entry.industry) == (
        (),
        ((2, "Industry", "We do not know the industry “Softwear”; it stays empty."),),
        "",
    )


def test_a_likely_slip_in_a_new_address_is_pointed_at(session, now):
    content = "Name,Mail\nAna,ana@gmial.com\nBo,bo@gmail.com\n"

    assert named(look(session, a_space(), content, now).notices) == (
        (2, "Mail", "“ana@gmial.com” is unusual. Is “ana@gmail.com” meant?"),
    )


def test_a_new_person_with_the_name_of_somebody_there_is_pointed_at(session, now):
    space, other = a_space(), a_space()
    a_membership(a_member("Ana Silva", email="ana@example.org"), space)
    hidden = a_member("Cy Doe", email="cy@example.org")
    a_membership(hidden, other)
    a_membership(hidden, space, joined_at=None)
    rows = ("ana silva,a@example.org", "Bo,b@example.org", "Bo,b2@example.org", "Cy Doe,c@e.org")

    assert named(look(session, space, "Name,Mail\n" + "\n".join(rows), now).notices) == (
        (2, "", "“ana silva” is also on your list as “ana@example.org”. Is it the same person?"),
        (4, "", "“Bo” is also in row 3. Is it the same person?"),
    )


def test_each_row_comes_to_what_the_person_is_already(session, now):
    space, other = a_space(), a_space()
    a_membership(a_member("Claimed", email="claimed@example.org"), space)
    unclaimed = a_member("Unclaimed", email="unclaimed@example.org", claimed_at=None)
    a_membership(unclaimed, space)
    same = a_member("Same", email="same@example.org", claimed_at=None)
    a_membership(same, space)
    elsewhere = a_member("Elsewhere", email="elsewhere@example.org")
    a_membership(elsewhere, other)
    gone = a_member("Gone", email="gone@example.org", claimed_at=None)
    a_membership(gone, space, ends_on=date(2026, 3, 2))
    disabled = a_member("Off", email="off@example.org", claimed_at=None, disabled_at=LONG_AGO)
    a_membership(disabled, space)
    session.flush()
    content = (
        "Name,E-mail,Company,Active\n"
        "New,new@example.org,Folha,yes\n"
        "Claimed X,claimed@example.org,Folha,\n"
        "Unclaimed X,unclaimed@example.org,Folha,\n"
        "Same,same@example.org,,\n"
        "Elsewhere X,elsewhere@example.org,Folha,\n"
        "Gone X,gone@example.org,Folha,\n"
        "Off X,off@example.org,Folha,\n"
        "Inactive,inactive@example.org,Folha,NO\n"
    )

    planned = look(session, space, content, now)

    assert [(one.entry.name, one.fate, one.changes) for one in planned.people] == [
        ("New", Fate.NEW, ()),
        ("Claimed X", Fate.CLAIMED, ()),
        ("Unclaimed X", Fate.CHANGED, (Field.NAME, Field.COMPANY)),
        ("Same", Fate.SAME, ()),
        ("Elsewhere X", Fate.JOINING, ()),
        ("Gone X", Fate.LEFT, ()),
        ("Off X", Fate.CLAIMED, ()),
        ("Inactive", Fate.INACTIVE, ()),
    ]
    assert planned.to_write == 3


line = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    company=line,
    headline=line,
    offers=st.lists(line, max_size=10),
    asks=st.lists(line, max_size=5),
    interests=st.lists(line, max_size=5),
)
def test_whatever_a_file_tells_the_second_time_changes_nothing(
    session, now, company, headline, offers, asks, interests
):
    cells = ("Ana", "ana@example.org", company, headline, *map(";".join, (offers, asks, interests)))
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    content = f"Name,E-mail,Company,Headline,Skills,Asks,Interests\n{quoted}\n".encode()
    space = a_space()
    if plan(session, space, content, now=now).is_sound:
        imports.run(session, space, content, now=now)
        session.flush()
        session.expire_all()
        assert fates(plan(session, space, content, now=now)) == [("Ana", Fate.SAME)]
    session.rollback()
