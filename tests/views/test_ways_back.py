"""A page that says no leads on: to where one was, or to the part of the product it belongs to."""

import re
from dataclasses import replace

import pytest

from tests.factories import a_host_of, a_member_of, a_space

START = "/"


@pytest.fixture
def space(session):
    return a_space(slug="harbour")


@pytest.fixture
def member(space, sign_in):
    return sign_in(a_member_of(space))


@pytest.fixture
def host(space, sign_in):
    return sign_in(a_host_of(space))


def ways(page):
    """The buttons of a page that says no: where they lead, and what they say."""
    wrong = page.text.split('<div class="wrong">')[1].split("</main>")[0]
    return re.findall(r'<a class="button[^"]*"\s+href="([^"]*)">([^<]+)</a>', wrong)


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/spaces/harbour/mixers/99", ("/spaces/harbour/mixers", "Mixers")),
        ("/spaces/harbour/mixers/99/table", ("/spaces/harbour/mixers", "Mixers")),
        ("/profile/offers/99", ("/profile", "My profile")),
        ("/account/nothing", ("/account", "Settings")),
    ],
)
def test_what_is_not_there_leads_to_the_place_it_would_be_in(member, path, way):
    page = member.get(path)

    assert page.status_code == 404
    assert ways(page) == [way, (START, "Back to the start")]


def test_what_only_hosts_may_open_is_offered_to_hosts_alone(host, member):
    path = "/spaces/harbour/members/99"

    assert ways(host.get(path))[0] == ("/spaces/harbour/members", "Members")
    assert ways(member.get(path)) == [(START, "Back to the start")]


@pytest.mark.parametrize(
    "path",
    [
        "/people/99",
        "/people/99/contact.vcf",
        "/spaces/elsewhere/mixers/99",
        "/spaces/harbour/nothing",
        "/nothing",
        "/%2f%2fevil.example/account/x",
        "/account\\evil.example/x",
    ],
)
def test_nobody_is_led_out_or_to_another_no(session, member, path):
    a_space(slug="elsewhere")
    session.commit()

    assert ways(member.get(path)) == [(START, "Back to the start")]


def test_a_form_that_is_out_of_date_leads_back_to_its_page(client, member, host):
    told = [
        ways(member.post("/account/theme", data={}))[0],
        ways(member.post("/spaces/harbour/introductions/7/answer", data={}))[0],
        ways(member.post("/spaces/harbour/mixers/7/come", data={}))[0],
        ways(host.post("/spaces/harbour/import", data={}))[0],
        ways(client.post("/sign-in", data={}))[0],
        ways(client.post("/join/7/token", data={}))[0],
    ]

    back = "Back to where you were"
    assert told == [
        ("/account", "Settings"),
        ("/spaces/harbour/introductions", "Introductions"),
        ("/spaces/harbour/mixers/7", back),
        ("/spaces/harbour/import", "Import"),
        ("/sign-in", back),
        ("/join/7/token", back),
    ]


def test_what_has_changed_meanwhile_is_looked_at_again_by_one_tap(member):
    refused = member.get("/account/theme")

    assert (refused.status_code, ways(refused)[0]) == (405, ("/account", "Settings"))


def test_where_all_is_broken_the_same_is_asked_again(app, client, settings, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.config["SETTINGS"] = replace(settings, smtp_url="smtp://127.0.0.1")
    monkeypatch.setitem(app.view_functions, "home.index", broken)
    monkeypatch.setitem(app.view_functions, "account.sign_in", broken)

    read, sent = client.get("/?x=1"), client.submit("/sign-in", _from="/forgotten")

    assert ways(read) == [("", "Try again"), (START, "Back to the start")]
    assert ways(sent) == [(START, "Back to the start")]
