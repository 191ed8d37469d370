"""Abbreviations: the ways to write a text short, by initials of its words or the ends of one."""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from matching.texts.clippings import clippings, parted
from matching.texts.other_names import written_out

_WORD = re.compile(r"[^\W_]+")
_LITTLE = frozenset(
    {"a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "or", "the", "to"}
)
# Signs that belong to a name are read aloud: c#, .net; c++ is said in two ways.
_NAMED = re.compile(r"(?<!\w)\.(?=\w)")
_PLUS = ("p", "plus")
# What begins like the first, or is the second, is also written with the sign: ux, xss, b2b.
_BEGINS, _IS = {"ex": "x", "cross": "x", "trans": "x"}, {"to": "2", "for": "4"}
# Longer texts are sentences, and longer forms are not short.
_MOST_WORDS, _MOST_LETTERS = 7, 12
# How much it speaks for the same need that one text is the other one written short, in
# natural log-odds: many words begin with the same two letters, few with the same three.
_TWO, _TWO_SPEAK, SURE = 2, 4.0, 7.0
# A word of so many letters that is no word is initials: "oversee ppe" is about protection. What
# stands beside it may be anything, so that it speaks less.
_FEWEST_INITIALS, _MOST_INITIALS, _AMONG_OTHERS_SPEAK = 3, 6, 6.0
# Many words begin alike, and longer texts have no words that are read as two.
_CLIPPED_SPEAK, _MOST_PARTED = 4.5, 3


class Ways(NamedTuple):
    """What a text is, and what would be the same written short.

    Parameters
    ----------
    whole : tuple of str
        The text without spaces, and with the names that it holds written out.
    short : dict of str to float
        How it would be written short, and how much each speaks for it.
    strange : tuple of str
        Its words that may be initials.
    initials : dict of str to float
        Those of its words, and how much each speaks for it.
    odd : tuple of str
        The text without spaces where that is no word, and may be the beginning of one.
    clipped : dict of str to float
        What its words begin with, and how much each speaks for it.
    """

    whole: tuple[str, ...]
    short: dict[str, float]
    strange: tuple[str, ...]
    initials: dict[str, float]
    odd: tuple[str, ...]
    clipped: dict[str, float]


@functools.lru_cache(maxsize=30_000)
def ways(text: str, knows: Callable[[str], bool]) -> Ways:
    """Give the ways to write a text.

    Parameters
    ----------
    text : str
        Tidied.
    knows : callable
        Whether something is a word.

    Returns
    -------
    ways : Ways
        Remembered, and not to be changed.
    """
    whole, words = in_one(text), _words(text, _PLUS[0])
    meant = tuple(dict.fromkeys(way for named in written_out(text) for way in in_one(named)))
    odd = tuple(way for way in whole if len(way) <= _MOST_LETTERS and not knows(way))
    return Ways(
        whole + _of_many(words, odd) + meant,
        _of_parts(words, knows) | short_forms(text) | dict.fromkeys(meant, SURE),
        strange(text, knows),
        initials(text),
        odd,
        dict.fromkeys(clippings(words, _MOST_LETTERS), _CLIPPED_SPEAK),
    )


def _of_many(words: Sequence[str], odd: Sequence[str]) -> tuple[str, ...]:
    """Read what is no word as that of many: "kpis"."""
    return tuple(
        way[:-1] for way in odd if len(words) == 1 and len(way) > len("abc") and way.endswith("s")
    )


def _of_parts(words: Sequence[str], knows: Callable[[str], bool]) -> dict[str, float]:
    """Give the initials of a text with a word that is two: "filesystem"."""
    if len(words) > _MOST_PARTED:
        return {}
    forms = (form for parts in parted(words, knows) for form in _initials(parts))
    return {form: _TWO_SPEAK if len(form) == _TWO else _AMONG_OTHERS_SPEAK for form in forms}


def short_forms(text: str) -> dict[str, float]:
    """Give the ways to write a text short, without spaces, and how much each speaks for it.

    Parameters
    ----------
    text : str
        Tidied.

    Returns
    -------
    forms : dict of str to float
        The text without spaces; with the initials of all its words, or of some beside each
        other; a word as its ends and the number of letters between. In natural log-odds;
        empty for sentences.

    Examples
    --------
    >>> short_forms("user experience")
    {'userexperience': 7.0, 'ue': 4.0, 'ux': 4.0, 'usere8e': 7.0}
    """
    forms: dict[str, float] = {}
    for words in _readings(text):
        forms["".join(words)] = SURE
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                for initials in _initials(words[start:end]):
                    form = "".join((*words[:start], initials, *words[end:]))
                    speak = SURE if len(initials) > _TWO else _TWO_SPEAK
                    if len(form) <= _MOST_LETTERS:
                        forms[form] = max(speak, forms.get(form, 0))
    return forms


def initials(text: str) -> dict[str, float]:
    """Give the initials of words beside each other, and how much each speaks for the text.

    Parameters
    ----------
    text : str
        Tidied.

    Returns
    -------
    initials : dict of str to float
        In natural log-odds; empty for sentences.

    Examples
    --------
    >>> initials("personal protection equipment")
    {'ppe': 6.0}
    """
    return {
        form: _AMONG_OTHERS_SPEAK
        for words in _readings(text)
        for size in range(_FEWEST_INITIALS, _MOST_INITIALS + 1)
        for start in range(len(words) - size + 1)
        for form in _initials(words[start : start + size])
    }


def strange(text: str, knows: Callable[[str], bool]) -> tuple[str, ...]:
    """Give the words of a text that may be initials.

    Parameters
    ----------
    text : str
        Tidied.
    knows : callable
        Whether something is a word.

    Returns
    -------
    strange : tuple of str
        Each once.

    Examples
    --------
    >>> strange("help with ppe", {"help", "with"}.__contains__)
    ('ppe',)
    """
    words = dict.fromkeys(_words(text, _PLUS[0]))
    return tuple(
        word
        for word in words
        if _FEWEST_INITIALS <= len(word) <= _MOST_INITIALS and not knows(word)
    )


def in_one(text: str) -> tuple[str, ...]:
    """Give the text without spaces, in the ways in which its signs are read aloud.

    Parameters
    ----------
    text : str
        Tidied.

    Returns
    -------
    ways : tuple of str
        Each once.

    Examples
    --------
    >>> in_one("c++")
    ('cpp', 'cplusplus')
    """
    return tuple({"".join(_words(text, plus)): None for plus in _PLUS})


def _words(text: str, plus: str) -> list[str]:
    return _WORD.findall(_NAMED.sub("dot", text).replace("#", "sharp").replace("+", plus))


def _readings(text: str) -> Iterator[list[str]]:
    """Give the words, with and without the little ones."""
    words = _words(text, _PLUS[0])
    if 0 < len(words) <= _MOST_WORDS:
        yield words
        yield [word for word in words if word not in _LITTLE]


def _initials(words: Sequence[str]) -> Iterator[str]:
    first, *others = words
    if others:
        yield "".join(word[0] for word in words)
        yield "".join(_sign(word) for word in words)
    elif len(first) > len("abc"):
        yield f"{first[0]}{len(first) - 2}{first[-1]}"


def _sign(word: str) -> str:
    begins = (sign for start, sign in _BEGINS.items() if word.startswith(start))
    return _IS.get(word) or next(begins, word[0])
