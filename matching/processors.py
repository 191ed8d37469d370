"""How many processors some work takes: half of a long wait, where there are two, or just one."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import Any, TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")

# So many numbers to work on are worth sharing out: a room of two thousand. Of fewer most are near
# one processor anyway, and the other would have to fetch them; in a room of five hundred that takes
# as long as it saves.
_WORTH_SHARING = 4_000_000
_LOCK = Lock()
# Who multiplies by one thread at this moment; the first knows how many there were before.
_BUSY: list[Any] = []


def shared_out(act: Callable[[Part], Done], parts: Iterable[Part]) -> list[Done]:
    """Do something with each of some parts, on all processors at once.

    Parameters
    ----------
    act : callable
        Takes a part. It runs beside itself, so that it may write only what belongs to its part,
        and gains nothing unless most of it is without Python's lock, as compiled loops are.
    parts : iterable
        Each is taken by whoever is free.

    Returns
    -------
    done : list
        What each gave, in the order of the parts: the same as one after the other.

    Examples
    --------
    >>> shared_out(abs, [-1, 2, -3])
    [1, 2, 3]
    """
    listed = list(parts)
    if len(listed) <= 1 or processors() == 1:
        return [act(part) for part in listed]
    with ThreadPoolExecutor(min(len(listed), processors())) as threads:
        return list(threads.map(act, listed))


def shares(count: int, each: int) -> list[slice]:
    """Cut rows into a share for each processor, or leave them whole where they are few.

    Parameters
    ----------
    count : int
        How many rows.
    each : int
        How many numbers are worked on in each.

    Returns
    -------
    shares : list of slice
        One after the other.

    Examples
    --------
    >>> shares(3, 10)
    [slice(0, 3, None)]
    """
    if not is_worth_sharing(count * each):
        return [slice(0, count)]
    ends = [count * k // processors() for k in range(processors() + 1)]
    return [slice(first, last) for first, last in pairwise(ends)]


def is_worth_sharing(numbers: int) -> bool:
    """Say whether so much work is done sooner by all processors than by one.

    Parameters
    ----------
    numbers : int
        How many numbers are worked on.

    Returns
    -------
    is_worth_sharing : bool
        Never where there is one processor alone.

    Examples
    --------
    >>> is_worth_sharing(1_000)
    False
    """
    return processors() > 1 and numbers >= _WORTH_SHARING


@cache
def processors() -> int:
    """Count the processors that this process may use.

    Returns
    -------
    processors : int
        At least 1.
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def one_thread() -> Iterator[None]:
    """Let products of matrices use one thread, until the last who asked for it has done.

    Yields
    ------
    None
        Meanwhile all threads of this process multiply by themselves.

    Notes
    -----
    Whoever sets the number of threads puts back what they found: of two at once, the second
    would put back the one thread of the first, for good.
    """
    with _LOCK:
        _BUSY.append(None if _BUSY else _controller().limit(limits=1, user_api="blas"))
    try:
        yield
    finally:
        with _LOCK:
            if len(_BUSY) == 1:
                _BUSY[0].restore_original_limits()
            _BUSY.pop()


@cache
def _controller() -> Any:  # noqa: ANN401 - it carries no types
    from threadpoolctl import ThreadpoolController  # It comes with scikit-learn.

    return ThreadpoolController()
