"""A sign-in begins anew, ends for good, and tells nothing to those who guess."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.services import tokens
from app.services.accounts import passwords, sign_ins
from models import PasswordReset, SignIn
from tests.factories import a_member_of, a_space
from tests.security.crawling import ENDINGS
from tests.signing_in import Browser, a_sign_in

PASSWORD = "purple lamp walks"


@pytest.fixture
def ana(session):
    ana = a_member_of(a_space(slug="harbour"), "Ana")
    ana.email, ana.password_hash = "ana@example.org", passwords.hashed(PASSWORD, memory_kib=64)
    session.commit()
    return ana


def come_in(browser, password=PASSWORD, email="ana@example.org"):
    return browser.submit("/sign-in", "/sign-in", email=email, password=password)


def is_in(browser):
    return browser.get("/account").status_code == 200


def cookie_of(browser):
    return browser.get_cookie("session").value


def with_cookie(app, value):
    browser = Browser(app)
    browser.set_cookie("session", value)
    return browser


def test_signing_in_keeps_nothing_from_before(app, client, ana):
    client.get("/sign-in")
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"
    before = cookie_of(client)

    come_in(client)

    with client.session_transaction() as kept:
        assert "planted" not in kept
    assert not is_in(with_cookie(app, before))
    assert is_in(client)


def test_signing_in_twice_leaves_one_device(session, client, ana):
    come_in(client)
    first = cookie_of(client)
    client.post("/sign-in", data={"csrf_token": client.token})

    client.submit("/sign-in", "/account", email="ana@example.org", password=PASSWORD)

    assert len(session.scalars(select(SignIn)).all()) == 1
    assert not is_in(with_cookie(client.application, first))


def test_a_cookie_copied_before_signing_out_opens_nothing(app, session, client, ana):
    come_in(client)
    thief = with_cookie(app, cookie_of(client))
    assert is_in(thief)

    answer = client.submit("/sign-out", "/account")

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(thief)
    assert not is_in(client)
    assert session.scalars(select(SignIn)).all() == []


def test_a_cookie_copied_before_a_new_password_opens_nothing(app, client, ana):
    come_in(client)
    thief = with_cookie(app, cookie_of(client))

    client.submit(
        "/account/password", "/account/password", current=PASSWORD, password="quiet tea at noon"
    )

    assert not is_in(thief)
    assert is_in(client)


def test_a_cookie_copied_before_a_reset_opens_nothing(app, session, client, ana):
    come_in(client)
    thief = with_cookie(app, cookie_of(client))
    elsewhere = Browser(app)
    elsewhere.submit("/forgotten", "/sign-in", email="ana@example.org")
    reset = session.scalars(select(PasswordReset)).one()
    token = tokens.token_for("reset", reset.nonce, key="not-a-secret")
    path = f"/reset/{reset.id}/{token}"
    session.commit()

    elsewhere.submit(path, path, password="quiet tea at noon")

    assert not is_in(thief)
    assert not is_in(client)
    assert is_in(elsewhere)


def test_somebody_disabled_is_out_with_the_next_click(session, client, ana):
    come_in(client)

    sign_ins.disable(session, ana.email, now=datetime.now(UTC))
    session.commit()

    assert not is_in(client)
    assert come_in(client).status_code == 400


def test_a_cookie_of_another_installation_opens_nothing(app, session, ana):
    stolen = Browser(app).signed_in_as(session, ana)
    app.config["SECRET_KEY"] = "another key"

    assert not is_in(with_cookie(app, cookie_of(stolen)))


def test_a_sign_in_that_has_expired_is_over(app, session, ana):
    browser = Browser(app).signed_in_as(session, ana)
    assert is_in(browser)
    session.execute(SignIn.__table__.update().values(expires_at=datetime.now(UTC)))
    session.commit()

    assert not is_in(browser)


def test_reading_pages_puts_the_end_off_at_most_once_an_hour(app, session, ana):
    browser = Browser(app).signed_in_as(session, ana)
    row = session.scalars(select(SignIn)).one()
    early = datetime.now(UTC) - timedelta(minutes=50)
    row.seen_at = early
    session.commit()

    browser.get("/account")
    session.refresh(row)
    assert row.seen_at == early

    row.seen_at = datetime.now(UTC) - timedelta(minutes=70)
    session.commit()
    browser.get("/account")
    session.refresh(row)
    assert datetime.now(UTC) - row.seen_at < timedelta(minutes=5)
    assert row.expires_at - row.seen_at == timedelta(days=14)


def bare(answer, email):
    """A page without what its reader typed and without its token."""
    return answer.status_code, ENDINGS.sub(r"\1", answer.text).replace(email, "…")


@pytest.mark.parametrize("state", ["as usual", "not yet claimed", "disabled"])
def test_an_unknown_e_mail_and_a_wrong_password_look_alike(session, client, ana, state):
    if state == "not yet claimed":
        ana.claimed_at = None
    if state == "disabled":
        ana.disabled_at = datetime.now(UTC)
    session.commit()

    wrong = come_in(client, "not the password")
    unknown = come_in(client, "not the password", "nobody@example.org")

    assert wrong.status_code == 400
    assert bare(wrong, "ana@example.org") == bare(unknown, "nobody@example.org")


def test_asking_for_a_link_says_the_same_to_everybody(client, ana):
    path, door = "/forgotten", "/sign-in"
    known = client.submit(path, door, email="ana@example.org")
    again = client.submit(path, door, email="ana@example.org")
    unknown = client.submit(path, door, email="nobody@example.org")

    assert known.status_code == 200
    pages = {bare(known, "ana@example.org"), bare(again, "ana@example.org")}
    assert pages == {bare(unknown, "nobody@example.org")}


def test_a_device_of_somebody_else_cannot_be_signed_out(session, sign_in, ana):
    zoe = a_member_of(a_space())
    theirs = a_sign_in(ana, now=datetime.now(UTC))
    session.commit()

    answer = sign_in(zoe).submit(f"/account/devices/{theirs.id}/end", "/account")

    assert answer.status_code == 404
    assert session.get(SignIn, theirs.id, populate_existing=True) is not None
