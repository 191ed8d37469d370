"""What takes an even time takes it in the same way: who sleeps longer wakes later."""

import pytest

from app import limits


class Clock:
    """A clock that goes only while somebody works or sleeps."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.mark.parametrize("work", [0.001, 0.14])
def test_whatever_was_done_the_last_sleep_is_as_long_and_ends_at_one_moment(monkeypatch, work):
    clock = Clock()
    monkeypatch.setattr(limits, "time", clock)

    with limits.evenly():
        clock.now += work

    assert clock.slept[-1] == pytest.approx(limits.LAST_SECONDS)
    assert clock.now == pytest.approx(limits.EVEN_SECONDS)
