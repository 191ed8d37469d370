"""The door and one's own account, as somebody meets them in a browser."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from app.services.accounts import passwords
from models import Membership
from tests.signing_in import PASSWORD, a_sign_in, come_in

DAY = timedelta(days=1)


def test_a_member_signs_in_and_lands_where_people_are(client, ana):
    answer = come_in(client, email=" ANA@Example.org ")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/").headers["Location"] == "/spaces/harbour/today"


def test_a_wrong_password_keeps_what_was_typed_and_says_so(client, ana):
    answer = come_in(client, "wrong")

    assert answer.status_code == 400
    assert "This e-mail and this password do not belong together." in answer.text
    assert 'value="ana@example.org"' in answer.text
    assert 'value="wrong"' not in answer.text


@pytest.mark.parametrize("fields", [{}, {"email": "ana@example.org"}, {"password": "x"}], ids=str)
def test_an_empty_form_says_what_is_missing(client, fields):
    answer = client.submit("/sign-in", "/sign-in", **fields)

    assert answer.status_code == 400
    assert "Please type your" in answer.text


def test_a_password_kept_in_an_older_way_is_kept_anew(session, client, ana):
    ana.password_hash = passwords.hashed(PASSWORD, memory_kib=128)
    session.commit()

    assert come_in(client).status_code == 302

    session.refresh(ana)
    assert ana.password_hash.startswith("$argon2id$v=19$m=64,")
    assert passwords.is_right(PASSWORD, ana.password_hash, memory_kib=64)


def test_an_unknown_e_mail_takes_the_time_of_an_account(session, client, ana, monkeypatch):
    ana.password_hash = passwords.hashed(PASSWORD, memory_kib=128)
    session.commit()
    checked, verify = [], PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda *given: (checked.append(given[1]), verify(*given))[1]
    )

    answer = client.submit("/sign-in", "/sign-in", email="bo@example.org", password=PASSWORD)

    assert (answer.status_code, checked) == (400, [ana.password_hash])


def test_signing_out_says_so_on_the_front_page(client, ana):
    come_in(client)

    client.submit("/sign-out", "/account")

    assert "You are signed out." in client.get("/").text


@pytest.mark.parametrize("others", [0, 2])
def test_the_account_costs_the_same_on_however_many_devices(
    session, sign_in, count_queries, ana, others
):
    for hours in range(others):
        a_sign_in(ana, now=datetime.now(UTC) - timedelta(hours=hours + 1), agent="Firefox/9 Linux")
    browser = sign_in(ana)

    with count_queries() as queries:
        page = browser.get("/account").text

    assert page.count("Firefox on Linux") == others
    assert page.count("This one") == 1
    assert len(queries) == 3


def test_days_of_devices_are_those_of_the_space(session, harbour, sign_in, ana):
    harbour.time_zone = "Etc/GMT-14"
    evening = (datetime.now(UTC) - timedelta(days=2)).replace(hour=20)
    a_sign_in(ana, now=evening, agent="Firefox/9 Linux")
    a_sign_in(ana, now=evening - timedelta(days=4), seen_at=evening, agent="Safari/9 iPhone")
    first, last = (f"{day.day} {day:%B}" for day in (evening - timedelta(days=3), evening + DAY))

    page = sign_in(ana).get("/account").text

    assert f"Signed in on {last}, last used on {last}" in page
    assert f"Signed in on {first}, last used on {last}" in page


def test_light_or_dark_is_kept_on_the_device(sign_in, ana):
    browser = sign_in(ana)
    assert "data-theme" not in browser.get("/account").text

    browser.submit("/account/theme", theme="dark")
    assert 'data-theme="dark"' in browser.get("/account").text

    browser.submit("/account/theme", theme="purple")
    assert 'data-theme="dark"' in browser.get("/account").text


def test_whoever_left_every_space_is_told_what_to_do(session, sign_in, ana):
    session.execute(Membership.__table__.delete())

    page = sign_in(ana).get("/")

    assert "You are in no space at the moment" in page.text
