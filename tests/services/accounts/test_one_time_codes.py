"""The codes that phones show, as RFC 6238 has them."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from app.services.accounts import one_time_codes
from tests.second_steps import SECRET, shown


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_the_codes_are_those_of_the_standard(seconds, code):
    moment = datetime.fromtimestamp(seconds, UTC)

    assert one_time_codes.step_of(code, SECRET, now=moment) == seconds // 30


@pytest.mark.parametrize(("later", "is_taken"), [(-2, 0), (-1, 1), (0, 1), (1, 1), (2, 0)])
def test_a_clock_may_be_off_by_one_step(now, later, is_taken):
    step = one_time_codes.step_of(shown(now, later=later), SECRET, now=now)

    assert step == (int(now.timestamp()) // 30 + later if is_taken else None)


@pytest.mark.parametrize("code", ["", "12345", "0" * 7, "ü" * 6, "\N{FULLWIDTH DIGIT ONE}" * 6])
def test_what_is_no_code_belongs_to_no_time(now, code):
    assert one_time_codes.step_of(code, SECRET, now=now) is None


def test_secrets_are_long_and_never_the_same():
    secrets = {one_time_codes.new_secret() for _ in range(50)}

    assert len(secrets) == 50
    assert {len(secret) for secret in secrets} == {32}  # of five bits each


def test_an_app_reads_whose_code_it_is_and_where_it_is_for():
    address = one_time_codes.address(SECRET, whose="ana&bo@example.org", where="Alongside at x.org")

    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parts.path == "/Alongside%20at%20x.org:ana%26bo%40example.org"
    assert parse_qs(parts.query) == {"secret": [SECRET], "issuer": ["Alongside at x.org"]}


def test_half_a_minute_has_one_code(now):
    start = now.replace(second=0, microsecond=0)
    codes = {shown(start + timedelta(seconds=second)) for second in range(30)}

    assert len(codes) == 1
