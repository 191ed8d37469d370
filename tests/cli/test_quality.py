"""How good introductions were, from the command line."""

from datetime import UTC, datetime, timedelta

import pytest

import matching
from app.services.introductions import introductions
from models import Reply
from tests.factories import a_member_of, a_space, a_visit, an_encounter, an_introduction
from tests.helping import helper


@pytest.fixture
def said(app, session):
    """Run the command on a space and give its exit code and what it said, line by line."""

    def said(slug, *words):
        session.commit()
        result = app.test_cli_runner().invoke(args=["quality", "--space", slug, *words])
        return result.exit_code, [line.strip() for line in result.output.splitlines()]

    return said


def test_what_became_of_each_version_is_told(session, said):
    space = a_space(slug="harbour")
    then = datetime.now(UTC).replace(hour=12) - timedelta(days=3)
    ana = helper(space, then, "leases", wants="labels", industry="N-law")
    bo = helper(space, then, "labels", wants="leases", industry="C-food")
    cleo = a_member_of(space, profile={"industry": "N-law"})
    a_visit(cleo, space, now=then)
    [made] = introductions.propose(session, space, now=then)
    made.first_reply = made.second_reply = Reply.YES
    made.first_met = True
    again = then + timedelta(days=1)
    an_encounter(ana, bo, space, now=then + timedelta(hours=1))
    an_introduction(ana, bo, space, now=again, matching_version="1")
    an_introduction(ana, cleo, space, now=datetime.now(UTC), first_reply=Reply.YES)

    code, lines = said("harbour", "--days", "30")

    assert code == 0
    assert lines[:11] == [
        f"Version {matching.VERSION} of the matching",
        "1  introductions made",
        "100.00%  of the best there could have been, at least",
        "3  people who came in, willing, on days still known",
        "67%  of their days brought an introduction",
        "1  of these people had none at all",
        "0.33  Gini coefficient: 0 when all have as many for each day",
        "100%  between different industries",
        "0  of people who had met, or too soon again",
        "100%  to which both said yes",
        "100%  of those agreed say that they met",
    ]
    assert lines[11] == "Version 1 of the matching"
    assert lines[13].endswith("of the best there could have been, at least")
    assert "1  of people who had met, or too soon again" in lines[11:]


def test_a_space_without_introductions_and_one_that_is_missing_are_told_apart(said):
    a_space(slug="quiet")

    assert said("quiet") == (0, ["There were no introductions in the last 90 days."])
    code, [complaint] = said("loud")
    assert (code, complaint) == (1, "Error: There is no space “loud”. There are: quiet.")


def test_without_a_name_all_spaces_are_told_of(app, session):
    a_space(slug="quiet")
    a_space(slug="loud")
    session.commit()

    result = app.test_cli_runner().invoke(args=["quality", "--days", "7"])

    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "loud:",
            "There were no introductions in the last 7 days.",
            "quiet:",
            "There were no introductions in the last 7 days.",
        ],
    )
