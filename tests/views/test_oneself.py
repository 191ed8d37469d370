"""Whoever has a second step shows it, too, before the account itself is changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app.services.accounts import passwords, second_factors
from models import EmailChange, Member, RecoveryCode
from tests.factories import a_host_of, a_member_of, a_space
from tests.second_steps import PAPER, SECRET, shown, with_phone
from tests.signing_in import PASSWORD, with_password

CHOSEN = "quiet tea at noon"
PAGES = {
    "/account/password": {"current": PASSWORD, "password": CHOSEN},
    "/account/email": {"current": PASSWORD, "email": "new@example.org"},
    "/privacy/erase": {"password": PASSWORD},
}
DONE = {"/account/password": 302, "/account/email": 200, "/privacy/erase": 302}


@pytest.fixture(autouse=True)
def _mail_server(app, settings):
    """Where no letters leave, nobody moves to another address."""
    app.config["SETTINGS"] = replace(settings, smtp_url="smtp://127.0.0.1")


@pytest.fixture(params=PAGES)
def page(request):
    return request.param


@pytest.fixture
def space(session):
    space = a_space(slug="harbour")
    a_host_of(space)
    return space


@pytest.fixture
def ana(session, space):
    ana = with_password(a_member_of(space, "Ana Silva"), email="ana@example.org")
    with_phone(session, ana)
    session.commit()
    return ana


def is_as_it_was(session, member):
    """Whether neither password nor address nor person has changed or is about to."""
    session.rollback()
    kept = session.scalar(select(Member.password_hash).where(Member.id == member.id))
    is_same = kept is not None and passwords.is_right(PASSWORD, kept, memory_kib=64)
    asked = session.scalar(select(func.count()).select_from(EmailChange))
    session.rollback()
    return is_same and asked == 0


def used_codes(session):
    used = session.scalar(
        select(func.count()).select_from(RecoveryCode).where(RecoveryCode.used_at.is_not(None))
    )
    session.rollback()
    return used


def test_the_password_alone_changes_nothing(session, sign_in, ana, page):
    browser = sign_in(ana)
    assert 'name="code"' in browser.get(page).text

    answers = [
        browser.submit(page, page, **PAGES[page], **typed)
        for typed in ({}, {"code": " "}, {"code": "000000"}, {"code": "zzzz-zzzz-zzzz"})
    ]

    assert [answer.status_code for answer in answers] == [400] * 4
    assert "Please type the code." in answers[0].text
    assert "This code is not right" in answers[2].text
    assert is_as_it_was(session, ana)


@pytest.mark.parametrize("code", [shown, PAPER[0].upper], ids=["phone", "paper"])
def test_with_a_code_it_is_done(session, sign_in, ana, page, code):
    browser = sign_in(ana)

    done = browser.submit(page, page, **PAGES[page], code=code())

    assert done.status_code == DONE[page]
    assert not is_as_it_was(session, ana)


def test_a_code_alone_changes_nothing_and_still_counts_afterwards(session, sign_in, ana, page):
    browser, told = sign_in(ana), PAGES[page]
    key = "current" if "current" in told else "password"

    wrong = browser.submit(page, page, **(told | {key: "wrong"}), code=PAPER[0])

    assert (wrong.status_code, "That is not your password." in wrong.text) == (400, True)
    assert (is_as_it_was(session, ana), used_codes(session)) == (True, 0)


def test_a_code_that_was_taken_at_the_door_is_not_taken_again(session, sign_in, ana, page):
    code = shown()
    key, now = "not-a-secret", datetime.now(UTC)
    second_factors.prove(session, ana.id, code, key=key, now=now)
    session.commit()
    browser = sign_in(ana)

    again = browser.submit(page, page, **PAGES[page], code=code)

    assert (again.status_code, "This code was used already." in again.text) == (400, True)
    assert is_as_it_was(session, ana)


def test_somebody_else_s_code_changes_nothing(session, sign_in, ana, page):
    bo = a_member_of(a_space(), "Bo")
    with_phone(session, bo, secret=SECRET[::-1])
    session.commit()

    answer = sign_in(ana).submit(page, page, **PAGES[page], code=shown(secret=SECRET[::-1]))

    assert answer.status_code == 400
    assert is_as_it_was(session, ana)


def test_whoever_has_no_second_step_is_asked_for_none(session, sign_in, space, page):
    bo = with_password(a_member_of(space, "Bo"), email="bo@example.org")
    session.commit()
    browser = sign_in(bo)
    assert 'name="code"' not in browser.get(page).text

    done = browser.submit(page, page, **PAGES[page])

    assert done.status_code == DONE[page]
    assert not is_as_it_was(session, bo)


def test_a_second_step_turned_on_meanwhile_counts(session, sign_in, space, page, monkeypatch):
    bo = with_password(a_member_of(space, "Bo"), email="bo@example.org")
    session.commit()
    browser = sign_in(bo)
    browser.get(page)
    is_right = passwords.is_right

    def while_the_password_is_checked(*args, **more):
        with_phone(session, bo)
        session.commit()
        return is_right(*args, **more)

    monkeypatch.setattr(passwords, "is_right", while_the_password_is_checked)
    answer = browser.submit(page, **PAGES[page])
    monkeypatch.setattr(passwords, "is_right", is_right)

    assert answer.status_code == 409
    assert is_as_it_was(session, bo)


def test_where_no_code_is_asked_none_is_counted(session, sign_in, space):
    bo = with_password(a_member_of(space, "Bo"), email="bo@example.org")
    session.commit()
    browser, page = sign_in(bo), "/account/email"

    found = {browser.submit(page, page, **PAGES[page]).status_code for _ in range(31)}

    assert found == {200}


def test_the_last_host_keeps_the_code_that_was_typed_in_vain(session, sign_in):
    host = with_password(a_host_of(a_space()), email="ho@example.org")
    with_phone(session, host)
    session.commit()

    refused = sign_in(host).submit(
        "/privacy/erase", "/privacy/erase", password=PASSWORD, code=PAPER[0]
    )

    assert (refused.status_code, used_codes(session)) == (409, 0)
