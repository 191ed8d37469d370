"""The list that stays true while it is open: few words when nothing changed, never old ones."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models import Profile, Reply, Zone
from tests.factories import a_member, a_member_of, a_space, a_visit, a_zone, an_introduction

HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    """The list asks the clock."""
    return datetime.now(UTC)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def today(space):
    return f"/spaces/{space.slug}/today"


@pytest.fixture
def live(today):
    return f"{today}/people?seen="


@pytest.fixture
def ana(space, now):
    """The one who looks, and is in."""
    ana = a_member_of(space, "Ana")
    a_visit(ana, space, now=now)
    return ana


@pytest.fixture
def visit(space, now):
    """The stay of Bo, whom Ana sees."""
    bo = a_member_of(space, "Bo", profile={"headline": "Bakes"})
    return a_visit(bo, space, now=now, zone_id=a_zone(space, name="Attic").id)


def ask(browser, address, etag):
    return browser.get(address, headers={"If-None-Match": etag})


def test_what_has_not_changed_is_answered_in_few_words(session, ana, visit, live, sign_in):
    browser = sign_in(ana)
    first = browser.get(live)

    second = ask(browser, live, first.headers["ETag"])

    assert (first.status_code, second.status_code, second.data) == (200, 304, b"")
    for answer in (first, second):
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "Cookie" in answer.headers["Vary"]
        assert answer.headers["ETag"] == first.headers["ETag"]


def test_the_page_knows_the_mark_that_its_list_will_have(ana, visit, today, live, sign_in):
    browser = sign_in(ana)

    page = browser.get(today).text

    etag = browser.get(live).headers["ETag"]
    assert f'data-live="{live}"' in page
    assert f'data-etag="{etag.replace(chr(34), "&quot;")}"' in page


def test_an_unchanged_list_costs_two_queries_and_none_while_nobody_writes(
    session, space, ana, visit, live, sign_in, count_queries
):
    browser = sign_in(ana)
    etag = browser.get(live).headers["ETag"]
    a_member(name="Elsewhere")
    session.commit()
    answers, costs = [], []

    # One look would do, but a server of PostgreSQL may serve others, who write in between.
    while min(costs, default=1) and len(costs) < 80:
        with count_queries() as queries:
            answers.append(ask(browser, live, etag).status_code)
        costs.append(len(queries))

    assert (set(answers), costs[0], min(costs)) == ({304}, 2, 0)


def changes(session, space, ana, visit):
    """Give every kind of change, with words that the list shows after it and not before."""
    now = datetime.now(UTC)

    def arrives():
        a_visit(a_member_of(space, "Cleo"), space, now=now)

    def leaves():
        visit.checked_out_at = now

    def is_busy():
        visit.heads_down_until = now + HOUR
        visit.touch(now)

    def moves():
        visit.zone_id = a_zone(space, name="Cellar").id
        visit.touch(now)

    def rewrites():
        profile = session.get_one(Profile, visit.member_id)
        profile.headline = "Bakes and sells"
        profile.touch()

    def renames_the_zone():
        session.scalars(select(Zone).filter_by(name="Attic")).one().name = "Loft"

    def is_proposed():
        bo = session.get_one(Profile, visit.member_id)
        an_introduction(ana, type("Member", (), {"id": bo.member_id}), space, now=now)

    return {
        "somebody arrives": (arrives, "Cleo"),
        "somebody leaves": (leaves, "Nobody else on the list so far"),
        "somebody is heads-down": (is_busy, "Heads-down until"),
        "somebody moves": (moves, "Cellar"),
        "a profile is changed": (rewrites, "Bakes and sells"),
        "a zone has a new name": (renames_the_zone, "Loft"),
        "somebody is proposed": (is_proposed, "Something is new in your introductions"),
    }


@pytest.mark.parametrize(
    "change",
    [
        "somebody arrives",
        "somebody leaves",
        "somebody is heads-down",
        "somebody moves",
        "a profile is changed",
        "a zone has a new name",
        "somebody is proposed",
    ],
)
def test_what_changes_is_shown_at_the_next_look(session, space, ana, visit, live, sign_in, change):
    browser = sign_in(ana)
    before = browser.get(live)
    act, words = changes(session, space, ana, visit)[change]
    assert words not in before.text

    act()
    session.commit()

    after = ask(browser, live, before.headers["ETag"])
    assert after.status_code == 200
    assert words in after.text
    assert ask(browser, live, after.headers["ETag"]).status_code == 304


def test_heads_down_ends_by_itself_at_its_time(session, ana, visit, live, sign_in):
    visit.heads_down_until = datetime.now(UTC) + timedelta(seconds=2)
    browser = sign_in(ana)
    before = browser.get(live)
    assert "Heads-down" in before.text

    visit.heads_down_until = datetime.now(UTC) - timedelta(seconds=1)
    session.commit()

    after = ask(browser, live, before.headers["ETag"])
    assert (after.status_code, "Open to a chat" in after.text) == (200, True)


def test_both_yes_is_news_too_but_one_s_own_answer_is_not(
    session, space, ana, visit, today, sign_in, now
):
    bo = session.get_one(Profile, visit.member_id)
    other = type("Member", (), {"id": bo.member_id})
    introduction = an_introduction(ana, other, space, now=now, first_reply=Reply.YES)
    browser, live = sign_in(ana), f"{today}/people?seen="
    etag = browser.get(live).headers["ETag"]

    introduction.second_reply = Reply.YES
    session.commit()

    assert "Something is new" in ask(browser, live, etag).text
    seen = browser.get(today).text.split('data-live="')[1].split('"')[0].replace("&amp;", "&")
    assert "Something is new" not in browser.get(seen).text


def test_the_list_keeps_to_what_was_wished_for(session, space, ana, visit, today, sign_in, now):
    a_visit(a_member_of(space, "Cleo"), space, now=now)
    browser = sign_in(ana)

    page = browser.get(f"{today}?words=bo&open=1").text

    address = page.split('data-live="')[1].split('"')[0].replace("&amp;", "&")
    assert address == f"{today}/people?seen=&open=1&words=bo"
    listed = browser.get(address).text
    assert ["Bo" in listed, "Cleo" in listed, "1 of 2" in listed] == [True, False, True]


def test_one_filter_after_another_asks_for_nothing_anew(ana, visit, today, sign_in, count_queries):
    browser, costs = sign_in(ana), []
    browser.get(today)

    while min(costs[1:], default=1) and len(costs) < 80:
        seeks_bo = bool(len(costs) % 2)
        with count_queries() as queries:
            page = browser.get(f"{today}?words={'bo' if seeks_bo else 'cleo'}").text
        costs.append(len(queries))
        assert ("Bakes" in page) is seeks_bo

    assert min(costs) == 0
