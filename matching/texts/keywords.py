"""Keywords of a trade: several weak ones together, each the more the rarer it is (TF-IDF)."""

import functools
import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from matching.texts.trades import little_words, trades

Speaks = npt.NDArray[np.float64]

_WORD = re.compile(r"[^\W\d_]+")
# "bakes", "baking" and "baker" are one keyword: the longest ending goes, if a stem is left.
_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ings", "ists", "ing", "ist", "ers", "ors", "ies", "ied"),
    *("er", "or", "ed", "es", "ly", "s", "e", "y"),
)
_FEWEST_LEFT = 3


def stem(word: str) -> str:
    """Take the ending from a word, so that who does it meets what is done.

    Parameters
    ----------
    word : str
        In small letters.

    Returns
    -------
    stem : str
        Often no word.

    Examples
    --------
    >>> stem("bakes"), stem("baker"), stem("fitting"), stem("tea")
    ('bak', 'bak', 'fit', 'tea')
    """
    for ending in _ENDINGS:
        left = word.removesuffix(ending)
        if len(left) < len(word) and len(left) >= _FEWEST_LEFT:
            doubled = (
                len(left) > _FEWEST_LEFT and left[-1] == left[-2] and left[-1] not in "aeiouls"
            )
            return left[:-1] if doubled else left
    return word


def keywords(text: str) -> list[str]:
    """Give the stems of the words of a text that may say what it is about.

    Parameters
    ----------
    text : str
        Tidied.

    Returns
    -------
    keywords : list of str
        Each once, in the order of the text.

    Examples
    --------
    >>> keywords("they bake bread, and more bread")
    ['bak', 'bread']
    """
    little = little_words()
    words = (word for word in _WORD.findall(text) if len(word) > 1 and word not in little)
    return list(dict.fromkeys(map(stem, words)))


class _Known:
    """How much each keyword speaks for each trade: vectors of length 1, keyword by keyword."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.count = len(texts)
        found: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for keyword in keywords(text):
                found.setdefault(keyword, []).append(number)
        # What the list does not know is as rare as can be.
        self.most = float(np.log(self.count))
        self.rarity = {keyword: self.most - float(np.log(len(at))) for keyword, at in found.items()}
        length = np.zeros(self.count)
        for keyword, at in found.items():
            length[at] += self.rarity[keyword] ** 2
        length = np.sqrt(length)
        self.of = {
            keyword: (np.array(at), self.rarity[keyword] / length[at])
            for keyword, at in found.items()
        }


@functools.cache
def _known() -> _Known:
    return _Known([", ".join((*trade.names, trade.does)).casefold() for trade in trades()])


def keyword_cosine(texts: Sequence[str]) -> Speaks:
    """Say how much the words of texts speak for each trade.

    Parameters
    ----------
    texts : sequence of str
        Tidied.

    Returns
    -------
    speaks : ndarray of shape (n, t), dtype=float64
        The cosine of words weighed by how rare they are in the list: from 0 to 1.
    """
    known = _known()
    speaks = np.zeros((len(texts), known.count))
    for row, text in enumerate(texts):
        written = keywords(text)
        for at, share in _shares(known, written):
            speaks[row, at] += share
    return speaks


def _shares(known: _Known, written: Sequence[str]) -> Iterator[tuple[npt.NDArray[np.int_], Speaks]]:
    rarity = [known.rarity.get(keyword, known.most) for keyword in written]
    length = float(np.sqrt(np.sum(np.square(rarity)))) or 1.0
    for keyword, rare in zip(written, rarity, strict=True):
        if keyword in known.of:
            at, weight = known.of[keyword]
            yield at, weight * (rare / length)
