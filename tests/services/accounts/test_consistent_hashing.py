"""What is drawn for a key: evenly, and another only where more has come."""

from app.services.accounts.consistent_hashing import drawn

NUMBERS = [number * 0x9E3779B97F4A7C15 % 2**64 for number in range(1, 3_001)]


def test_everything_is_drawn_about_as_often():
    found = [drawn(number, 10) for number in NUMBERS]

    assert all(200 < found.count(place) < 400 for place in range(10))
    assert {drawn(number, 1) for number in NUMBERS} == {0}


def test_what_comes_in_addition_takes_only_its_share():
    before = [drawn(number, 500) for number in NUMBERS]

    after = [drawn(number, 501) for number in NUMBERS]

    moved = [new for old, new in zip(before, after, strict=True) if old != new]
    assert set(moved) == {500}
