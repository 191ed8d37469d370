"""Screens that stay open: they follow the evening, and tell those who do not see them."""

from datetime import UTC, datetime

import pytest

from models import Rsvp
from tests import evenings as nights
from tests import factories as make
from tests.journeys import acts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def evening(yard):
    """Eight who are there, of two rounds; one of them and the host can sign in."""
    now = datetime.now(UTC)
    with yard.rows() as session:
        space = acts.a_space()
        host = acts.somebody(space, "Hugo Berg", {}, role=acts.HOST)
        night = nights.a_night(now=now, people=7, space=space)
        ana = acts.a_baker(space)
        make.an_attendee(night.mixer, ana, reply=Rsvp.GOING, arrived_at=now)
        session.flush()
        return f"/spaces/yard/mixers/{night.mixer.id}", host.email, ana.email


def test_a_phone_follows_the_evening_and_says_where_to_go(evening, person):
    address, host_email, email = evening
    host, phone = person().sign_in(host_email), person().sign_in(email)
    host.go(f"{address}/run").press("Start round 1")
    host.press("Time to move").press("Start round 2")
    phone.go(f"{address}/table")
    glad = phone.page.get_by_role("button", name="Glad to meet again").first
    glad.focus()
    held = glad.inner_text()

    host.press("Time is up")
    phone.page.get_by_text("That was the last round").first.wait_for()

    voice = phone.page.locator("main > p[role=status]")
    assert "That was the last round" in voice.inner_text()
    assert phone.page.evaluate("document.activeElement.innerText") == held


def test_a_host_who_reads_on_is_not_thrown_back(evening, person):
    address, host_email, _email = evening
    first, second = person().sign_in(host_email), person().sign_in(host_email)
    first.go(f"{address}/run").press("Start round 1")
    second.go(f"{address}/run").page.get_by_text("End the evening now").click()
    second.page.get_by_text("Has left Person C").focus()

    first.press("Pause")
    second.page.get_by_text("paused").first.wait_for()

    assert second.page.get_by_role("button", name="End it").is_visible()
    assert "Person C" in second.page.evaluate("document.activeElement.innerText")
    assert "paused" in second.page.locator("main > p[role=status]").inner_text()


def test_a_page_that_stays_open_lets_nobody_in_after_the_last_round(evening, person):
    address, host_email, _email = evening
    first, second = person().sign_in(host_email), person().sign_in(host_email)
    first.go(f"{address}/run").press("Start round 1")
    first.press("Time to move").press("Start round 2")
    guest = second.go(f"{address}/run").page.get_by_text("A guest by name")
    before = guest.is_visible()

    first.press("Time is up")
    second.page.get_by_text("The last round is over").first.wait_for()

    assert (before, guest.is_visible()) == (True, False)


def test_the_tabs_of_an_evening_and_what_stands_below_keep_their_place(evening, person):
    address, host_email, _email = evening
    host = person().sign_in(host_email)
    host.page.set_viewport_size({"width": 1280, "height": 900})
    edges = """() => [".subnav a", "h1"].map(
      (one) => Math.round(document.querySelector(one).getBoundingClientRect().left))"""

    found = [
        tuple(host.go(f"{address}{page}").page.evaluate(edges))
        for page in ("", "/invitations", "/plan", "/print", "/door", "/run", "/effect")
    ]

    assert len(set(found)) == 1
