"""After signing in one goes on to a page of this house, and to nowhere else."""

import pytest

from app.security import safe_next
from tests.factories import a_member_of, a_space
from tests.security.crawling import address, rules_of

START = "/"


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        " ",
        "https://evil.example",
        "http:evil.example",
        "https:/account",
        "//evil.example",
        "///evil.example",
        "////evil.example/account",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        "/%09/evil.example",
        "/%5cevil.example",
        "/%2f/evil.example",
        "/.evil.example",
        "@evil.example",
        "/@evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "account",
        "/account/",
        "//account",
        "/account//",
        "/spaces//today",
        "/no/such/page",
        "/sign-out",
        "/account/theme",
        "/sign-in?next=/account",
        "/sign-in/code?next=/account",
        "/static/base.css",
        "/health",
        "/account\x00",
        "/account\r\nSet-Cookie: a=b",
        "/acc\u200bount",
        "/\u2215evil.example",
        "/account?" + "x" * 2000,
    ],
    ids=repr,
)
def test_nobody_is_led_away(app, target):
    with app.test_request_context():
        assert safe_next(target, otherwise=START) == START


@pytest.mark.parametrize(
    ("target", "onward"),
    [
        ("/account", "/account"),
        ("/spaces/harbour/today", "/spaces/harbour/today"),
        ("/spaces/harbour/today?open=1&words=tea", "/spaces/harbour/today?open=1&words=tea"),
        ("/people/7#notes", "/people/7"),
        ("/account?next=//evil.example", "/account?next=//evil.example"),
    ],
)
def test_one_s_own_wish_is_kept(app, target, onward):
    with app.test_request_context():
        assert safe_next(target, otherwise=START) == onward


def test_every_page_can_be_gone_on_to(app, world):
    with app.test_request_context():
        lost = {
            rule.rule
            for rule in rules_of(app, "GET")
            if safe_next(address(app, rule, world.of(rule)), otherwise="lost") == "lost"
        }

    assert lost == {"/health", "/sign-in", "/sign-in/code"}


def test_the_way_leads_through_the_sign_in(app, session, client):
    member = a_member_of(a_space(slug="harbour"))
    session.commit()

    asked = client.get("/spaces/harbour/settings?from=mail")
    assert asked.headers["Location"] == "/sign-in?next=/spaces/harbour/settings?from%3Dmail"

    client.signed_in_as(session, member)
    onward = client.get(asked.headers["Location"])
    assert onward.headers["Location"] == "/spaces/harbour/settings?from=mail"


def test_a_form_that_was_sent_is_not_sent_again_after_signing_in(client):
    answer = client.submit("/account/theme", theme="dark")

    assert answer.headers["Location"] == "/sign-in"
