"""Guessing is slow, for whoever guesses and from wherever, and shuts nobody else out."""

import pytest
from limits import strategies
from limits.storage import memory, storage_from_string
from sqlalchemy import func, select

from app import attempts, create_app
from app import limits as slowing
from app.services.accounts import passwords
from models import Letter
from tests.factories import a_member_of, a_space
from tests.signing_in import Browser

PASSWORD = "purple lamp walks"


class StoppedClock:
    """Stands for the module `time` where attempts are counted: no minute ever passes."""

    @staticmethod
    def time():
        return 1_800_000_000.0

    monotonic, sleep = time, staticmethod(lambda _seconds: None)


@pytest.fixture(autouse=True)
def no_time_passes(monkeypatch):
    """However slow the machine is, all tries are made at one moment."""
    monkeypatch.setattr(memory, "time", StoppedClock)
    monkeypatch.setattr(attempts, "time", StoppedClock)
    monkeypatch.setattr(strategies, "time", StoppedClock)
    monkeypatch.setattr(slowing, "time", StoppedClock)


@pytest.fixture
def ana(session):
    ana = a_member_of(a_space(slug="harbour"), "Ana")
    ana.email, ana.password_hash = "ana@example.org", passwords.hashed(PASSWORD, memory_kib=64)
    session.commit()
    return ana


def guesses(app, many, *, address="192.0.2.1", email="ana@example.org", headers=None):
    """Guess that often, from one address or from each of a list; give the statuses."""
    browser, found = Browser(app), []
    for number in range(many):
        here = address if isinstance(address, str) else address(number)
        remote = {"REMOTE_ADDR": here}
        browser.get("/sign-in", environ_base=remote)
        who = email if isinstance(email, str) else email(number)
        answer = browser.post(
            "/sign-in",
            data={"csrf_token": browser.token, "email": who, "password": "wrong"},
            environ_base=remote,
            headers=headers(number) if headers else {},
        )
        found.append(answer.status_code)
    return found


def comes_in(app, address):
    browser, remote = Browser(app), {"REMOTE_ADDR": address}
    browser.get("/sign-in", environ_base=remote)
    answer = browser.post(
        "/sign-in",
        data={"csrf_token": browser.token, "email": "ana@example.org", "password": PASSWORD},
        environ_base=remote,
    )
    return answer.status_code


def test_one_person_is_guessed_at_ten_times_from_one_place(app, ana):
    assert guesses(app, 12) == [400] * 10 + [429] * 2
    assert comes_in(app, "192.0.2.1") == 429


def test_nobody_is_shut_out_by_somebody_else_s_guesses(app, ana):
    guesses(app, 12)

    assert comes_in(app, "198.51.100.7") == 302


def test_another_spelling_of_the_e_mail_is_the_same_person(app, ana):
    spellings = [
        *("ana@example.org", " ANA@example.org", "Ana@Example.Org "),
        # What the form drops before it looks for the person.
        *("ana\N{ZERO WIDTH SPACE}@example.org", "\N{SOFT HYPHEN}ana@example.org"),
        *("ana@example.org\N{ZERO WIDTH NO-BREAK SPACE}", "a\x7fna@example.org"),
    ]

    found = guesses(app, 14, email=lambda n: spellings[n % 7])

    assert found == [400] * 10 + [429] * 4


def test_a_forwarded_address_is_not_believed(app, ana):
    headers = {
        "X-Forwarded-For": "203.0.113.{}",
        "X-Real-IP": "203.0.113.{}",
        "Forwarded": "for={}",
    }

    found = guesses(
        app, 12, headers=lambda n: {name: value.format(n) for name, value in headers.items()}
    )

    assert found[-2:] == [429, 429]


def test_behind_a_proxy_the_last_address_that_it_adds_counts(settings, ana):
    values = {name: getattr(settings, name) for name in settings.__dataclass_fields__}
    app = create_app(type(settings)(**(values | {"proxy_hops": 1})))

    def told(number):
        return {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.9"}

    assert guesses(app, 12, headers=told)[-2:] == [429, 429]


def test_the_addresses_of_one_ipv6_customer_are_one(app, ana):
    assert guesses(app, 12, address=lambda n: f"2001:db8:0:7::{n:x}")[-2:] == [429, 429]


def test_the_addresses_of_another_ipv6_customer_are_another(app, ana):
    assert guesses(app, 12, address=lambda n: f"2001:db8:0:{n:x}::1") == [400] * 12


def test_an_ipv4_address_is_the_same_in_ipv6_clothes(app, ana):
    dressed = ["192.0.2.1", "::ffff:192.0.2.1"]

    assert guesses(app, 12, address=lambda n: dressed[n % 2])[-2:] == [429, 429]


def test_many_people_are_guessed_at_a_hundred_times_from_one_place(app):
    found = guesses(app, 102, email=lambda n: f"person{n}@example.org")

    assert found == [400] * 100 + [429] * 2


def test_one_person_is_guessed_at_sixty_times_from_everywhere(app, ana):
    found = guesses(app, 62, address=lambda n: f"192.0.2.{n}")

    assert found == [400] * 60 + [429] * 2


def test_a_whole_space_can_sign_in_from_one_address(app, ana):
    assert {comes_in(app, "192.0.2.1") for _ in range(40)} == {302}


def test_being_asked_to_wait_is_said_kindly_with_the_time(app, ana):
    browser = Browser(app)
    for _ in range(11):
        answer = browser.submit("/sign-in", "/sign-in", email="ana@example.org", password="wrong")

    assert answer.status_code == 429
    assert "That was a lot of tries. It works again in" in answer.text
    assert int(answer.headers["Retry-After"]) >= 1


def test_letters_to_one_address_are_few(app, session, ana):
    browser = Browser(app)

    found = [
        browser.submit("/forgotten", "/sign-in", email="ana@example.org").status_code
        for _ in range(8)
    ]

    assert found == [200] * 6 + [429] * 2
    assert session.scalar(select(func.count()).select_from(Letter)) == 1


def test_letters_from_one_network_are_not_many(app):
    browser = Browser(app)

    found = [
        browser.submit("/forgotten", "/sign-in", email=f"p{n}@example.org").status_code
        for n in range(42)
    ]

    assert found == [200] * 40 + [429] * 2


@pytest.mark.parametrize("path", ["/join/{}/wrong", "/reset/{}/wrong"])
def test_links_are_guessed_at_sixty_times(app, path):
    browser = Browser(app)

    found = [
        browser.submit(path.format(n), "/sign-in", password="purple lamp").status_code
        for n in range(62)
    ]

    assert found == [404] * 60 + [429] * 2


@pytest.mark.parametrize("path", ["/join/{}/wrong", "/mixer/{}/wrong", "/mixer/{}/wrong/mixer.ics"])
def test_looking_at_links_is_guessing_too(app, path):
    browser = Browser(app)

    found = [browser.get(path.format(n)).status_code for n in range(62)]

    assert found == [404] * 60 + [429] * 2


def test_one_s_own_password_is_guessed_at_ten_times_at_one_s_desk(sign_in, ana):
    browser = sign_in(ana)
    page = "/account/password"

    found = [
        browser.submit(page, page, current="wrong", password="quiet tea at noon").status_code
        for _ in range(11)
    ]

    assert found == [400] * 10 + [429]


def test_people_cannot_be_copied_page_by_page(app, sign_in, session, ana):
    browsers = [sign_in(ana), sign_in(ana)]

    found = [browsers[n % 2].get(f"/people/{1000 + n}").status_code for n in range(92)]

    assert found == [404] * 90 + [429] * 2


def test_what_has_run_out_takes_no_room_for_longer_than_a_minute(monkeypatch):
    clock = StoppedClock()
    monkeypatch.setattr(memory, "time", clock)
    monkeypatch.setattr(attempts, "time", clock)
    counts = storage_from_string("memory://")
    counts.incr("early", 10)
    again = counts.incr("early", 10)

    monkeypatch.setattr(StoppedClock, "time", staticmethod(lambda: 1_800_000_061.0))
    counts.incr("late", 10, amount=3)

    assert (type(counts), again, counts.decr("late", 2)) == (attempts.SweptMemory, 2, 1)
    assert (dict(counts.storage), set(counts.expirations)) == ({"late": 1}, {"late"})
