"""Garbage collection waits while thousands of values are made that all are kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_LOCK = Lock()
# How many make values at this moment, and whether garbage was searched for before the first.
_BUSY = {"count": 0, "was_on": False}


@contextmanager
def collection_paused() -> Iterator[None]:
    """Let the search for garbage wait.

    What is made for every pair of a full room is kept, and to look through it again and again
    while it is made takes a tenth of the time. Only for what is done in a second at most: all
    threads of the process go without meanwhile.

    Yields
    ------
    None
        Garbage is searched for again when all who asked for this are done.

    Examples
    --------
    >>> with collection_paused():
    ...     gc.isenabled()
    False
    """
    with _LOCK:
        if not _BUSY["count"]:
            _BUSY["was_on"] = gc.isenabled()
            gc.disable()
        _BUSY["count"] += 1
    try:
        yield
    finally:
        with _LOCK:
            _BUSY["count"] -= 1
            if not _BUSY["count"] and _BUSY["was_on"]:
                gc.enable()
