"""A page that is looked at again: made once, for one viewer in one browser, while it is true."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from models import Visit
from tests.factories import a_member_of, a_space, a_visit

TODAY = "/spaces/harbour/today"


@pytest.fixture
def ana(session):
    """The one who looks, and is in; Bo is in, too."""
    space = a_space(slug="harbour")
    ana, bo = (a_member_of(space, name) for name in ("Ana", "Bo"))
    for member in (ana, bo):
        a_visit(member, space, now=datetime.now(UTC))
    return ana


def test_a_page_is_made_once_while_nobody_writes(ana, sign_in, count_queries):
    browser, pages, costs = sign_in(ana), [], []

    # As often as this, since a server of PostgreSQL may serve others, who write in between.
    while min(costs, default=1) and len(costs) < 80:
        with count_queries() as queries:
            pages.append(browser.get(TODAY).text)
        costs.append(len(queries))

    assert min(costs) == 0
    assert {page.count("data-key=") for page in pages} == {2}


def test_what_has_just_happened_is_said_once_and_never_kept(ana, sign_in):
    browser = sign_in(ana)
    browser.get(TODAY)
    browser.submit("/spaces/harbour/check-out")

    said = ["You are checked out" in browser.get(TODAY).text for _look in range(3)]

    assert said == [True, False, False]


def test_each_browser_has_its_own_page_whose_forms_work(ana, sign_in):
    browsers = [sign_in(ana), sign_in(ana)]
    browsers[1].set_cookie("theme", "dark")
    for browser in browsers * 2:
        page = browser.get(TODAY).text

    left = [browser.submit("/spaces/harbour/check-out").status_code for browser in browsers]

    assert (left, 'data-theme="dark"' in page) == ([302, 302], True)
    assert len({browser.token for browser in browsers}) == 2


def test_a_page_ends_when_time_alone_changes_it(session, ana, sign_in, monkeypatch):
    soon = datetime.now(UTC) + timedelta(hours=1)
    mine = update(Visit).where(Visit.member_id == ana.id)
    session.execute(mine.values(closes_at=soon, is_listed=False))
    browser = sign_in(ana)
    before = [browser.get(TODAY).text for _look in range(2)][1]

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return soon.astimezone(tz)

    monkeypatch.setattr("app.auth.datetime", Later)

    after = browser.get(TODAY).text
    assert ["been in since" in page for page in (before, after)] == [True, False]
