"""Doing the same for many, one after the other: what fails for one keeps back no other."""

from collections.abc import Callable, Iterable
from functools import partial

import structlog

log = structlog.get_logger()


def done_for_each(numbers: Iterable[int], act: Callable[[int], int]) -> int:
    """Do it for each of these rows, and say how much was done."""
    return sum(_done(number, act) for number in numbers)


def _done(number: int, act: Callable[[int], int]) -> int:
    try:
        return act(number)
    except Exception:
        # All others would wait behind it, this time and every time.
        log.exception("failed for one", what=_name(act), number=number)
        return 0


def _name(act: Callable[[int], int]) -> str:
    plain = act.func if isinstance(act, partial) else act
    return f"{plain.__module__}.{plain.__qualname__}"
