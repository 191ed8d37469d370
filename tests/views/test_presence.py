"""Coming in by one tap, changing it, leaving; and the page that shows who is in."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from models import Visit
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    a_zone,
    an_open_space,
)

HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    """These pages ask the clock."""
    return datetime.now(UTC)


@pytest.fixture
def space(session):
    """A space that closes at the end of the day."""
    return an_open_space(opens=0, closes=0)


@pytest.fixture
def today(space):
    return f"/spaces/{space.slug}/today"


@pytest.fixture
def check_in(space):
    return f"/spaces/{space.slug}/check-in"


def as_it_stands(page):
    """Give what the check-in form would send if nothing in it were touched."""
    form = page.split("/check-in", 1)[1].split("</form>", 1)[0]
    filled = {}
    for tag in re.findall(r"<input[^>]*>", form):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        is_choice = told.get("type") in ("radio", "checkbox")
        if told.get("name", "csrf_token") != "csrf_token" and (not is_choice or " checked" in tag):
            filled[told["name"]] = told["value"]
    return filled


def stays(session):
    session.rollback()
    rows = session.execute(
        select(
            Visit.zone_id, Visit.is_listed, Visit.heads_down_until, Visit.checked_out_at
        ).order_by(Visit.id)
    )
    return [tuple(row) for row in rows.all()]


def test_one_tap_on_the_button_checks_in_as_usual(session, space, today, check_in, sign_in, now):
    ana, window = a_member_of(space), a_zone(space, name="Window desks")
    a_zone(space)
    yesterday = now - 24 * HOUR
    a_visit(ana, space, now=yesterday, zone_id=window.id, checked_out_at=yesterday)
    browser = sign_in(ana)
    page = browser.get(today).text

    answer = browser.submit(check_in, **as_it_stands(page))

    assert (answer.status_code, answer.location) == (302, f"{today}#main")
    assert stays(session)[1:] == [(window.id, True, None, None)]
    page = " ".join(browser.get(today).text.split())
    assert "in since" in page
    assert "Window desks" in page


def test_who_is_not_listed_as_a_rule_is_not_listed_by_one_tap(
    session, space, today, check_in, sign_in
):
    browser = sign_in(a_member_of(space, is_listed=False))

    browser.submit(check_in, **as_it_stands(browser.get(today).text))

    assert stays(session) == [(None, False, None, None)]
    assert "Not shown to others" in browser.get(today).text


def test_a_second_tap_on_an_old_page_is_no_second_stay(session, space, today, check_in, sign_in):
    browser = sign_in(a_member_of(space))
    filled = as_it_stands(browser.get(today).text)

    answers = [browser.submit(check_in, **filled) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert stays(session) == [(None, True, None, None)]


def test_a_time_that_has_passed_is_said_at_its_field_and_nobody_is_let_in(
    session, space, today, check_in, sign_in
):
    browser = sign_in(a_member_of(space))
    filled = as_it_stands(browser.get(today).text)

    page = browser.submit(check_in, **filled | {"openness": "heads_down", "until": "00:01"})

    assert page.status_code == 400
    assert "That time has passed." in page.text
    assert "<details open>" in page.text
    assert stays(session) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "4711"},
        {"zone": "x"},
        {"openness": "asleep"},
        {"until": "", "openness": "heads_down"},
    ],
)
def test_what_the_form_does_not_offer_is_refused(session, space, today, check_in, sign_in, wrong):
    browser = sign_in(a_member_of(space))
    filled = as_it_stands(browser.get(today).text)

    answer = browser.submit(check_in, **filled | wrong)

    assert answer.status_code == 400
    assert stays(session) == []


def test_who_is_in_can_change_how(session, space, today, check_in, sign_in, now):
    ana, zone = a_member_of(space), a_zone(space)
    a_visit(ana, space, now=now, heads_down_until=now + HOUR, zone_id=zone.id, is_listed=False)
    browser = sign_in(ana)
    filled = as_it_stands(browser.get(f"{check_in}/change").text)
    assert (filled["zone"], filled["openness"]) == (str(zone.id), "heads_down")
    assert "is_listed" not in filled

    changed = {"openness": "open", "is_listed": "y", "zone": "0"}
    answer = browser.submit(f"{check_in}/change", **filled | changed)

    assert (answer.status_code, answer.location) == (302, f"{today}#main")
    assert stays(session)[1:] == [(None, True, None, None)]


def test_who_is_not_in_has_nothing_to_change(space, today, check_in, sign_in):
    browser = sign_in(a_member_of(space))

    answer = browser.get(f"{check_in}/change")

    assert (answer.status_code, answer.location) == (302, f"{today}#main")


def test_an_old_page_of_another_space_does_not_show_who_is_in_unseen_here(
    session, space, today, check_in, sign_in, now
):
    ana, elsewhere = a_member(), a_space(name="The Mill")
    for one in (space, elsewhere):
        a_membership(ana, one)
    here = a_visit(ana, space, now=now)
    browser = sign_in(ana)
    filled = as_it_stands(browser.get(f"{check_in}/change").text)
    here.checked_out_at = now
    a_visit(ana, elsewhere, now=now, is_listed=False)
    session.commit()

    answer = browser.submit(f"{check_in}/change", **filled)

    assert (answer.status_code, answer.location) == (302, f"{today}#main")
    assert [stay[1:] for stay in stays(session)] == [(True, None, now), (False, None, None)]


def test_leaving_ends_the_stay_and_leaving_twice_is_no_error(session, space, today, sign_in, now):
    ana = a_member_of(space)
    a_visit(ana, space, now=now)
    browser = sign_in(ana)
    leave = f"/spaces/{space.slug}/check-out"

    answers = [browser.submit(leave, _from=today) for _ in range(2)]

    assert [answer.location for answer in answers] == [f"{today}#main"] * 2
    assert stays(session)[0][3] is not None
    assert "Are you in?" in browser.get(today).text


def test_who_is_checked_in_elsewhere_is_told_what_checking_in_here_ends(
    session, space, today, sign_in, now
):
    ana, elsewhere = a_member(), a_space(name="The Mill")
    for one in (space, elsewhere):
        a_membership(ana, one)
    a_visit(ana, elsewhere, now=now)

    assert "You are checked in at The Mill" in sign_in(ana).get(today).text


def test_a_check_in_stands_also_when_introductions_cannot_be_worked_out(
    session, space, today, check_in, sign_in
):
    browser = sign_in(a_member_of(space))
    filled = as_it_stands(browser.get(today).text)
    session.execute(text("alter table introduction rename to lost"))
    session.commit()
    try:
        answer = browser.submit(check_in, **filled)
    finally:
        session.execute(text("alter table lost rename to introduction"))
        session.commit()

    assert answer.status_code == 302
    assert stays(session) == [(None, True, None, None)]
