"""Turning a second step on and off, and coming in with it, as somebody meets it in a browser."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.services.accounts import second_factors
from models import RecoveryCode, SecondFactor, SignIn
from tests.factories import a_member_of, a_space
from tests.second_steps import KEY, PAPER, shown, with_phone
from tests.signing_in import PASSWORD, Browser, come_in, with_password

OWN = "/account/second-step"
PHONE, CODES, OFF = f"{OWN}/phone", f"{OWN}/codes", f"{OWN}/off"
ASK = "/sign-in/code"
SECRET = re.compile(r"<strong>([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})</strong>")
ON_PAPER = re.compile(r"\b[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}\b")
DRAFT = re.compile(r'name="draft"[^>]*value="([^"]+)"')


@pytest.fixture
def ana(session):
    ana = with_password(a_member_of(a_space(slug="harbour"), "Ana Silva"), email="ana@example.org")
    session.commit()
    return ana


@pytest.fixture
def with_a_phone(session, ana):
    with_phone(session, ana)
    session.commit()
    return ana


def secret_on(page):
    return SECRET.search(page.text).group(1).replace(" ", "")


def connect(browser):
    """Say the password, and give the secret that the phone is shown."""
    assert browser.submit(OWN, OWN, password=PASSWORD).headers["Location"] == PHONE
    return secret_on(browser.get(PHONE))


def is_in(browser):
    return browser.get("/account").status_code == 200


def test_it_is_turned_on_with_the_password_and_a_code(session, sign_in, ana):
    browser = sign_in(ana)
    assert "Off: the password alone" in browser.get("/account").text

    assert browser.submit(OWN, OWN, password="wrong").status_code == 400
    secret = connect(browser)
    page = browser.get(PHONE)
    assert "<svg" in page.text
    assert (
        f"otpauth://totp/Alongside%20at%20127.0.0.1:ana%40example.org?secret={secret}" in page.text
    )
    wrong = browser.submit(PHONE, code="12345")
    assert (wrong.status_code, secret_on(wrong)) == (400, secret)
    assert second_factors.standing(session, ana.id) is None
    session.commit()
    done = browser.submit(PHONE, code=shown(secret=secret))

    assert (done.status_code, len(set(ON_PAPER.findall(done.text)))) == (200, 10)
    whose = r">Recovery codes\nSpace \d+, 127\.0\.0\.1\nana@example\.org\n\n"
    assert re.search(whose, done.text)  # wherever the codes are kept
    assert "On: a code from your phone" in browser.get("/account").text
    assert second_factors.standing(session, ana.id).codes_left == 10


def test_the_codes_and_the_secret_are_shown_once(sign_in, ana):
    browser = sign_in(ana)
    secret = connect(browser)
    browser.submit(PHONE, code=shown(secret=secret))

    again = browser.get(PHONE)

    assert (again.status_code, again.headers["Location"]) == (302, OWN)
    assert not ON_PAPER.search(browser.get(OWN).text)


def test_a_second_click_shows_the_same_codes(app, sign_in, ana):
    browser = sign_in(ana)
    secret = connect(browser)
    cookie, token = browser.get_cookie("session").value, browser.token
    first = browser.submit(PHONE, code=shown(secret=secret))
    browser.set_cookie("session", cookie)

    second = browser.post(PHONE, data={"csrf_token": token, "code": shown(secret=secret)})

    assert second.status_code == 200
    assert ON_PAPER.findall(second.text) == ON_PAPER.findall(first.text)


def test_it_waits_half_an_hour_for_the_phone(sign_in, ana, monkeypatch):
    browser = sign_in(ana)
    connect(browser)
    monkeypatch.setattr(second_factors, "LASTS", timedelta(seconds=-1))

    assert browser.get(PHONE).headers["Location"] == OWN


def test_after_the_password_the_phone_is_asked(session, client, with_a_phone):
    asked = come_in(client, onward="/people/7")

    assert asked.headers["Location"] == f"{ASK}?next=/people/7"
    assert not is_in(client)
    page = client.get(asked.headers["Location"])
    assert (page.status_code, "Ana" in page.text, "ana@" in page.text) == (200, False, False)
    done = client.submit(asked.headers["Location"], code=shown())
    assert done.headers["Location"] == "/people/7"
    assert is_in(client)


def test_a_wrong_code_may_be_typed_again(client, with_a_phone):
    come_in(client)

    wrong = client.submit(ASK, ASK, code="000000")
    empty = client.submit(ASK, ASK, code=" ")

    assert (wrong.status_code, "This code is not right" in wrong.text) == (400, True)
    assert (empty.status_code, "Please type the code." in empty.text) == (400, True)
    assert client.submit(ASK, ASK, code=shown()).headers["Location"] == "/"


def test_a_wrong_code_from_paper_is_not_looked_for_on_the_phone(client, with_a_phone):
    come_in(client)

    wrong = client.submit(f"{ASK}?paper=", f"{ASK}?paper=", code="zzzz-zzzz-zzzz")

    assert (wrong.status_code, "none of the codes that you have left" in wrong.text) == (400, True)
    assert "shown now" not in wrong.text
    assert "Neither the phone nor a code? Tell the host of your space" in wrong.text


def test_without_the_phone_a_code_on_paper_opens(session, client, with_a_phone):
    come_in(client, onward="/privacy")
    page = client.get(f"{ASK}?next=/privacy")
    onward = f"{ASK}?next=/privacy&paper="
    assert f'href="{onward.replace("&", "&amp;")}"' in page.text

    done = client.submit(onward, onward, code=PAPER[0].upper())

    assert done.headers["Location"] == "/privacy"
    assert "That recovery code is used up; 2 are left." in client.get("/privacy").text


def test_of_two_clicks_the_second_goes_on_as_well(client, with_a_phone):
    come_in(client)
    client.get(ASK)
    half, token, code = client.get_cookie("session").value, client.token, shown()
    client.submit(ASK, code=code)
    whole = client.get_cookie("session").value
    client.set_cookie("session", half)

    second = client.post(ASK, data={"csrf_token": token, "code": code})
    client.set_cookie("session", whole)

    assert "Set-Cookie" not in second.headers
    assert client.get(second.headers["Location"]).headers["Location"] == "/"


def test_a_used_code_is_said_to_be_one(client, with_a_phone):
    come_in(Browser(client.application))
    come_in(client)
    client.submit(ASK, ASK, code=shown())
    other = Browser(client.application)
    come_in(other)

    again = other.submit(ASK, ASK, code=shown())

    assert not is_in(other)
    assert "This code was used already." in other.get(again.headers["Location"]).text


def test_nobody_is_asked_before_the_password(client, with_a_phone):
    assert client.get(f"{ASK}?next=/privacy").headers["Location"] == "/sign-in?next=/privacy"
    assert client.submit(ASK, "/sign-in", code=shown()).headers["Location"] == "/sign-in"


def test_new_codes_replace_the_old_ones(session, sign_in, with_a_phone):
    browser = sign_in(with_a_phone)
    draft = DRAFT.search(browser.get(CODES).text).group(1)
    told = {"password": PASSWORD, "code": shown(), "draft": draft}

    assert browser.submit(CODES, **(told | {"password": "wrong"})).status_code == 400
    assert browser.submit(CODES, **(told | {"code": "000000"})).status_code == 400
    clicks = [browser.submit(CODES, **told) for _ in range(2)]

    codes = [ON_PAPER.findall(page.text) for page in clicks]
    assert (len(codes[0]), codes[0]) == (10, codes[1])
    assert second_factors.prove(
        session, with_a_phone.id, codes[0][0], key=KEY, now=datetime.now(UTC)
    )


def test_it_is_turned_off_with_the_password_and_a_code(session, sign_in, client, with_a_phone):
    browser = sign_in(with_a_phone)

    assert browser.submit(OFF, OFF, password="wrong", code=shown()).status_code == 400
    assert browser.submit(OFF, OFF, password=PASSWORD, code="000000").status_code == 400
    done = browser.submit(OFF, OFF, password=PASSWORD, code=PAPER[0])
    again = browser.submit(OFF, "/account", password=PASSWORD, code=PAPER[0])

    assert [done.headers["Location"], again.headers["Location"]] == ["/account", OWN]
    assert session.scalars(select(SecondFactor)).all() == []
    assert session.scalars(select(RecoveryCode)).all() == []
    session.rollback()
    assert come_in(client).headers["Location"] == "/"


@pytest.mark.parametrize(("left", "is_warned"), [(3, False), (2, True)])
def test_whoever_has_few_codes_left_is_told(session, sign_in, with_a_phone, left, is_warned):
    used = select(RecoveryCode.id).order_by(RecoveryCode.id).limit(3 - left)
    now = datetime.now(UTC)
    session.execute(update(RecoveryCode).where(RecoveryCode.id.in_(used)).values(used_at=now))
    session.commit()

    page = sign_in(with_a_phone).get(OWN).text

    assert ("Few recovery codes are left" in page) is is_warned


def test_pages_about_codes_lead_on_where_there_are_none(sign_in, ana):
    browser = sign_in(ana)

    assert [browser.get(path).headers["Location"] for path in (PHONE, CODES, OFF)] == [OWN] * 3


def test_a_secret_under_another_key_lets_nobody_in_and_says_who_can_help(
    session, client, with_a_phone
):
    factor = session.scalars(select(SecondFactor)).one()
    factor.sealed_secret = "sealed elsewhere"
    session.commit()
    come_in(client)

    answer = client.submit(ASK, ASK, code=shown())

    assert answer.status_code == 409
    assert "Ask whoever runs Alongside at your space." in answer.text
    assert session.scalars(select(SignIn)).all() == []
