"""A form changes what it shows, whatever else is sent along."""

from datetime import UTC, datetime

import pytest

import models
from app.services.accounts import passwords
from models import ConsentKind, Membership
from tests.security.crawling import changed, everything

PASSWORD = "purple lamp walks"
HOSTILE = {
    "role": "host",
    "is_host": "y",
    "is_demo": "y",
    "is_listed": "y",
    "wants_introductions": "y",
    "wants_mail": "y",
    "claimed_at": "2020-01-01",
    "disabled_at": "",
    "joined_at": "2020-01-01",
    "space_id": "2",
    "member_id": "2",
    "id": "2",
}


def every_column():
    """A value for every column that there is, as if each were a field."""
    names = {
        column.name for table in models.Base.metadata.sorted_tables for column in table.columns
    }
    return dict.fromkeys(names, "2") | HOSTILE


def written(session, before, member_id):
    """What differs, as (table, column): once for each column of each row."""
    found = set()
    for table, (went, came) in changed(before, everything(session)).items():
        if len(went) != len(came):
            found.add((table, "rows"))
        for old, new in zip(went, came, strict=False):
            found |= {(table, name) for name in old if old[name] != new[name]}
    return found


FORMS = {
    "/account/theme": ({"theme": "dark"}, set()),
    "/account/password": (
        {"current": PASSWORD, "password": "quiet tea at noon"},
        {("member", "password_hash")},
    ),
    "/account/email": (
        {"email": "new@example.org", "current": PASSWORD},
        {("email_change", "rows"), ("letter", "rows")},
    ),
    "/spaces/here/welcome": (
        {"listed": "no", "introductions": "no", "mail": "no"},
        {
            ("consent", "rows"),
            ("membership", "is_listed"),
            ("membership", "wants_introductions"),
            ("membership", "welcomed_at"),
            ("visit", "is_listed"),
            ("visit", "changed_at"),
            ("visit", "version"),
        },
    ),
    "/spaces/here/settings": (
        {"listed": "y", "limit": "1", "reach": "1", "paused_until": "2099-01-01"},
        {
            ("consent", "rows"),
            ("membership", "wants_introductions"),
            ("membership", "introductions_per_day"),
            ("membership", "reach"),
            ("membership", "paused_until"),
        },
    ),
}


@pytest.mark.parametrize("path", FORMS)
def test_only_what_a_form_shows_is_written(session, as_, world, path):
    ana = world.people["ana"]
    ana.password_hash = passwords.hashed(PASSWORD, memory_kib=64)
    session.execute(models.EmailChange.__table__.delete())
    session.commit()
    browser = as_("ana")
    browser.get("/account")
    before = everything(session)
    fields, expected = FORMS[path]

    answer = browser.submit(path, **(every_column() | fields))

    assert answer.status_code in {200, 302}
    assert written(session, before, ana.id) == expected


def test_a_newcomer_cannot_join_as_a_host(session, client, world):
    invitation = world.values["invitation_id"]
    path = f"/join/{invitation}/{world.tokens['invitations.join']}"
    before = everything(session)

    answer = client.submit(
        path, path, **(every_column() | {"name": "Noa", "password": "quiet tea at noon"})
    )

    assert answer.headers["Location"] == "/spaces/here/welcome"
    assert written(session, before, None) == {
        ("invitation", "used_at"),
        ("member", "claimed_at"),
        ("member", "password_hash"),
        ("membership", "joined_at"),
        ("profile", "version"),
    }


@pytest.mark.parametrize(
    "twice",
    [
        {"listed": ["no", "yes"]},
        {"listed": ["yes", "no"]},
    ],
    ids=str,
)
def test_a_field_sent_twice_is_one_answer(session, as_, world, twice):
    """The first counts, for what is written as for what is kept as consent."""
    browser = as_("ana")
    browser.get("/account")
    answers = {"listed": "no", "introductions": "no", "mail": "no"} | twice

    browser.submit("/spaces/here/welcome", **answers)

    member = session.query(Membership).filter_by(member_id=world.people["ana"].id).one()
    session.refresh(member)
    kept = session.query(models.Consent).filter_by(kind=ConsentKind.LISTED).one()
    assert member.is_listed is kept.is_given is (twice["listed"][0] == "yes")
    assert kept.at <= datetime.now(UTC)
