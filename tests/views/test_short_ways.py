"""No page goes through everybody of all spaces: each finds its rows by an index."""

import re
from datetime import UTC, datetime

import pytest

from app.jobs import scheduler
from models import Profile, Role
from tests.factories import (
    a_member_of,
    a_space,
    a_visit,
    an_ask,
    an_encounter,
    an_introduction,
    an_offer,
)

MANY = (
    "member|profile|membership|visit|introduction|encounter|letter|invitation|sign_in"
    "|offer|ask|offer_skill|ask_skill|interest|link|spoken_language|meaning|consent|hello"
)
"""Tables that have rows for everybody, or for every day."""
WAITING = "ix_introduction_to_ask|ix_visit_to_end|ix_visit_in"
"""Indexes that hold only what is not done yet."""
THROUGH_ALL = re.compile(rf"SCAN (?:{MANY})(?:_\d+)?\b(?! USING (?:COVERING )?INDEX (?:{WAITING}))")
PAGES = (
    "/spaces/loft/today",
    "/spaces/loft/today/people",
    "/spaces/loft/introductions",
    "/spaces/loft/introductions/why",
    "/spaces/loft/met",
    "/spaces/loft/met/add",
    "/spaces/loft/mixers",
    "/spaces/loft/settings",
    "/profile",
    "/profile/start",
    "/profile/offers/new",
    "/profile/asks/new",
    "/people/{bo}",
    "/photos/bo-64.webp",
    "/blocks",
    "/privacy",
    "/privacy/export",
    "/spaces/loft/desk",
    "/spaces/loft/desk/introductions",
    "/spaces/loft/desk/tags",
    "/spaces/loft/members",
    "/spaces/loft/visits",
    "/spaces/loft/letters",
)


@pytest.fixture
def ways(app):
    """Say by which way SQLite finds the rows of a statement, step by step."""

    def told(statement):
        values = (None,) * statement.count("?")
        with app.extensions["database"][0].connect() as connection:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            return [row[3] for row in rows]

    return told


@pytest.fixture
def people(session):
    """Two who have met, were introduced and are in; one of them runs the space."""
    space, now = a_space(slug="loft"), datetime.now(UTC)
    ana, bo = (a_member_of(space, name, role=Role.HOST) for name in ("Ana", "Bo"))
    for one in (ana, bo):
        an_offer(one, skills=["tax"])
        an_ask(one, skills=["law"])
        a_visit(one, space, now=now)
    an_introduction(ana, bo, space, now=now)
    an_encounter(ana, bo, space, now=now)
    session.get(Profile, bo.id).photo = "bo"
    session.commit()
    return ana, bo


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_goes_through_nobody_of_other_spaces(people, sign_in, count_queries, ways, page):
    ana, bo = people
    browser = sign_in(ana)

    with count_queries() as statements:
        browser.get(page.format(bo=bo.id))

    assert [step for one in statements for step in ways(one) if THROUGH_ALL.match(step)] == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_a_wrong_password_goes_through_nobody_else(people, client, count_queries, ways, email):
    people[0].email = "ana@example.org"

    with count_queries() as statements:
        client.submit("/sign-in", email=email, password="not hers at all")

    steps = [step for one in statements for step in ways(one)]
    assert [step for step in steps if THROUGH_ALL.match(step)] == []
    assert any(step.startswith("SEARCH member") for step in steps)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "chore", ["close visits", "propose introductions", "ask whether they met", "send letters"]
)
def test_what_is_done_every_minute_goes_through_no_past_days(
    app, people, count_queries, ways, chore
):
    (job,) = [one.job for one in scheduler.CHORES if one.name == chore]

    with count_queries() as statements, app.app_context():
        job(app)

    steps = [step for one in statements for step in ways(one)]
    assert [step for step in steps if THROUGH_ALL.match(step)] == []
    if chore == "close visits":
        assert "SEARCH visit USING INDEX ix_visit_to_end (closes_at<?)" in steps
