"""What is written down: what happened and by whom, never a secret, always on one line."""

import json
import traceback
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from app.extensions import make_engine
from app.services import tokens
from app.services.accounts import passwords
from models import Member, PasswordReset
from tests.factories import a_member_of, a_space
from tests.second_steps import PAPER, SECRET, shown, with_phone
from tests.signing_in import Browser, come_in

PASSWORD = "purple canary walks"
CHOSEN = "quiet canary at noon"
CODE, STEP = "/sign-in/code", "/account/second-step"


@pytest.fixture
def ana(session):
    ana = a_member_of(a_space(slug="harbour"), "Ana")
    ana.email, ana.password_hash = "canary@example.org", passwords.hashed(PASSWORD, memory_kib=64)
    session.commit()
    return ana


@pytest.fixture
def lines(capsys):
    """What was written on standard error, line by line."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def events(found):
    return [(line["event"], line.get("member")) for line in found]


def test_coming_and_going_is_written_down(app, client, session, ana, lines):
    client.submit("/sign-in", "/sign-in", email=ana.email, password="wrong")
    client.submit("/sign-in", "/sign-in", email=ana.email, password=PASSWORD)
    client.submit("/account/password", "/account/password", current=PASSWORD, password=CHOSEN)
    client.submit("/account/devices/end-others", "/account")
    client.submit("/sign-out", "/account")

    found = lines()

    assert events(found) == [
        ("sign-in failed", None),
        ("signed in", ana.id),
        ("password changed", ana.id),
        ("other devices signed out", ana.id),
        ("signed out", ana.id),
    ]
    assert found[1] | {"timestamp": ""} == {
        "event": "signed in",
        "member": ana.id,
        "endpoint": "account.sign_in",
        "method": "POST",
        "network": "127.0.0.1",
        "level": "info",
        "timestamp": "",
    }


def test_what_is_done_with_a_phone_is_written_down_without_its_codes(client, session, ana, capsys):
    with_phone(session, ana)
    session.commit()
    codes = {"code": shown(), "password": PASSWORD}
    come_in(client, PASSWORD, ana.email)
    client.submit(CODE, CODE, code="424242")
    client.submit(CODE, CODE, code=PAPER[0])
    client.submit(f"{STEP}/codes", f"{STEP}/codes", **codes)
    client.submit(f"{STEP}/off", f"{STEP}/off", password=PASSWORD, code=shown(later=1))
    client.submit(STEP, STEP, password="wrong")
    client.submit(STEP, STEP, password=PASSWORD)
    client.submit(f"{STEP}/phone", f"{STEP}/phone", code="424242")

    told = capsys.readouterr().err

    found = [json.loads(line) for line in told.splitlines()]
    assert events(found) == [
        ("code asked for", ana.id),
        ("code wrong", ana.id),
        ("signed in", ana.id),
        ("recovery codes renewed", ana.id),
        ("second factor off", ana.id),
        ("own password wrong", ana.id),
        ("code wrong", ana.id),
    ]
    secrets = [PASSWORD, SECRET, PAPER[0], "424242", *codes.values(), ana.email]
    assert [secret for secret in secrets if secret in told] == []


def test_what_is_denied_is_written_down(client, ana, lines):
    client.get("/no/such/page")
    client.post("/sign-in")
    for _ in range(11):
        client.submit("/sign-in", "/sign-in", email=ana.email, password="wrong")

    denied = [line for line in lines() if line["event"] == "refused"]

    assert [(line["status"], line["endpoint"]) for line in denied] == [
        (404, None),
        (400, "account.sign_in"),
        (429, "account.sign_in"),
    ]


def test_no_secret_is_written_down(app, client, session, ana, capsys):
    client.submit("/sign-in", "/sign-in", email=ana.email, password="canary wrong")
    client.submit("/forgotten", "/sign-in", email=ana.email)
    reset = session.query(PasswordReset).one()
    token = tokens.token_for("reset", reset.nonce, key="not-a-secret")
    nonce, path = reset.nonce, f"/reset/{reset.id}/{token}"
    session.commit()
    client.get(f"/reset/{reset.id}/{token}x")
    client.submit(path, path, password=CHOSEN)
    cookie = client.get_cookie("session").value
    client.submit(path, "/account", password=CHOSEN)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.extensions["database"][0].begin() as connection:
        connection.exec_driver_sql("drop table password_reset")
    assert Browser(app).get(path).status_code == 500

    told = capsys.readouterr().err

    secrets = [PASSWORD, CHOSEN, "canary wrong", ana.email, token, nonce, cookie, "not-a-secret"]
    assert [secret for secret in secrets if secret in told] == []
    assert '"event": "broken"' in told


@pytest.mark.postgres
def test_an_error_of_the_database_tells_no_values(empty_postgresql):
    engine = make_engine(empty_postgresql())
    told = {"email": "canary@example.org", "created_at": datetime.now(UTC)}

    with pytest.raises(IntegrityError) as error, engine.begin() as connection:
        connection.execute(insert(Member), [told, told])

    trace = "".join(traceback.format_exception(error.value))
    assert "duplicate key value violates unique constraint" in trace
    assert "canary" not in trace
    engine.dispose()


def test_nobody_writes_lines_of_their_own(client, lines):
    forged = 'x\n{"event": "signed in", "member": 1}'

    client.submit("/sign-in", "/sign-in", email=forged, password=forged)
    client.get("/", headers={"User-Agent": "x\u2028{forged}"})
    client.get("/%0a%7b%22event%22:%22signed%20in%22%7d")

    assert {line["event"] for line in lines()} == {"sign-in failed", "refused"}
