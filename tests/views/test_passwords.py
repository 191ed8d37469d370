"""A forgotten password and a changed one."""

from dataclasses import replace

from sqlalchemy import event, select

from app import limits
from app.services import tokens
from app.services.accounts import resets
from models import PasswordReset
from tests.signing_in import PASSWORD, Browser, come_in

KEY = "not-a-secret"
CHOSEN = "quiet tea at noon"


def test_a_forgotten_password_is_replaced_by_the_link_and_one_is_in(session, client, ana):
    client.submit("/forgotten", "/sign-in", email="Ana@example.org")
    reset = session.scalars(select(PasswordReset)).one()
    path = f"/reset/{reset.id}/{tokens.token_for(resets.PURPOSE, reset.nonce, key=KEY)}"
    session.commit()

    assert "<dd>ana@example.org</dd>" in client.get(path).text
    assert client.submit(path, path, password="ana silva").status_code == 400
    done = client.submit(path, path, password=CHOSEN)

    assert done.headers["Location"] == "/"
    assert "you are signed in" in client.get("/account").text
    again = Browser(client.application)
    assert come_in(again, CHOSEN).status_code == 302
    assert come_in(Browser(client.application)).status_code == 400
    assert "This link has ended" in again.get(path).text
    assert "To my space" in again.get(path).text
    assert "I have a password: sign in" in Browser(client.application).get(path).text


def test_where_no_letters_leave_none_is_promised(session, client, app, settings, ana):
    forgotten, moving = "/forgotten", "/account/email"
    come_in(client)
    told = client.get(forgotten).text + client.get(moving).text
    app.config["SETTINGS"] = replace(settings, smtp_url="smtp://127.0.0.1")
    promised = client.get(forgotten).text + client.get(moving).text

    assert "whoever runs Alongside there can make one" in told
    assert "Send" not in told
    assert ["Send me the link" in promised, "Send the link" in promised] == [True, True]


def test_a_password_is_changed_with_the_present_one(session, client, ana):
    come_in(client)
    path = "/account/password"

    wrong = client.submit(path, path, current="wrong", password=CHOSEN)
    assert (wrong.status_code, "That is not your password." in wrong.text) == (400, True)
    short = client.submit(path, path, current=PASSWORD, password="short")
    assert (short.status_code, "At least 8 characters" in short.text) == (400, True)

    done = client.submit(path, path, current=PASSWORD, password=CHOSEN)
    assert done.headers["Location"] == "/account"
    assert come_in(Browser(client.application), CHOSEN).status_code == 302


class Clock:
    """Stands for the module `time`: only statements and sleeping let time pass."""

    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds

    def a_statement(self, *_told):
        self.now += 0.02


def test_how_long_it_takes_does_not_tell_who_has_an_account(client, app, ana, monkeypatch):
    clock, engine = Clock(), app.extensions["database"][0]
    monkeypatch.setattr(limits, "time", clock)
    client.get("/sign-in")
    event.listen(engine, "before_cursor_execute", clock.a_statement)

    ends = []
    for email in ("ana@example.org", "nobody@example.org"):
        clock.now = 0.0
        client.submit("/forgotten", email=email)
        ends.append(round(clock.now, 2))
    event.remove(engine, "before_cursor_execute", clock.a_statement)

    assert ends == [0.25, 0.25]
