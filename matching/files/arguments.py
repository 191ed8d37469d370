"""Numbers on the command line, and what is said of those that cannot be taken."""

from argparse import ArgumentTypeError
from collections.abc import Callable


def at_least(least: int) -> Callable[[str], int]:
    """Read a whole number that is not smaller than another.

    Parameters
    ----------
    least : int
        The smallest that is taken.

    Returns
    -------
    read : callable
        For `argparse`: it takes a word and gives the number.

    Examples
    --------
    >>> at_least(1)("2")
    2
    >>> at_least(1)("0")
    Traceback (most recent call last):
    argparse.ArgumentTypeError: must be a whole number from 1 on, and is 0
    """

    def read(word: str) -> int:
        try:
            number = int(word)
        except ValueError:
            number = least - 1
        if number < least:
            msg = f"must be a whole number from {least} on, and is {word}"
            raise ArgumentTypeError(msg)
        return number

    return read
