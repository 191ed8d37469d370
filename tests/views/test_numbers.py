"""Numbers that no row can have: on either database there is simply nothing."""

import pytest

from tests.factories import a_host_of, a_space
from tests.security.crawling import access_of, rules_of

PARTS = {"slug": "loft", "token": "x", "stem": "f" * 32, "sheet": "tags"}


@pytest.fixture
def host(session, sign_in):
    return sign_in(a_host_of(a_space(slug="loft"), "Hugo"))


def _addresses(app, method, number):
    """Every address with a number in it, of those that a host may open."""
    for rule in rules_of(app, method):
        given = {name: PARTS.get(name, number) for name in rule.arguments}
        if number in given.values() and access_of(app, rule) is not None:
            yield app.url_map.bind("localhost").build(rule.endpoint, given)


@pytest.mark.parametrize("number", [2**31, 2**63])
def test_a_number_that_no_row_can_have_is_not_there(app, host, number):
    host.get("/account")

    shown = {path: host.get(path).status_code for path in _addresses(app, "GET", number)}
    taken = {path: host.submit(path).status_code for path in _addresses(app, "POST", number)}

    assert set(shown.values()) == {404}
    assert {path: status for path, status in taken.items() if status not in {404, 405}} == {}
    assert taken


def test_the_desk_refuses_such_a_number_kindly(host):
    host.get("/account")

    answer = host.submit("/spaces/loft/visits", membership_id=2**63)

    assert answer.status_code == 400
