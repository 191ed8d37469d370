"""A member reads why they are suggested: what counts of them, and nothing of anybody else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models import Via
from tests.factories import a_member_of, a_space, a_visit, a_zone, an_ask, an_encounter, an_offer

PAGE = "/spaces/harbour/introductions/why"


@pytest.fixture
def today():
    """Pages take the clock as it is."""
    return datetime.now(UTC)


@pytest.fixture
def space(session):
    return a_space(slug="harbour", introductions_per_day=2)


@pytest.fixture
def ana(session, space, today):
    """Somebody in the library, who has told a few things."""
    ana = a_member_of(space, "Ana", profile={"industry": "N-design", "headline": "Maps"}, reach=1.0)
    a_visit(ana, space, now=today, zone_id=a_zone(space, name="Library").id)
    an_offer(ana, "Bookkeeping", skills=["tax"])
    an_ask(ana, "A sailing partner", expires_on=today.date() + timedelta(days=9))
    an_ask(ana, "Someone to paint", expires_on=today.date() - timedelta(days=2))
    return ana


def test_all_that_counts_of_oneself_is_shown_and_where_to_switch_it_off(session, sign_in, ana):
    session.commit()

    page = sign_in(ana).get(PAGE).text

    told = (
        "Bookkeeping",
        "tax",
        "A sailing partner",
        "Maps",
        "Design",
        "Library",
        "at most 2 people",
    )
    assert [words for words in told if words not in page] == []
    assert "People far from my own field" in page
    assert "Someone to paint" not in page
    assert 'href="/spaces/harbour/settings"' in page


def test_what_another_noted_for_themselves_is_not_counted(session, sign_in, space, ana, today):
    bo, cy = (a_member_of(space, name) for name in ("Bo", "Cy"))
    for person in (bo, cy):
        a_visit(person, space, now=today)
    an_encounter(ana, bo, space, now=today)
    an_encounter(ana, cy, space, now=today, via=Via.BY_HAND, noted_by_id=cy.id)
    session.commit()

    page = sign_in(ana).get(PAGE).text

    assert "You have met 1 person," in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"wants_introductions": False}, "Introductions are switched off."),
        ({"introductions_per_day": 0}, "Introductions are switched off."),
        ({"paused_until": date(2999, 1, 1)}, "You are taking a break"),
    ],
)
def test_a_choice_not_to_be_introduced_is_said(session, sign_in, space, given, words):
    quiet = a_member_of(space, **given)
    session.commit()

    page = sign_in(quiet).get(PAGE).text

    assert words in page
    assert "Nothing that counts today." in page


def test_where_the_host_has_switched_them_off_nobody_is_told_to_switch_them_on(
    session, sign_in, space, ana
):
    space.introductions_per_day = 0
    session.commit()

    browser = sign_in(ana)
    pages = [browser.get(f"/spaces/harbour/{name}").text for name in ("introductions", "today")]
    pages.append(browser.get(PAGE).text)

    assert ["witched" in page and "off for everybody" in page for page in pages] == [True] * 3
    assert [word for word in ("Switch them on", "Switch on again") if word in "".join(pages)] == []


def test_the_page_on_privacy_leads_there(session, sign_in, ana):
    session.commit()

    assert f'href="{PAGE}"' in sign_in(ana).get("/privacy").text
