"""The page of who is in today: what it tells, what can be wished for, what it costs."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from models import Reply
from tests.factories import (
    a_member,
    a_member_of,
    a_mixer,
    a_visit,
    a_zone,
    an_ask,
    an_attendee,
    an_introduction,
    an_offer,
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


def test_a_card_tells_who_is_in_and_what_they_can_help_with(session, space, today, sign_in, now):
    bo = a_member_of(
        space, "Bo", profile={"pronunciation": "boo", "headline": "Bakes", "working_on": "Rye"}
    )
    an_offer(bo, skills=["Sourdough"])
    an_ask(bo, "A van for Saturdays")
    a_visit(bo, space, now=now, zone_id=a_zone(space, name="Attic").id)

    page = sign_in(a_member_of(space)).get(today).text

    told = ("Bo", "say “boo”", "Bakes", "Rye", "Sourdough", "A van for Saturdays", "Attic")
    assert [
        words for words in (*told, "Open to a chat", "1 person is in") if words not in page
    ] == []


def test_whom_to_meet_today_comes_before_what_became_of_earlier_days(space, today, sign_in, now):
    ana, bo, cy = (a_member_of(space, name) for name in ("Ana", "Bo", "Cy"))
    for person in (ana, bo):
        a_visit(person, space, now=now)
    earlier = {"day": now.date() - timedelta(days=2)}
    an_introduction(
        ana, cy, space, now=now, first_reply=Reply.YES, second_reply=Reply.YES, **earlier
    )
    an_introduction(ana, bo, space, now=now)
    browser = sign_in(ana)

    for address in (today, today.replace("today", "introductions")):
        page = browser.get(address).text
        assert page.index(">Worth meeting") < page.index(">Did you meet?")


def test_the_better_of_two_introductions_stands_first_though_it_came_second(
    space, today, sign_in, now
):
    ana, bo, cy = (a_member_of(space, name) for name in ("Ana", "Bo", "Cy"))
    for person in (ana, bo, cy):
        a_visit(person, space, now=now)
    an_introduction(ana, bo, space, now=now, worth=0.2)
    an_introduction(ana, cy, space, now=now, worth=0.6)

    page = sign_in(ana).get(today).text

    assert re.findall(r'<h3 id="introduction-\d+"><a [^>]+>(\w+)<', page) == ["Cy", "Bo"]
    assert page.count("/introductions/why") == 1  # how both were chosen, once


def test_the_second_yes_leads_to_where_the_other_sits(session, space, today, sign_in, now):
    ana, bo = (a_member_of(space, name) for name in ("Ana", "Bo"))
    for person in (ana, bo):
        a_visit(person, space, now=now)
    introduction = an_introduction(ana, bo, space, now=now)
    address = f"/spaces/{space.slug}/introductions/{introduction.id}/answer?back=today"
    session.commit()

    browsers = [sign_in(person) for person in (ana, bo)]
    answers = [browser.submit(address, today, reply="yes") for browser in browsers]

    assert [answer.location for answer in answers] == [
        f"{today}#main",
        f"{today}#introduction-{ana.id}",
    ]
    assert f'id="introduction-{ana.id}"' in browsers[1].get(today).text


def test_whoever_asks_for_fewer_people_is_taken_to_them_and_not_to_the_top(
    space, today, sign_in, now
):
    ana, bo = a_member_of(space), a_member_of(space, "Bo")
    an_ask(ana, skills=["Sourdough"])
    an_offer(bo, skills=["Sourdough"])
    a_visit(bo, space, now=now)
    browser = sign_in(ana)

    page, nobody = browser.get(today).text, browser.get(today + "?words=zebra").text

    assert f'href="{today}?tag=sourdough#in-now"' in page
    assert f'action="{today}#in-now"' in page
    assert f'href="{today}#in-now">Show everybody</a>' in nobody


@pytest.mark.parametrize(
    ("wish", "is_open"),
    [
        ("", False),
        ("?words=bread", False),
        ("?industry=F", True),
        ("?zone=Attic", True),
        ("?open=1", True),
    ],
)
def test_what_folds_out_of_the_filter_stays_open_while_it_is_in_use(
    space, today, sign_in, now, wish, is_open
):
    viewer = a_member_of(space, "Ana")
    a_visit(a_member_of(space, "Bo"), space, now=now)

    page = sign_in(viewer).get(today + wish).text

    [folded] = re.findall(r"<details( open)?\s*>\s*<summary>Narrow down", page)
    assert bool(folded) == is_open


def test_what_a_viewer_looks_for_is_offered_as_a_way_in(session, space, today, sign_in, now):
    ana, bo = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    an_ask(ana, skills=["Sourdough"])
    an_offer(bo, skills=["Sourdough"])
    a_visit(bo, space, now=now)
    a_visit(a_member_of(space, "Cleo"), space, now=now)
    browser = sign_in(ana)
    assert f'href="{today}?tag=sourdough#in-now"' in browser.get(today).text

    page = browser.get(f"{today}?tag=sourdough").text

    assert ("/people/" + str(bo.id) in page, "1 of 2" in page, "Cleo" in page) == (
        True,
        True,
        False,
    )


def test_an_empty_house_an_empty_wish_and_a_coming_evening_have_words(
    session, space, today, sign_in, now
):
    browser = sign_in(a_member_of(space))
    assert "Nobody else on the list so far" in browser.get(today).text

    a_visit(a_member_of(space, "Bo"), space, now=now)
    a_mixer(space, now=now, title="Soup and strangers")
    session.commit()
    page = browser.get(f"{today}?words=nobody+at+all").text
    assert ("Nobody who is in fits that" in page, "Soup and strangers" in page) == (True, True)


def test_an_invitation_to_an_evening_leads_to_where_it_is_answered(space, today, sign_in, now):
    ana = a_member_of(space)
    mixer = a_mixer(space, now=now, title="Soup", place="The long table")
    an_attendee(mixer, ana)

    page = sign_in(ana).get(today).text

    assert "You are invited: <strong>Soup</strong>" in page
    assert f'href="/spaces/{space.slug}/mixers/{mixer.id}">Will you come?</a>' in page


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_however_many_are_in(
    session, space, today, sign_in, count_queries, now, people
):
    ana = a_member_of(space)
    a_visit(ana, space, now=now)
    for _ in range(people):
        bo = a_member_of(space, "Bo")
        an_offer(bo, skills=["Bread", "Rye"])
        an_ask(bo, skills=["Law"])
        an_introduction(ana, bo, space, now=now)
        a_visit(bo, space, now=now)
    browser = sign_in(ana)
    counts = []
    for _ in range(2):
        a_member()  # somebody writes, so nothing but the cards is remembered
        session.commit()
        with count_queries() as queries:
            page = browser.get(today).text
        counts.append(len(queries))

    assert counts == [12, 9]
    assert page.count("data-key=") == people + 1
