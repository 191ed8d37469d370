"""Small loops compiled to machine code, kept on disk where that can be written to."""

import hashlib
from collections.abc import Callable
from functools import cache, cached_property, update_wrapper
from pathlib import Path
from types import FunctionType
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


def compiled_in_place(loop: Loop) -> Loop:
    """Compile a loop that makes no new arrays, so that it need not count who uses which.

    Parameters
    ----------
    loop : callable
        As for `compiled`, but it changes only arrays that it is given. Counting takes longer
        than the rest of a short loop with many arrays.

    Returns
    -------
    compiled : callable
        The same function.
    """
    return _compiled(loop, {"_nrt": False})


def compiled_within(loop: Loop) -> Loop:
    """Compile a loop into those that call it: handing over many arrays takes longer than it does.

    Parameters
    ----------
    loop : callable
        As for `compiled_in_place`.

    Returns
    -------
    compiled : callable
        The same function.
    """
    return _compiled(loop, {"_nrt": False, "forceinline": True})


class _Compiled:
    """A loop for the compiler, which is loaded when it is first needed: that takes a second."""

    def __init__(self, loop: Callable[..., Any], options: dict[str, Any]) -> None:
        self._loop, self._options = loop, options
        update_wrapper(self, loop)

    @cached_property
    def _machine(self) -> Any:  # noqa: ANN401 - numba carries no types
        return _dispatcher(self._loop, self._options)

    @cached_property
    def _part(self) -> Any:  # noqa: ANN401 - as above
        """The same loop under another name, as a part of others.

        It has no way in from Python, which takes as long to compile as a short loop: one in
        six is called from Python at all.
        """
        loop = self._loop
        part = FunctionType(loop.__code__, loop.__globals__, loop.__name__, loop.__defaults__)
        part.__qualname__ = f"{loop.__qualname__}.part"
        return _dispatcher(part, self._options | {"no_cpython_wrapper": True})

    @property
    def _numba_type_(self) -> Any:  # noqa: ANN401 - as above
        """By which numba finds what one loop calls in another."""
        return self._part._numba_type_

    def __call__(self, *given: Any) -> Any:  # noqa: ANN401 - as above
        return self._machine(*given)


@cache
def code_folder() -> Path:
    """Name the folder of the machine code by all that is compiled.

    Returns
    -------
    folder : Path
        Another one after any change of a module with compiled loops.

    Notes
    -----
    A loop is compiled together with those it calls; numba alone looks only at the file of
    the first, and would run old code after an upgrade.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted(here.rglob("*.py")):
        words = file.read_bytes()
        if b"@compiled" in words:
            digest.update(words)
    return here / "__pycache__" / f"compiled-{digest.hexdigest()[:16]}"


def _dispatcher(loop: Callable[..., Any], options: dict[str, Any]) -> Any:  # noqa: ANN401 - as above
    from numba import config, njit

    settings: Any = config
    settings.CACHE_DIR = settings.CACHE_DIR or str(code_folder())
    options = options | {"nogil": True, "no_cfunc_wrapper": True}  # nothing in C calls them
    try:
        return njit(cache=True, **options)(loop)
    except RuntimeError:
        return njit(**options)(loop)


def _compiled(loop: Loop, options: dict[str, Any]) -> Loop:
    return cast("Loop", _Compiled(loop, options))
