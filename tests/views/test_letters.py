"""Letters that were not sent, and links to pass on by hand."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.services.members import inviting
from tests.factories import a_host_of, a_member, a_membership, a_space


@pytest.fixture
def space(session):
    return a_space(slug="loft")


def invite(session, space, people):
    for n in range(people):
        a_membership(a_member(f"Ana {n}", claimed_at=None), space, joined_at=None)
    inviting.invite_all(session, space, now=datetime.now(UTC))
    session.commit()


@pytest.mark.parametrize("rows", [1, 3])
def test_links_can_be_copied_and_cost_the_same_however_many(
    session, space, sign_in, client, count_queries, rows
):
    host = sign_in(a_host_of(space))
    invite(session, space, rows)

    with count_queries() as queries:
        page = host.get("/spaces/loft/letters")
    links = re.findall(r'value="http://localhost(/join/[^"]+)"', page.text)

    assert len(queries) == 4
    assert [client.get(link).status_code for link in links] == [200] * rows
    assert "No mail server is set up" in page.text


def test_with_a_mail_server_nothing_is_said_against_it(session, space, app, settings, sign_in):
    app.config["SETTINGS"] = replace(settings, smtp_url="smtp://127.0.0.1:1")
    host = sign_in(a_host_of(space))
    invite(session, space, 1)

    page = host.get("/spaces/loft/letters")

    assert ("No mail server" in page.text, "On its way" in page.text) == (False, True)


def test_when_nothing_waits_it_says_so(session, space, sign_in):
    host = sign_in(a_host_of(space))

    assert "Letters written from now on turn up here." in host.get("/spaces/loft/letters").text
