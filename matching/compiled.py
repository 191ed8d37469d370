"""Small loops compiled to machine code, kept on disk where that can be written to."""

from collections.abc import Callable
from functools import cached_property, update_wrapper
from typing import Any, TypeVar, cast

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


class _Compiled:
    """A loop for the compiler, which is loaded when it is first needed: that takes a second."""

    def __init__(self, loop: Callable[..., Any], options: dict[str, Any]) -> None:
        self._loop, self._options = loop, options
        update_wrapper(self, loop)

    @cached_property
    def _machine(self) -> Any:  # noqa: ANN401 - numba carries no types
        from numba import njit

        try:
            return njit(cache=True, nogil=True, **self._options)(self._loop)
        except RuntimeError:
            return njit(nogil=True, **self._options)(self._loop)

    @property
    def _numba_type_(self) -> Any:  # noqa: ANN401 - as above
        """By which numba finds what one loop calls in another."""
        return self._machine._numba_type_

    def __call__(self, *given: Any) -> Any:  # noqa: ANN401 - as above
        return self._machine(*given)


def _compiled(loop: Loop, options: dict[str, Any]) -> Loop:
    return cast("Loop", _Compiled(loop, options))
