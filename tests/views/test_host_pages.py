"""The host desk is there for hosts of that space, and for nobody else."""

import re

import pytest

from tests.factories import (
    a_host_of,
    a_member,
    a_member_of,
    a_membership,
    a_space,
    a_visit,
    a_zone,
)

BLUEPRINTS = {"spaces", "members", "corrections", "imports", "visits", "letters", "skills"}


def pages(app, **parts):
    """Give (method, address) of every page of the desk, filled in for one space."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] in BLUEPRINTS:
            address = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(parts[part[1]]), rule.rule)
            found += [(method, address) for method in sorted(rule.methods & {"GET", "POST"})]
    return sorted(found)


@pytest.fixture
def desk(app, session, now):
    space = a_space(slug="loft")
    host = a_host_of(space, "Hugo")
    zone, visit = a_zone(space), a_visit(host, space, now=now)
    session.commit()
    parts = {"slug": "loft", "membership_id": 1, "zone_id": zone.id, "visit_id": visit.id}
    return space, host, pages(app, **parts, draft_id=1)


def ask(browser, method, address):
    if method == "GET":
        return browser.get(address)
    return browser.submit(address, _from="/profile")


def test_to_members_and_to_hosts_of_other_spaces_the_desk_does_not_exist(desk, session, sign_in):
    space, _, addresses = desk
    elsewhere = a_space()
    for who in (a_member_of(space), a_host_of(elsewhere), a_member_of(elsewhere)):
        browser = sign_in(who)
        answers = {(page, ask(browser, *page).status_code) for page in addresses}
        assert answers == {(page, 404) for page in addresses}


def test_strangers_are_asked_to_sign_in_first(desk, client):
    for method, address in desk[2]:
        if method == "GET":
            answer = client.get(address)
        else:
            answer = client.submit(address, _from="/sign-in")
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in")


def test_every_page_opens_for_the_host(desk, sign_in):
    _, host, addresses = desk
    browser = sign_in(host)

    opened = {
        address: browser.get(address).status_code
        for method, address in addresses
        if method == "GET"
    }

    assert {address for address, status in opened.items() if status != 200} == {
        "/spaces/loft/import/1",
        "/spaces/loft/import/1/to-look-at.csv",
        "/spaces/loft/members/1/correct",  # this person has claimed their profile
    }
    assert len(opened) == 18


def test_every_page_of_the_desk_says_that_it_belongs_to_the_desk(desk, sign_in):
    space, host, addresses = desk
    later = a_membership(a_member(claimed_at=None), space, joined_at=None)
    browser = sign_in(host)
    shown = {
        address.replace("members/1/correct", f"members/{later.id}/correct")
        for method, address in addresses
        if method == "GET" and not address.endswith((".csv", "/import/1", "/sign"))
    }

    unmarked = {page for page in shown if here(browser.get(page).text) != "Host desk"}

    assert unmarked == set()


def here(page):
    [tabs] = re.findall(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
    return "".join(re.findall(r'aria-current="page">.*?<span>(.*?)</span>', tabs, re.DOTALL))
