"""What of a time was played: the clock of a round stands still while it pauses."""

from collections.abc import Sequence
from datetime import datetime, timedelta

Pause = Sequence[float]
"""When the clock stopped and when it went on, in seconds since 1970."""


def pause(since: datetime, until: datetime) -> list[float]:
    """Give a pause as it is kept with the round."""
    return [since.timestamp(), until.timestamp()]


def played(since: datetime, until: datetime, pauses: Sequence[Pause]) -> timedelta:
    """Give for how long the clock went between two moments of a round.

    >>> from datetime import UTC
    >>> six, seven = (datetime(2026, 3, 3, hour, tzinfo=UTC) for hour in (18, 19))
    >>> a_break = pause(six + timedelta(minutes=50), seven + timedelta(minutes=5))
    >>> played(six, seven, [a_break]) / timedelta(minutes=1)
    50.0
    """
    first, last = since.timestamp(), until.timestamp()
    still = sum(max(0.0, min(last, end) - max(first, begin)) for begin, end in pauses)
    return max(timedelta(0), until - since - timedelta(seconds=still))
