"""What people do for a living, and how their trades are called: read from a list."""

import configparser
import functools
from pathlib import Path
from typing import NamedTuple

_LISTED = Path(__file__).with_suffix(".ini")
_LITTLE = "little words"


class Trade(NamedTuple):
    """One trade.

    Parameters
    ----------
    names : tuple of str
        What it is called, the usual name first.
    does : str
        What whoever has it does, and with what.
    """

    names: tuple[str, ...]
    does: str


@functools.cache
def trades() -> tuple[Trade, ...]:
    """Give all trades, in the order of the list.

    Returns
    -------
    trades : tuple of Trade
        Read once, when first wanted.

    Examples
    --------
    >>> [trade.names[-1] for trade in trades() if "bookkeeper" in trade.names]
    ['contable']
    """
    return tuple(
        Trade(tuple(name.strip() for name in names.split(",")), does)
        for title, part in _parts().items()
        if title != _LITTLE
        for names, does in part.items()
    )


@functools.cache
def trades_by_name() -> dict[str, tuple[int, ...]]:
    """Give the trades of each name.

    Returns
    -------
    trades : dict of str to tuple of int
        Their numbers; few names are those of several.
    """
    found: dict[str, tuple[int, ...]] = {}
    for number, trade in enumerate(trades()):
        for name in trade.names:
            found[name] = (*found.get(name, ()), number)
    return found


@functools.cache
def little_words() -> frozenset[str]:
    """Give the words of which every text is full, and that speak for no trade.

    Returns
    -------
    words : frozenset of str
        English ones, in small letters.
    """
    return frozenset(_parts()[_LITTLE]["words"].split())


@functools.cache
def _parts() -> configparser.ConfigParser:
    parts = configparser.ConfigParser(delimiters="=", interpolation=None)
    parts.read_string(_LISTED.read_text(encoding="utf-8"))
    return parts
