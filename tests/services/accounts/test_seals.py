"""What is sealed is read with the key, for its purpose, in its time, and by nobody else."""

from datetime import timedelta

import pytest

from app.services.accounts import seals

KEY = "the installation's own"


def test_what_is_sealed_can_be_read_again_and_looks_like_nothing(now):
    seal = seals.sealed("grüße", "greeting", key=KEY, now=now)

    assert seals.opened(seal, "greeting", key=KEY) == "grüße"
    assert "grüße" not in seal
    assert seal != seals.sealed("grüße", "greeting", key=KEY, now=now)


@pytest.mark.parametrize(
    ("purpose", "key"), [("greeting", "another key"), ("farewell", KEY), ("greeting", "")]
)
def test_another_key_or_purpose_opens_nothing(now, purpose, key):
    seal = seals.sealed("hello", "greeting", key=KEY, now=now)

    with pytest.raises(seals.Broken):
        seals.opened(seal, purpose, key=key)


def test_a_seal_that_was_tampered_with_is_broken(now):
    seal = seals.sealed("hello", "greeting", key=KEY, now=now)

    for other in (seal.upper(), seal[:-4], seal[4:], "", "ü", "hello"):
        with pytest.raises(seals.Broken):
            seals.opened(other, "greeting", key=KEY)


def test_what_was_sealed_for_minutes_is_broken_afterwards(now):
    seal, minute = seals.sealed("hello", "greeting", key=KEY, now=now), timedelta(minutes=1)

    def read_after(passed):
        then = now + passed
        return seals.opened_in_time(seal, "greeting", key=KEY, within=minute, now=then)

    assert read_after(minute) == "hello"
    with pytest.raises(seals.Broken):
        read_after(minute + timedelta(seconds=1))
