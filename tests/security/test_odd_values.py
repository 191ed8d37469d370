"""Whatever is typed into whichever field, no form breaks: it is taken, or refused in words."""

import pytest

from app.extensions import limiter
from tests.security.crawling import address, plausible_fields, rules_of

WORDS = "Plausible words"
ODD_WORDS = b"Za\x00zi \xed\xa0\x80\xff \xe2\x80\xae\r\nBcc: x@example.org\r\n %s {0} %(name)s =1"
"""A NUL, half a letter, what is no letter at all, a turn, a line of its own, and what formats."""
ODD = (
    "a\x00b",
    b"a\xed\xa0\x80b\xff",
    "\u0661\u0662\u00b2",
    "2147483648",
    "-99999999999999999999999999",
    "NaN",
    "1e999",
    "",
    " \u200b\u2060 ",
    "0001-01-01",
    "9999-12-31",
    "9999-12-31T23:59",
    "24:00",
    "%s%d{0}{x.__class__}%(num)s%(name)s",
    "../../../etc/passwd",
    "x" * 7000,
    "\u0130\u0131\u1e9e\ufb03\ufdfa" * 10,
    "http://[",
    "\U0001f469\u200d\U0001f4bb" * 5,
)
CHANGES_WHO_WALKS = {
    "account.sign_in",
    "account.sign_out",
    "email_changes.confirm",
    "invitations.join",
    "passwords.change",
    "passwords.reset",
    "privacy.erase",
    "sign_ins.end",
    "sign_ins.end_others",
}
ENDS = ("remove", "forget", "end", "back", "disable", "close", "cancel", "finish", "block", "out")
"""Comes last, or the forms about what is gone would not be reached."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request):
    """The address of an empty database of each kind: they do not keep the same."""
    return request.getfixturevalue(f"empty_{request.param}")()


def filled_in(fields, turn):
    """Two forms: with odd words wherever words go, and with something odd in each third field."""
    yield {name: ODD_WORDS if value == WORDS else value for name, value in fields.items()}
    yield fields | {
        name: ODD[(place + turn) % len(ODD)]
        for place, name in enumerate(sorted(fields))
        if (place + turn) % 3 == 0
    }


def test_no_form_breaks_over_what_is_typed(app, world, as_):
    browser, fields = as_("host"), plausible_fields()
    browser.get("/account")
    rules = [rule for rule in rules_of(app, "POST") if rule.endpoint not in CHANGES_WHO_WALKS]
    rules.sort(key=lambda rule: rule.rule.endswith(ENDS))

    found = []
    for turn, rule in enumerate(rules):
        path = address(app, rule, world.of(rule))
        for told in filled_in(fields, turn):
            with app.app_context():
                limiter.reset()
            answer = browser.post(path, data=told | {"csrf_token": browser.token})
            found.append((rule.endpoint, answer.status_code))

    assert [(endpoint, status) for endpoint, status in found if status >= 500] == []
    assert len({endpoint for endpoint, status in found if status == 302}) > 20
