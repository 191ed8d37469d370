"""Whoever has tried too often reads when it works again, and then it does."""

import re

import pytest
from limits import strategies
from limits.storage import memory

from app import attempts
from app import limits as slowing
from tests.factories import a_member_of, a_space
from tests.second_steps import with_phone
from tests.signing_in import PASSWORD, Browser, with_password

ASK = "/sign-in/code"
AGAIN = re.compile(r"It works again in [^<]+")
EIGHT_O_CLOCK = 1_800_000_000.0
"""By UTC; a quarter of an hour begins, too."""


class Clock:
    """Stands for the module `time` where attempts are counted: it is set by hand."""

    def __init__(self):
        self.now = EIGHT_O_CLOCK

    def time(self):
        return self.now

    monotonic = time


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    for module in (memory, attempts, strategies, slowing):
        monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def ana(session):
    ana = with_password(a_member_of(a_space(slug="harbour"), "Ana"), email="ana@example.org")
    with_phone(session, ana)
    session.commit()
    return ana


class Guesser:
    """Somebody who types what is wrong, from one network or another."""

    def __init__(self, app, page, **told):
        self.browser, self.page, self.told = Browser(app), page, told

    def guesses(self, many=1, network="192.0.2.1"):
        remote = {"environ_base": {"REMOTE_ADDR": network}}
        for _ in range(many):
            self.browser.get(self.page, **remote)
            told = self.told | {"csrf_token": self.browser.token}
            answer = self.browser.post(self.page, data=told, **remote)
        return answer


@pytest.fixture
def of_passwords(app, ana):
    return Guesser(app, "/sign-in", email=ana.email, password="wrong")


@pytest.fixture
def of_codes(app, ana):
    guesser = Guesser(app, ASK, code="000000")
    guesser.browser.submit("/sign-in", "/sign-in", email=ana.email, password=PASSWORD)
    return guesser


def told(answer):
    return answer.status_code, AGAIN.search(answer.text).group(), answer.headers["Retry-After"]


def test_after_a_quarter_of_an_hour_passwords_are_taken_again(clock, of_passwords):
    clock.now += 100

    refused = of_passwords.guesses(11)

    assert told(refused) == (429, "It works again in 14 minutes.", "801")
    clock.now += 799
    assert told(of_passwords.guesses()) == (429, "It works again in a minute.", "2")
    clock.now += 2
    assert of_passwords.guesses().status_code == 400


def test_while_earlier_tries_still_count_in_part_it_is_said_to_the_second(clock, of_passwords):
    of_passwords.guesses(10)
    clock.now += 1000

    refused = of_passwords.guesses(3)

    assert told(refused) == (429, "It works again in 2 minutes.", "81")
    clock.now += 79
    assert of_passwords.guesses().status_code == 429
    clock.now += 2
    assert of_passwords.guesses().status_code == 400


def test_the_limit_of_a_day_is_told_in_hours_also_behind_one_of_minutes(clock, of_codes):
    for number in range(3):
        of_codes.guesses(10, network=f"192.0.2.{number}")

    refused = [of_codes.guesses(network=f"192.0.2.{number}") for number in (2, 3)]

    assert [told(one) for one in refused] == [(429, "It works again in 16 hours.", "57601")] * 2
    clock.now += 57_599
    assert of_codes.guesses(network="192.0.2.3").status_code == 429
    clock.now += 2
    # The password was shown long ago by the clock of this machine only, so the form stands.
    assert of_codes.guesses(network="192.0.2.3").status_code == 400


def test_pages_of_people_say_when_the_next_one_opens(clock, sign_in, ana):
    clock.now += 10
    browser = sign_in(ana)
    found = [browser.get("/people/987654321").status_code for _ in range(90)]

    refused = browser.get("/people/987654321")

    assert set(found) == {404}
    assert told(refused) == (429, "It works again in a minute.", "51")


@pytest.mark.parametrize(("path", "most"), [("/privacy/export", 10), ("/profile/photo", 30)])
def test_what_costs_the_server_much_is_counted_by_the_person(clock, sign_in, ana, path, most):
    browsers = [sign_in(ana), sign_in(ana)]
    if path == "/privacy/export":
        answers = [browsers[n % 2].get(path) for n in range(most + 1)]
    else:
        answers = [browsers[n % 2].submit(path, path) for n in range(most + 1)]

    assert [answer.status_code for answer in answers[:-1]].count(429) == 0
    assert answers[-1].status_code == 429
