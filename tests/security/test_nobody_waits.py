"""Hashing a password takes a while on purpose; meanwhile everybody else can write."""

import sqlite3
from contextlib import ExitStack, closing
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from app.extensions import make_engine
from app.services import tokens
from app.services.accounts import resets
from app.services.accounts.sign_ins import SEEN_EVERY
from app.services.members import invitations
from models import PasswordReset, SignIn
from tests.factories import a_member, a_member_of, a_membership, a_space
from tests.signing_in import PASSWORD, come_in, with_password

CHOSEN = "quiet tea at noon"


@pytest.fixture
def while_hashing(monkeypatch, database_url):
    """Whether somebody else could begin to write, each time that a password was hashed."""
    found = []

    def watched(hashing):
        def hashing_and_looking(*given):
            file = database_url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
                try:
                    other.execute("begin immediate")
                    found.append("free")
                except sqlite3.OperationalError:
                    found.append("locked")
            return hashing(*given)

        return hashing_and_looking

    for name in ("hash", "verify"):
        monkeypatch.setattr(PasswordHasher, name, watched(getattr(PasswordHasher, name)))
    return found


@pytest.fixture
def ana(session):
    ana = with_password(a_member_of(a_space(slug="harbour"), "Ana"), email="ana@example.org")
    session.commit()
    return ana


def test_nobody_waits_for_somebody_who_signs_in(client, ana, while_hashing):
    come_in(client)
    come_in(client, "wrong")
    come_in(client, "wrong", "nobody@example.org")

    assert set(while_hashing) == {"free"}


def test_nobody_waits_for_a_newcomer(session, client, while_hashing):
    noa = a_member("Noa", claimed_at=None)
    waiting = a_membership(noa, a_space(), joined_at=None)
    invitation = invitations.invite(session, waiting, now=datetime.now(UTC))
    path = invitations.link_path(invitation, key="not-a-secret")
    session.commit()

    assert client.submit(path, path, name="Noa", password=CHOSEN).status_code == 302
    assert while_hashing == ["free"]


def test_nobody_waits_for_a_new_password(session, client, ana, while_hashing):
    resets.ask(session, ana.email, now=datetime.now(UTC))
    reset = session.query(PasswordReset).one()
    path = f"/reset/{reset.id}/{tokens.token_for('reset', reset.nonce, key='not-a-secret')}"
    session.commit()

    assert client.submit(path, path, password=CHOSEN).status_code == 302
    assert while_hashing == ["free"]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/account/password", {"current": PASSWORD, "password": CHOSEN}),
        ("/account/email", {"current": PASSWORD, "email": "new@example.org"}),
        ("/privacy/erase", {"password": PASSWORD}),
    ],
)
def test_nobody_waits_for_somebody_who_shows_their_password(
    sign_in, ana, while_hashing, path, fields
):
    browser = sign_in(ana)

    assert browser.submit(path, path, **fields).status_code in {200, 302}
    assert set(while_hashing) == {"free"}


def test_a_page_that_is_read_does_not_wait_for_who_writes(session, sign_in, database_url, ana):
    """Not even where it is time to note that the device is in use."""
    browser = sign_in(ana)
    here = session.scalars(select(SignIn)).one()
    here.seen_at = before = here.seen_at - 2 * SEEN_EVERY
    session.commit()
    file = database_url.removeprefix("sqlite:///")

    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
        other.execute("begin immediate")
        busy = browser.get("/account")
        other.execute("rollback")
    browser.get("/account")
    session.refresh(here)

    assert (busy.status_code, here.seen_at > before) == (200, True)


def test_as_many_can_read_as_there_are_threads(database_url):
    engine = make_engine(database_url)

    with ExitStack() as held:
        for _ in range(40):
            held.enter_context(engine.connect())

    engine.dispose()
