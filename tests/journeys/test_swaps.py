"""A host changes who sits where, by mouse, finger or keyboard; the page tells what that did."""

import re
from datetime import UTC, datetime

import pytest

from tests import browsing
from tests import evenings as nights
from tests.journeys import acts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def plan(yard):
    """Eight who are there; the address of the plan, and the host who can sign in."""
    now = datetime.now(UTC)
    with yard.rows() as session:
        space = acts.a_space()
        host = acts.somebody(space, "Hugo Berg", {}, role=acts.HOST)
        night = nights.a_night(now=now, people=8, space=space)
        session.flush()
        return f"/spaces/yard/mixers/{night.mixer.id}/plan", host.email


def _tables(page):
    """Give the people of each table of the first round, by the last letter of their name."""
    cards = page.locator(".section:has(> form#swap-1) .table-card")
    return [set(re.findall(r"Person (\w)", text)) for text in cards.all_inner_texts()]


def _of_two_tables(page):
    """Give somebody of the first table and somebody of the second, free to move."""
    tables = page.locator(".section:has(> form#swap-1) .table-card")
    return [tables.nth(n).locator("li").first for n in (0, 1)]


def _drag(page, one, other):
    with page.expect_navigation():
        one.drag_to(other)


def _tap(page, one, other):
    one.locator("bdi").click()
    with page.expect_navigation():
        other.locator("bdi").click()


def _type(page, one, other):
    for name, seat in (("one", one), ("other", other)):
        page.locator(f"#swap-1-{name}").focus()
        page.keyboard.type(seat.locator("bdi").inner_text())
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("swap", [_drag, _tap, _type], ids=["mouse", "finger", "keyboard"])
def test_two_people_change_tables(plan, person, swap):
    address, host_email = plan
    host = person().sign_in(host_email)
    host.page.set_viewport_size(browsing.DESKTOP)
    host.go(address).press("Plan the evening")
    before = _tables(host.page)
    one, other = _of_two_tables(host.page)
    names = [seat.locator("bdi").inner_text()[-1] for seat in (one, other)]

    swap(host.page, one, other)

    after = _tables(host.page)
    said = re.search(r"Person (\w) and Person (\w) have changed tables", host.text)
    assert set(said.groups()) == set(names)
    assert [names[0] in table for table in after] == [False, True]
    assert [names[1] in table for table in after] == [True, False]
    assert host.press("Undo").sees("Taken back")
    assert _tables(host.page) == before


def test_whoever_was_tapped_changes_with_whoever_fits_best(plan, person):
    address, host_email = plan
    host = person().sign_in(host_email)
    host.page.set_viewport_size(browsing.DESKTOP)
    host.go(address).press("Plan the evening")
    best = host.page.locator("li").get_by_role("button", name="Whoever fits best")
    one, _other = _of_two_tables(host.page)
    name = one.locator("bdi").inner_text()

    one.locator("bdi").click()
    offered = best.count()
    host.page.keyboard.press("Escape")
    withdrawn = best.count()
    one.locator("bdi").click()
    with host.page.expect_navigation():
        best.click()

    assert (offered, withdrawn) == (1, 0)
    said = re.search(r"(Person \w) and (Person \w) have changed tables", host.text)
    assert name in said.groups()
