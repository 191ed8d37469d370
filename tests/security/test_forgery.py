"""Nobody else's page can act for somebody who is signed in here."""

import re

import pytest

from tests.security.crawling import (
    access_of,
    address,
    changed,
    everything,
    plausible_fields,
    rules_of,
)


def posts(app, world):
    return [(rule, address(app, rule, world.of(rule))) for rule in rules_of(app, "POST")]


@pytest.mark.parametrize("token", [None, "", "wrong", "somebody else's"])
def test_no_form_is_taken_without_its_token(app, session, as_, world, token):
    browser, other = as_("host"), as_("ana")
    browser.get("/account"), other.get("/account")
    if token == "somebody else's":
        token = other.token
    fields = plausible_fields() | ({} if token is None else {"csrf_token": token})
    before, taken = everything(session), {}

    for rule, path in posts(app, world):
        answer = browser.post(path, data=fields)
        if answer.status_code != 400:
            taken[rule.rule] = answer.status_code

    assert taken == {}
    assert changed(before, everything(session)) == {}


def test_strangers_forms_need_their_token_too(app, client, world):
    """Or somebody could be signed in as somebody else without noticing."""
    client.get("/sign-in")

    taken = {
        rule.rule: answer.status_code
        for rule, path in posts(app, world)
        if (answer := client.post(path, data=plausible_fields())).status_code != 400
    }

    assert taken == {}


def test_a_token_from_before_signing_in_is_worth_nothing_afterwards(session, as_, client, world):
    client.get("/sign-in")
    early = client.token
    client.signed_in_as(session, world.people["ana"])
    with client.session_transaction() as cookie:
        cookie.pop("csrf_token")

    answer = client.post("/account/theme", data={"csrf_token": early, "theme": "dark"})

    assert answer.status_code == 400


@pytest.mark.parametrize("json", [{**plausible_fields(), "email": 5}, [1]], ids=str)
def test_no_form_is_read_from_json(app, session, as_, world, json):
    """Or a form would hold what is no text, and tries would be counted for nobody."""
    browser = as_("host")
    browser.get("/account")
    before, taken = everything(session), {}

    for rule, path in posts(app, world):
        answer = browser.post(path, json=json, headers={"X-CSRFToken": browser.token})
        if answer.status_code != 400:
            taken[rule.rule] = answer.status_code

    assert taken == {}
    assert changed(before, everything(session)) == {}


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://localhost:81"}, False),
        ({"Origin": "http://["}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
    ],
    ids=str,
)
def test_forms_sent_from_elsewhere_are_refused_even_with_the_token(as_, headers, is_taken):
    browser = as_("ana")
    browser.get("/account")

    answer = browser.post(
        "/account/theme", data={"csrf_token": browser.token, "theme": "dark"}, headers=headers
    )

    assert answer.status_code == (302 if is_taken else 400)


def test_a_form_dressed_as_plain_text_is_refused(as_):
    browser = as_("ana")
    browser.get("/account")

    answer = browser.post(
        "/account/theme",
        data=f"csrf_token={browser.token}&theme=dark",
        content_type="text/plain",
    )

    assert answer.status_code == 400


def test_a_form_with_a_part_that_has_no_name_is_refused(as_, client):
    part = b"--x\r\nContent-Disposition: form-data\r\n\r\ndark\r\n--x--\r\n"
    for browser in (as_("ana"), client):
        answer = browser.post(
            "/account/theme", data=part, content_type="multipart/form-data; boundary=x"
        )

        assert answer.status_code == 400


@pytest.mark.parametrize("who", ["ana", "host"])
def test_opening_pages_changes_nothing(app, session, as_, world, who):
    browser = as_(who)
    before, broken = everything(session), {}

    for rule in rules_of(app, "GET"):
        answer = browser.get(address(app, rule, world.of(rule)))
        if answer.status_code >= 500:
            broken[rule.rule] = answer.status_code

    assert broken == {}
    assert changed(before, everything(session)) == {}


def test_pages_that_are_read_open_for_their_own_people(app, as_, world):
    """The host of a space sees every page of it; otherwise the test above would prove little."""
    browser = as_("host")

    shut = {
        rule.rule: answer.status_code
        for rule in rules_of(app, "GET")
        if access_of(app, rule) == "host"
        and (answer := browser.get(address(app, rule, world.of(rule)))).status_code != 200
    }

    assert shut == {}


def test_no_address_that_changes_something_can_be_opened(app, as_, world):
    """A form's address answers to a form alone, unless it also shows the form."""
    browser = as_("host")
    reading = {rule.rule for rule in rules_of(app, "GET")}

    opened = {
        rule.rule
        for rule, path in posts(app, world)
        if rule.rule not in reading and browser.get(path).status_code not in {404, 405}
    }

    assert opened == set()


def test_a_form_that_was_open_while_somebody_signed_in_says_what_to_do(as_):
    browser = as_("ana")

    answer = browser.post("/account/theme", data={"csrf_token": "of before", "theme": "dark"})

    assert (answer.status_code, "This page is out of date" in answer.text) == (400, True)


@pytest.mark.parametrize("name", ["host", "ana"])
def test_a_page_that_says_no_leads_to_one_that_does_not(app, as_, world, name):
    browser = as_(name)
    ways = {}
    for rule, path in posts(app, world):
        wrong = browser.post(path).text.split('<div class="wrong">')[1]
        found = re.findall(r'<a [^>]*href="([^"]+)"', wrong.split("</main>")[0])
        ways |= dict.fromkeys(found, rule.rule)

    places = {way: rule for way, rule in ways.items() if not re.search(r"\d", way)}
    lost = {way: rule for way, rule in places.items() if browser.get(way).status_code >= 400}

    assert len(places) > 10
    assert lost == {}
