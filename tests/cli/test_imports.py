import pytest
from sqlalchemy import select

from models import Member
from tests.factories import a_space

GOOD = "Name,E-mail,Birthday\nAna Silva,ana@example.org,1980\nBo Lund,bo@example.org,\n"
NOT_TAKEN = "Not taken, because we do not know these columns: Birthday"
BAD = "Name,E-mail\nAna Silva,ana.example.org\n,bo@example.org\n"


@pytest.fixture
def bring(app, session, tmp_path):
    """Run the command on a file with this content, in a space."""
    space = a_space(slug="loft")
    session.commit()

    def run(content, *options, slug=space.slug):
        file = tmp_path / "list.csv"
        file.write_text(content)
        arguments = ["import", "members", str(file), "--space", slug, *options]
        return app.test_cli_runner().invoke(args=arguments)

    return run


def everybody(session):
    session.rollback()
    return session.scalars(select(Member.email).order_by(Member.email)).all()


def test_a_file_is_brought_in_and_the_second_time_nothing_changes(bring, session):
    first, second = bring(GOOD), bring(GOOD)

    assert (first.exit_code, first.stdout) == (
        0,
        f"{NOT_TAKEN}\n    2 new\nNobody was invited.\n",
    )
    assert (second.exit_code, second.stdout.splitlines()[1:]) == (
        0,
        ["    2 unchanged", "Nobody was invited."],
    )
    assert everybody(session) == ["ana@example.org", "bo@example.org"]


def test_a_dry_run_writes_nothing(bring, session):
    outcome = bring(GOOD, "--dry-run")

    assert (outcome.exit_code, outcome.stdout.splitlines()[1:]) == (
        0,
        ["    2 new", "Nothing was written: this was a dry run."],
    )
    assert everybody(session) == []


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_mistakes_are_listed_by_row_and_column_and_nothing_is_written(bring, session, options):
    outcome = bring(BAD, *options)

    assert (outcome.exit_code, outcome.stdout, outcome.stderr.splitlines()) == (
        1,
        "",
        [
            "Row 2, E-mail: “ana.example.org” has no @.",
            "Row 3, Name: The name is missing.",
            "Error: Nothing was imported. Mistakes to mend: 2.",
        ],
    )
    assert everybody(session) == []


def test_a_space_that_is_not_there_is_named_with_those_that_are(bring):
    outcome = bring(GOOD, slug="lofft")

    assert (outcome.exit_code, outcome.stderr) == (
        1,
        "Error: There is no space “lofft”. There are: loft.\n",
    )


def test_what_is_no_list_is_refused_in_plain_words(bring):
    outcome = bring("")

    assert (outcome.exit_code, outcome.stderr) == (1, "Error: The file is empty.\n")


def test_industries_that_are_not_known_can_be_left_empty(bring, session):
    content = "Name,E-mail,Industry\nAna Silva,ana@example.org,Softwear\n"

    assert bring(content).exit_code == 1
    assert bring(content, "--leave-industries").stdout == (
        "Row 2, Industry: We do not know the industry “Softwear”; it stays empty.\n"
        "    1 new\n"
        "Nobody was invited.\n"
    )
