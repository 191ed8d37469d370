"""Whoever has the password, the mailbox or an old cookie, and not the phone, stays outside."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.services.accounts import email_changes, resets
from app.services.members import invitations
from models import EmailChange, PasswordReset, SignIn
from tests.factories import a_member_of, a_membership, a_space
from tests.second_steps import KEY, SECRET, shown, with_phone
from tests.security.crawling import ENDINGS, address, rules_of
from tests.security.test_doors import PUBLIC
from tests.signing_in import PASSWORD, Browser, come_in, with_password

ASK = "/sign-in/code"
CHOSEN = "quiet tea at noon"


@pytest.fixture
def ana(session):
    ana = with_password(a_member_of(a_space(slug="harbour"), "Ana"), email="ana@example.org")
    with_phone(session, ana)
    session.commit()
    return ana


def is_in(browser):
    return browser.get("/account").status_code == 200


def nobody_is_in(session):
    found = session.scalars(select(SignIn)).all()
    session.rollback()
    return found == []


def reset_link(session):
    made = session.scalars(select(PasswordReset).order_by(PasswordReset.id.desc())).first()
    session.commit()
    return resets.link_path(made, key=KEY)


def test_between_the_password_and_the_code_no_page_opens(app, client, ana, world):
    come_in(client)
    client.get(ASK)

    opened = {}
    for method in ("GET", "POST"):
        for rule in rules_of(app, method):
            if rule.endpoint in PUBLIC:
                continue
            path = address(app, rule, world.of(rule))
            answer = client.get(path) if method == "GET" else client.submit(path)
            if answer.headers.get("Location", "")[:8] != "/sign-in":
                opened[f"{method} {rule.rule}"] = answer.status_code

    assert opened == {}


def test_a_right_password_tells_nothing_of_whose_account_it_is(client, ana):
    come_in(client)

    page = client.get(ASK).text

    assert not [word for word in ("Ana", "ana@example.org", "harbour") if word in page]


def test_the_cookie_between_them_is_new_and_the_one_after_them_again(app, session, client, ana):
    client.get("/sign-in")
    with client.session_transaction() as planted:
        planted["planted"] = "by somebody else"
    come_in(client)
    client.get(ASK)
    half = client.get_cookie("session").value
    with client.session_transaction() as kept:
        assert set(kept) == {"half signed in", "csrf_token"}

    client.submit(ASK, code=shown())

    thief = Browser(app)
    thief.set_cookie("session", half)
    assert (is_in(client), is_in(thief)) == (True, False)
    with client.session_transaction() as kept:
        assert "half signed in" not in kept


def test_a_new_letter_for_the_password_does_not_stand_for_the_phone(session, client, ana):
    client.submit("/forgotten", "/sign-in", email=ana.email)
    path = reset_link(session)

    done = client.submit(path, path, password=CHOSEN)

    assert done.headers["Location"] == ASK
    assert not is_in(client)
    assert nobody_is_in(session)
    client.submit(ASK, ASK, code=shown())
    assert is_in(client)


def test_nor_does_a_link_from_the_command_line(app, session, client, ana):
    said = app.test_cli_runner().invoke(args=["reset-link", ana.email]).output
    path = said.split("127.0.0.1:8000")[1].strip()

    client.submit(path, path, password=CHOSEN)

    assert not is_in(client)
    assert nobody_is_in(session)


def test_nor_an_invitation_to_another_space(session, client, ana):
    waiting = a_membership(ana, a_space(slug="loft"), joined_at=None)
    invitation = invitations.invite(session, waiting, now=datetime.now(UTC))
    path = invitations.link_path(invitation, key=KEY)
    session.commit()

    onward = client.get(path).headers["Location"]
    asked = come_in(client, onward=path).headers["Location"]

    assert (onward, asked) == (f"/sign-in?next={path}", f"{ASK}?next={path}")
    assert client.get(path).headers["Location"] == onward
    assert nobody_is_in(session)
    assert client.submit(asked, asked, code=shown()).headers["Location"] == path


def test_nor_a_link_to_a_new_address(session, client, ana):
    email_changes.ask(session, ana.id, "new@example.org", now=datetime.now(UTC))
    path = email_changes.link_path(session.scalars(select(EmailChange)).one(), key=KEY)
    session.commit()
    come_in(client)

    assert client.get(path).headers["Location"][:8] == "/sign-in"
    assert nobody_is_in(session)


def test_a_half_open_door_shuts_with_a_new_password(app, session, client, ana):
    come_in(client)
    client.get(ASK)
    owner = Browser(app)
    owner.submit("/forgotten", "/sign-in", email=ana.email)
    path = reset_link(session)
    owner.submit(path, path, password=CHOSEN)

    answer = client.submit(ASK, code=shown())

    assert answer.headers["Location"] == "/sign-in"
    assert nobody_is_in(session)


def test_a_half_open_door_shuts_when_its_owner_is_shut_out(session, client, ana):
    come_in(client)
    client.get(ASK)
    ana.disabled_at = datetime.now(UTC)
    session.commit()

    assert client.submit(ASK, code=shown()).headers["Location"] == "/sign-in"


def test_whoever_was_signed_in_before_is_not_when_half_in_as_somebody_else(app, session, ana):
    bo = a_member_of(a_space(), "Bo")
    browser = Browser(app).signed_in_as(session, bo)
    before = browser.get_cookie("session").value
    browser.get("/account")

    browser.submit("/sign-in", email=ana.email, password=PASSWORD)

    old = Browser(app)
    old.set_cookie("session", before)
    assert (is_in(browser), is_in(old)) == (False, False)


def test_a_code_that_somebody_read_over_the_shoulder_opens_nothing(app, session, client, ana):
    code = shown()
    come_in(client)
    client.submit(ASK, ASK, code=code)
    thief = Browser(app)
    come_in(thief)

    thief.submit(ASK, ASK, code=code)

    assert (is_in(client), is_in(thief)) == (True, False)


def test_somebody_else_s_code_opens_nothing(session, client, ana):
    bo = a_member_of(a_space(), "Bo")
    with_phone(session, bo, secret=SECRET[::-1])
    session.commit()
    come_in(client)

    assert client.submit(ASK, ASK, code=shown(secret=SECRET[::-1])).status_code == 400


def test_the_secret_is_shown_to_the_browser_alone_that_said_the_password(app, session, sign_in):
    bo = with_password(a_member_of(a_space(), "Bo"), email="bo@example.org")
    session.commit()
    browser, thief = sign_in(bo), sign_in(bo)

    browser.submit("/account/second-step", "/account/second-step", password=PASSWORD)

    assert browser.get("/account/second-step/phone").status_code == 200
    assert thief.get("/account/second-step/phone").status_code == 302


def test_before_the_right_password_nothing_tells_that_a_phone_would_be_asked(client, ana):
    told = [come_in(client, "wrong", email=email) for email in (ana.email, "nobody@example.org")]

    pages = {
        ENDINGS.sub(r"\1", page.text).replace(ana.email, "nobody@example.org") for page in told
    }
    assert ({page.status_code for page in told}, len(pages)) == ({400}, 1)


def test_minutes_later_the_password_is_asked_again(client, ana):
    come_in(client)
    client.get(ASK)
    with client.session_transaction() as cookie:
        member_id, mark, until = cookie["half signed in"]
        cookie["half signed in"] = [member_id, mark, until - 600]

    assert client.submit(ASK, code=shown()).headers["Location"] == "/sign-in"
    assert not is_in(client)
