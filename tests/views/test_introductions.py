import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import url_for
from sqlalchemy import select

from app.services import glimpses
from models import Encounter, Hello, Introduction, Reply, Space, Via
from tests.factories import (
    a_host_of,
    a_member_of,
    a_space,
    a_visit,
    a_zone,
    an_introduction,
)

AGREED = {"first_reply": Reply.YES, "second_reply": Reply.YES}
ASK = {
    "kind": "ask_meets_offer",
    "strength": 0.9,
    "ask": "packaging design",
    "offer": "Boxes that survive rain",
    "ask_kind": "supplier",
    "words": ["packaging design"],
    "people": [],
    "is_starter": True,
}


@pytest.fixture
def today():
    """Pages take the clock as it is."""
    return datetime.now(UTC)


@pytest.fixture
def room(session, today):
    """A space with Ana and Bo in and listed, proposed to each other today."""
    space = a_space(slug="harbour")
    ana, bo = a_member_of(space, "Ana Silva"), a_member_of(space, "Bo Lind")
    zone = a_zone(space, name="Library")
    for person in (ana, bo):
        a_visit(person, space, now=today, zone_id=zone.id)
    introduction = an_introduction(
        ana, bo, space, now=today, reasons=[ASK | {"who": ana.id, "other": bo.id}]
    )
    return ana, bo, introduction


def path(introduction, action=""):
    return f"/spaces/harbour/introductions{f'/{introduction.id}/{action}' if action else ''}"


def test_each_reads_the_reason_in_their_own_terms_and_may_answer(session, sign_in, room):
    ana, bo, introduction = room
    pages = [sign_in(person).get("/spaces/harbour/introductions").text for person in (ana, bo)]

    told = [re.sub(r"</?bdi>|\s+(?=<br>)", "", page) for page in pages]
    assert "You would like help: “packaging design”.<br>Bo offers: “Boxes" in told[0]
    assert "Ana would like help: “packaging design”.<br>You offer: “Boxes" in told[1]
    assert all(path(introduction, "answer") in page for page in pages)
    assert all("Library" not in page for page in pages)


def test_two_yeses_show_where_the_other_sits_and_take_a_hello(session, sign_in, room):
    ana, bo, introduction = room
    browsers = [sign_in(person) for person in (ana, bo)]

    for browser in browsers:
        page = browser.get("/spaces/harbour/introductions")
        answered = browser.submit(path(introduction, "answer"), reply="yes")
        assert answered.headers["Location"] == "/spaces/harbour/introductions#main"
    browsers[0].get("/spaces/harbour/introductions")
    browsers[0].submit(path(introduction, "hello"), words="Coffee\r\nat three?")
    page = browsers[1].get("/spaces/harbour/introductions").text

    assert "<strong><bdi>Ana</bdi> sits here: <bdi>Library</bdi>.</strong>" in page
    assert "Coffee\nat three?" in page
    assert session.scalars(select(Hello.words)).all() == ["Coffee\nat three?"]


def test_an_answer_given_on_the_page_of_today_leads_back_there(session, sign_in, room):
    ana, _bo, introduction = room
    browser = sign_in(ana)
    browser.get("/spaces/harbour/introductions")

    answered = browser.submit(path(introduction, "answer") + "?back=today", reply="not_now")

    assert answered.headers["Location"] == "/spaces/harbour/today#main"


@pytest.mark.parametrize("reply", ["", "pending", "YES", "maybe"])
def test_what_is_no_answer_changes_nothing(session, sign_in, room, reply):
    ana, _bo, introduction = room
    browser = sign_in(ana)
    browser.get("/spaces/harbour/introductions")

    answered = browser.submit(path(introduction, "answer"), reply=reply)

    session.expire_all()
    assert (answered.status_code, introduction.first_reply) == (400, Reply.PENDING)


def test_a_hello_that_is_too_long_is_shown_again_to_be_mended(session, sign_in, room, today):
    ana, _bo, introduction = room
    introduction.first_reply = introduction.second_reply = Reply.YES
    browser = sign_in(ana)
    browser.get("/spaces/harbour/introductions")

    page = browser.submit(path(introduction, "hello"), words="é" * 281)

    assert page.status_code == 400
    assert "é" * 281 in page.text.split("<details open>")[1].split("</details>")[0]
    assert "Up to 280 characters, please." in page.text
    assert session.scalars(select(Hello)).all() == []


def test_did_you_meet_is_one_tap_and_fills_the_list_of_both(session, sign_in, room, today):
    ana, bo, introduction = room
    introduction.first_reply = introduction.second_reply = Reply.YES
    introduction.day = today.date() - timedelta(days=1)
    browser = sign_in(ana)
    asked = browser.get("/spaces/harbour/introductions").text

    browser.submit(path(introduction, "met"), did_meet="yes")

    assert "Did you meet?" in asked
    page = browser.get("/spaces/harbour/introductions").text
    assert "Did you meet?" not in page
    assert "yesterday</p>" in page.split("and have met</summary>")[1]
    assert session.execute(
        select(Encounter.first_id, Encounter.second_id, Encounter.via)
    ).all() == [(ana.id, bo.id, Via.INTRODUCTION)]
    assert "Ana Silva" in sign_in(bo).get("/spaces/harbour/met").text


def test_not_yet_is_one_tap_and_asks_no_more(session, sign_in, room, today):
    ana, _bo, introduction = room
    introduction.first_reply = introduction.second_reply = Reply.YES
    introduction.day = today.date() - timedelta(days=1)
    browser = sign_in(ana)
    browser.get("/spaces/harbour/introductions")

    browser.submit(path(introduction, "met"), did_meet="no")

    assert "Did you meet?" not in browser.get("/spaces/harbour/introductions").text
    assert session.scalars(select(Encounter)).all() == []


def test_a_stranger_finds_no_introduction_by_its_number(session, sign_in, room):
    _ana, _bo, introduction = room
    harbour = session.scalars(select(Space)).one()
    stranger = sign_in(a_member_of(a_space(slug="elsewhere")))
    neighbour = sign_in(a_member_of(harbour))

    for browser, slug in ((stranger, "harbour"), (stranger, "elsewhere"), (neighbour, "harbour")):
        browser.get("/profile")
        for action, fields in (
            ("answer", {"reply": "yes"}),
            ("hello", {"words": "Hi"}),
            ("met", {"did_meet": "yes"}),
        ):
            address = f"/spaces/{slug}/introductions/{introduction.id}/{action}"
            assert browser.submit(address, **fields).status_code == 404


@pytest.mark.parametrize(
    ("membership", "visit", "words"),
    [
        ({"wants_introductions": False}, {}, "Introductions are switched off"),
        ({"paused_until": datetime.now(UTC).date()}, {}, "You are taking a break"),
        ({}, None, "Check in, and we look around for you"),
        ({}, {"is_listed": False}, "You are in without being listed"),
        ({}, {"heads_down_until": 3}, "Heads-down until"),
        ({}, {}, 'href="/profile/start"'),
    ],
)
def test_whoever_has_no_introduction_is_told_why_and_kindly(
    session, sign_in, today, membership, visit, words
):
    space = a_space(slug="harbour")
    ana = a_member_of(space, **membership)
    if visit is not None:
        hours = visit.get("heads_down_until")
        until = {"heads_down_until": today + timedelta(hours=hours)} if hours else {}
        a_visit(ana, space, now=today, **visit | until)

    assert words in sign_in(ana).get("/spaces/harbour/introductions").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_cards(session, sign_in, count_queries, today, count):
    space = a_space(slug="harbour")
    ana = a_member_of(space)
    a_visit(ana, space, now=today)
    names = []
    for n in range(count):
        for day, given in (
            (today, {}),
            (today, AGREED),
            (today, {"first_reply": Reply.YES}),
            (today - timedelta(days=1), AGREED),
        ):
            person = a_member_of(space, f"Person {n}{len(names)}")
            names.append(person.profile.name)
            a_visit(person, space, now=today)
            an_introduction(ana, person, space, now=day, **given)
    browser = sign_in(ana)

    with count_queries() as queries:
        page = browser.get("/spaces/harbour/introductions").text

    assert len(queries) == 12
    assert [name for name in names if name not in page] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_hosts_page_costs_the_same_however_many_introductions(
    session, sign_in, count_queries, today, count
):
    space = a_space(slug="harbour")
    host = a_host_of(space)
    for _n in range(count):
        an_introduction(a_member_of(space, "Ana"), a_member_of(space, "Bo"), space, now=today)
    browser = sign_in(host)

    with count_queries() as queries:
        page = browser.get("/spaces/harbour/desk/introductions").text

    assert len(queries) == 5
    assert page.count("<bdi>Ana</bdi> and <bdi>Bo</bdi>") == count


def test_only_hosts_see_how_introductions_go(session, sign_in, room):
    ana, *_rest = room

    assert sign_in(ana).get("/spaces/harbour/desk/introductions").status_code == 404


def test_profiles_are_where_a_glimpse_says_they_are(app):
    with app.test_request_context():
        assert glimpses.PROFILE_URL.format(id=7) == url_for("profiles.show", member_id=7)


def test_reasons_are_stored_on_the_row(session, room):
    assert session.scalars(select(Introduction.reasons)).all()[0][0]["ask"] == "packaging design"
