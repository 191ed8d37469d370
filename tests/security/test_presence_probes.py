"""Somebody tries to learn whether a person is in who does not want them to know.

Each probe looks at everything that the page of today and its live list give away:
the words, the counts, what can be filtered by, and the mark of the list (the ETag).
"""

import re
from datetime import UTC, datetime, timedelta

import pytest

from models import Block, Profile
from tests.factories import (
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    a_zone,
    an_ask,
    an_introduction,
    an_offer,
)

HOUR = timedelta(hours=1)
SECRET_WORDS = ("Mallory", "harpsichord", "Dungeon", "Chimes Ltd", "a very rare ask", "Mining")


@pytest.fixture
def now():
    """These pages ask the clock."""
    return datetime.now(UTC)


@pytest.fixture
def space(session):
    return a_space()


@pytest.fixture
def today(space):
    return f"/spaces/{space.slug}/today"


@pytest.fixture
def ana(space, now):
    """The one who probes; in herself, as are two others whom she sees."""
    ana = a_member_of(space, "Ana")
    a_visit(ana, space, now=now)
    for name in ("Bo", "Cleo"):
        member = a_member_of(space, name)
        an_offer(member, skills=["Bread"])
        a_visit(member, space, now=now)
    return ana


def mallory_comes_in(session, space, now, **stay):
    """Somebody who stands out in every field that a card shows or a filter offers."""
    mallory = a_member("Mallory", profile={"company": "Chimes Ltd", "industry": "B"})
    membership = a_membership(mallory, space)
    an_offer(mallory, skills=["harpsichord"])
    an_ask(mallory, "a very rare ask")
    zone = a_zone(space, name="Dungeon", closed_at=now)
    visit = a_visit(mallory, space, now=now, zone_id=zone.id, **stay)
    session.commit()
    return mallory, membership, visit


def everything_told(browser, today):
    """Give all that the viewer is told: page, list, mark; only what is random is left out."""
    page = browser.get(today).text
    live = browser.get(f"{today}/people?seen=")
    wished = browser.get(f"{today}?words=mallory&tag=harpsichord&zone=Dungeon").text
    told = [page, live.text, live.headers["ETag"], wished]
    return [re.sub(r'name="csrf_token"[^>]*>', "", words) for words in told]


def hide(session, viewer, found, hiding):
    """Let a person who could be seen be hidden for one reason alone."""
    mallory, membership, visit = found
    moment = visit.checked_in_at
    if hiding == "unlisted":
        visit.is_listed = False
    if hiding == "blocks the viewer":
        session.add(Block(member_id=mallory.id, other_id=viewer.id, at=moment))
    if hiding == "blocked by the viewer":
        session.add(Block(member_id=viewer.id, other_id=mallory.id, at=moment))
    if hiding == "disabled":
        mallory.disabled_at = moment
    if hiding == "no member any more":
        membership.ends_on = visit.day - timedelta(days=2)
    if hiding == "not joined":
        membership.joined_at = None
    if hiding == "gone home":
        visit.checked_out_at = moment
    session.commit()


HIDING = (
    "unlisted",
    "blocks the viewer",
    "blocked by the viewer",
    "disabled",
    "no member any more",
    "not joined",
    "gone home",
)


@pytest.mark.parametrize("hiding", HIDING)
def test_a_hidden_person_changes_nothing_that_the_viewer_is_told(
    session, space, today, ana, sign_in, now, hiding
):
    browser = sign_in(ana)
    before = everything_told(browser, today)
    found = mallory_comes_in(session, space, now)
    seen = everything_told(browser, today)
    assert [word for word in SECRET_WORDS if word not in seen[0]] == []
    assert seen[2] != before[2]

    hide(session, ana, found, hiding)

    assert everything_told(browser, today) == before


def test_nothing_that_a_hidden_person_does_changes_the_list(
    session, space, today, ana, sign_in, now
):
    mallory, _, visit = mallory_comes_in(session, space, now, is_listed=False)
    browser = sign_in(ana)
    _page, *before = everything_told(browser, today)

    an_introduction(ana, mallory, space, now=now)
    visit.heads_down_until = now + HOUR
    visit.zone_id = None
    visit.touch(now)
    session.get_one(Profile, mallory.id).touch()
    session.commit()

    _page, *after = everything_told(browser, today)
    assert after[:2] == before[:2]


def test_a_person_in_another_space_changes_nothing(session, space, today, ana, sign_in, now):
    browser = sign_in(ana)
    before = everything_told(browser, today)

    mallory_comes_in(session, a_space(), now)

    assert everything_told(browser, today) == before


def test_a_stranger_to_the_space_finds_neither_page_nor_list(session, space, today, ana, sign_in):
    browser = sign_in(a_member_of(a_space(), "Stranger"))

    answers = [browser.get(today), browser.get(f"{today}/people?seen=")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_two_viewers_share_the_kept_cards_and_nothing_else(
    session, space, today, ana, sign_in, now
):
    mallory, _, _ = mallory_comes_in(session, space, now)
    dana = a_member_of(space, "Dana")
    session.add(Block(member_id=mallory.id, other_id=dana.id, at=now))
    session.commit()
    of_ana, of_dana = sign_in(ana), sign_in(dana)

    pages = [browser.get(today).text for browser in (of_ana, of_dana, of_ana, of_dana)]

    assert ["Mallory" in page for page in pages] == [True, False, True, False]
    assert ["3 people are in" in page for page in pages] == [True, True, True, True]
