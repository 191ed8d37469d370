"""A page that is looked at again: made once, for one viewer in one browser, while it is true."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from models import Space, Visit
from tests.factories import a_member_of, a_mixer, a_space, a_visit

HOUR = timedelta(hours=1)
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


@pytest.fixture
def an_hour_later(monkeypatch):
    """Give an hour from now, and let it come when it is called."""
    soon = datetime.now(UTC) + HOUR

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return soon.astimezone(tz)

    return soon, lambda: monkeypatch.setattr("app.auth.datetime", Later)


@pytest.mark.parametrize("then", ["", "?words=b"], ids=["the same page", "another filter"])
def test_a_page_ends_when_time_alone_changes_it(session, ana, sign_in, an_hour_later, then):
    soon, let_it_come = an_hour_later
    mine = update(Visit).where(Visit.member_id == ana.id)
    session.execute(mine.values(closes_at=soon, is_listed=False))
    session.commit()
    browser = sign_in(ana)
    before = [browser.get(TODAY).text for _look in range(2)][1]

    let_it_come()

    after = browser.get(TODAY + then).text
    assert ["been in since" in page for page in (before, after)] == [True, False]


@pytest.mark.parametrize("then", ["", "?words=b"], ids=["the same page", "another filter"])
def test_a_page_ends_with_an_evening_that_it_tells_of(session, ana, sign_in, an_hour_later, then):
    soon, let_it_come = an_hour_later
    space = session.scalars(select(Space)).one()
    a_mixer(space, now=soon, title="Soup", starts_at=soon - 2 * HOUR, ends_at=soon)
    session.commit()
    browser = sign_in(ana)
    before = [browser.get(TODAY).text for _look in range(2)][1]

    let_it_come()

    after = browser.get(TODAY + then).text
    assert ["Soup" in page for page in (before, after)] == [True, False]


@pytest.mark.parametrize("then", ["", "?words=b"], ids=["the same page", "another filter"])
def test_what_a_page_tells_of_oneself_changes_at_once(session, ana, sign_in, then):
    browser = sign_in(ana)
    before = [browser.get(TODAY).text for _look in range(2)][1]

    mine = update(Visit).where(Visit.member_id == ana.id)
    session.execute(mine.values(checked_out_at=datetime.now(UTC)))
    session.commit()

    after = browser.get(TODAY + then).text
    assert ["been in since" in page for page in (before, after)] == [True, False]
    assert 'data-name="Bo"' in after
