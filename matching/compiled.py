"""Small loops compiled to machine code, kept on disk where that can be written to."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """Compile a loop at its first call, and keep the machine code for the next process.

    Parameters
    ----------
    loop : callable
        A function over numbers and arrays only. It runs without Python's lock, so others
        can be served meanwhile.

    Returns
    -------
    compiled : callable
        The same function. Where no folder can be written to, each process compiles anew.

    Examples
    --------
    >>> compiled(lambda number: number + 1)(2)
    3
    """
    return _compiled(loop, {})


def compiled_sums(loop: Loop) -> Loop:
    """Compile a loop whose sums may be added up in any order, several numbers at a time.

    Parameters
    ----------
    loop : callable
        As for `compiled`.

    Returns
    -------
    compiled : callable
        The same function, but for rounding.
    """
    return _compiled(loop, {"fastmath": {"reassoc", "contract", "nsz"}})


def _compiled(loop: Loop, options: dict[str, Any]) -> Loop:
    try:
        return cast("Loop", njit(cache=True, nogil=True, **options)(loop))
    except RuntimeError:
        return cast("Loop", njit(nogil=True, **options)(loop))
