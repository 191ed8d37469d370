"""Clippings ("config", "linalg"): words cut to what they begin with; and words that are two."""

from collections.abc import Callable, Iterator, Sequence

# Fewer letters of a word say nothing when they stand alone, and more are rarely left.
_FEWEST_ALONE, _FEWEST, _MOST = 3, 2, 6
# Parts of a word of fewer letters are endings.
_FEWEST_FIRST, _FEWEST_SECOND = 3, 4


def clippings(words: Sequence[str], most: int) -> Iterator[str]:
    """Give the ways to write one word or two by what they begin with.

    Parameters
    ----------
    words : sequence of str
        Of a text; of more than two, nothing is given.
    most : int
        Letters that are still short.

    Yields
    ------
    clipping : str
        Without spaces; the same may come twice.

    Examples
    --------
    >>> list(clippings(["fungus"], 12))
    ['fun', 'funs', 'fung', 'fungs', 'fungu', 'fungus']
    >>> "stdev" in clippings(["standard", "deviation"], 12)
    True
    """
    if len(words) == 1:
        for size in range(_FEWEST_ALONE, min(_MOST + 1, len(words[0]))):
            yield words[0][:size]
            yield f"{words[0][:size]}s"
    elif len(words) == 2:  # noqa: PLR2004 - one and two are what they are
        first, second = (_beginnings(word) for word in words)
        yield from (one + other for one in first for other in second if len(one + other) <= most)


def _beginnings(word: str) -> list[str]:
    return [*(word[:size] for size in range(_FEWEST, min(_MOST, len(word)))), word]


def parted(words: Sequence[str], knows: Callable[[str], bool]) -> Iterator[list[str]]:
    """Give the words with one of them, which is two, as these.

    Parameters
    ----------
    words : sequence of str
        Of a text.
    knows : callable
        Whether something is a word.

    Yields
    ------
    words : list of str
        One more than before.

    Examples
    --------
    >>> list(parted(["file", "filesystem"], {"file", "system"}.__contains__))
    [['file', 'file', 'system']]
    """
    for at, word in enumerate(words):
        for cut in range(_FEWEST_FIRST, len(word) - _FEWEST_SECOND + 1):
            first, second = word[:cut], word[cut:]
            if knows(first) and knows(second):
                yield [*words[:at], first, second, *words[at + 1 :]]
