"""Six digits are soon guessed, so few are tried, by whoever and from wherever."""

import pytest
from limits import strategies
from limits.storage import memory
from sqlalchemy import select

from app import attempts
from app.services.accounts import resets
from models import PasswordReset
from tests.factories import a_member_of, a_space
from tests.second_steps import KEY, shown, with_phone
from tests.signing_in import PASSWORD, Browser, with_password

ASK = "/sign-in/code"
CHOSEN = "quiet tea at noon"


class StoppedClock:
    """Stands for the module `time` where attempts are counted: no minute ever passes."""

    @staticmethod
    def time():
        return 1_800_000_000.0

    monotonic = time


@pytest.fixture(autouse=True)
def no_time_passes(monkeypatch):
    """However slow the machine is, all tries are made at one moment."""
    for module in (memory, attempts, strategies):
        monkeypatch.setattr(module, "time", StoppedClock)


@pytest.fixture
def ana(session):
    ana = with_password(a_member_of(a_space(slug="harbour"), "Ana"), email="ana@example.org")
    with_phone(session, ana)
    session.commit()
    return ana


def guess(app, many, *, place="192.0.2.1", begins="192.0.2.1"):
    """Come in with the password, then guess codes from one network or from each of many."""
    browser = Browser(app)
    remote = {"REMOTE_ADDR": begins}
    browser.get("/sign-in", environ_base=remote)
    told = {"csrf_token": browser.token, "email": "ana@example.org", "password": PASSWORD}
    browser.post("/sign-in", data=told, environ_base=remote)
    browser.get(ASK, environ_base=remote)
    found = []
    for number in range(many):
        here = place if isinstance(place, str) else place(number)
        told = {"csrf_token": browser.token, "code": f"{number:06}"}
        answer = browser.post(ASK, data=told, environ_base={"REMOTE_ADDR": here})
        found.append(answer.status_code)
    return found


def test_codes_are_guessed_ten_times_from_one_place_however_often_one_begins(app, ana):
    assert guess(app, 6) == [400] * 6
    assert guess(app, 6) == [400] * 4 + [429] * 2


def test_under_one_password_thirty_codes_are_tried_in_a_day(app, ana):
    found = guess(app, 32, place=lambda n: f"198.51.100.{n}")

    assert found == [400] * 30 + [429] * 2


def test_with_a_new_password_its_owner_is_not_shut_out_by_a_thief_s_tries(app, session, ana):
    guess(app, 32, place=lambda n: f"198.51.100.{n}")
    owner = Browser(app)
    owner.submit("/forgotten", "/sign-in", email=ana.email)
    made = session.scalars(select(PasswordReset)).one()
    path = resets.link_path(made, key=KEY)
    session.commit()
    owner.submit(path, path, password=CHOSEN)

    owner.submit(ASK, ASK, code=shown())

    assert owner.get("/account").status_code == 200


def test_codes_at_one_s_own_desk_are_guessed_ten_times(sign_in, ana):
    browser, page = sign_in(ana), "/account/second-step/off"

    found = [
        browser.submit(page, page, password=PASSWORD, code=f"{n:06}").status_code for n in range(11)
    ]

    assert found == [400] * 10 + [429]


def test_codes_of_one_account_are_guessed_a_hundred_times_a_day_also_by_whoever_is_in(sign_in, ana):
    page, found = "/account/email", []
    told = {"current": PASSWORD, "email": "thief@example.org"}

    for device in range(11):
        browser = sign_in(ana)
        browser.environ_base["REMOTE_ADDR"] = f"198.51.100.{device}"
        browser.get(page)
        for number in range(10):
            answer = browser.submit(page, **told, code=f"{number:06}")
            found.append(answer.status_code)

    assert found == [400] * 100 + [429] * 10
