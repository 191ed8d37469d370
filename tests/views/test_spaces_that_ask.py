"""A space that asks its hosts for a second step."""

import re
from datetime import UTC, datetime

import pytest

from models import Audience, Role
from tests.factories import a_host_of, a_member_of, a_membership, a_mixer, a_space
from tests.second_steps import with_phone

OWN = "/account/second-step"
FIELDS = {
    "name": lambda _page: "The Loft",
    "time_zone": lambda _page: "UTC",
    "introductions_per_day": lambda _page: "2",
    "cooling_days": lambda _page: "90",
    "retention_days": lambda _page: "30",
    **dict.fromkeys(
        ("counts_cross_industry", "counts_newcomer", "counts_bridging", "counts_zone"),
        lambda _page: "1",
    ),
    "shown": lambda page: re.search(r'name="shown"[^>]*value="([^"]+)"', page)[1],
}


@pytest.fixture
def ana(session):
    """Somebody whose phone shows codes."""
    ana = a_member_of(a_space(), "Ana")
    with_phone(session, ana)
    return ana


def test_a_space_may_ask_it_of_its_hosts(session, sign_in, ana):
    space = a_space(slug="loft", name="The Loft", asks_second_factor=True)
    host = a_host_of(space)
    a_membership(ana, space, role=Role.HOST)
    a_member_of(space, "Mo")
    session.commit()
    browser, desk = sign_in(host), "/spaces/loft/desk"

    assert browser.get(desk).headers["Location"] == OWN
    assert "The Loft asks this of its hosts." in browser.get(OWN).text
    assert browser.get("/spaces/loft/today").status_code == 200
    with_phone(session, host)
    session.commit()

    assert browser.get(desk).status_code == 200
    assert sign_in(ana).get(desk).status_code == 200


def test_without_it_a_host_is_a_member_in_every_way(session, sign_in):
    space = a_space(slug="loft", asks_second_factor=True)
    host = a_host_of(space)
    mixer = a_mixer(space, now=datetime.now(UTC), audience=Audience.INVITED)
    unlisted = a_member_of(space, is_listed=False, profile={"photo": "f" * 32})
    session.commit()
    pages = [f"/spaces/loft/mixers/{mixer.id}", f"/photos/{unlisted.profile.photo}-64.webp"]

    assert [sign_in(host).get(page).status_code for page in pages] == [404, 404]


def test_whoever_asks_it_of_others_is_told_to_begin(session, sign_in, ana):
    space = a_space(slug="loft")
    host = a_host_of(space)
    a_membership(ana, space, role=Role.HOST)
    session.commit()
    rules, asked = "/spaces/loft/desk/rules", []
    for one in (host, ana):
        browser = sign_in(one)
        page = browser.get(rules).text
        told = {name: value(page) for name, value in FIELDS.items()}
        asked.append(browser.submit(rules, **told, asks_second_factor="y"))
        session.refresh(space)
        asked.append(space.asks_second_factor)
        session.commit()

    assert "Turn on your own second step first, in your settings." in asked[0].text
    assert (asked[0].status_code, asked[1]) == (400, False)
    assert (asked[2].status_code, asked[3]) == (302, True)


def test_a_host_without_it_reads_one_line_at_the_desk(session, sign_in, ana):
    space = a_space(slug="loft")
    hosts = [a_host_of(space), ana]
    a_membership(ana, space, role=Role.HOST)
    session.commit()

    pages = [sign_in(host).get("/spaces/loft/desk").text for host in hosts]

    line = "This desk opens with your password alone."
    assert [page.count(line) for page in pages] == [1, 0]
