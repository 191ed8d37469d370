"""Who writes it short means the same: "ux" is user experience, "k8s" is kubernetes."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from matching.texts.text import Floats, Rows

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
_TWO, _TWO_SPEAK, _MORE_SPEAK = 2, 4.0, 7.0


class ShortForms:
    """Which texts are others written short.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.

    Notes
    -----
    Texts are looked up among the short forms of the others, so that time grows with the
    number of texts and not with that of their pairs. What two texts speak for each other depends
    on these two alone.

    Examples
    --------
    >>> short = ShortForms(["ux", "user experience", "tea"])
    >>> evidence = np.zeros((1, 3), dtype=np.float32)
    >>> short.add_to(evidence, np.array([0]), np.array([0, 1, 2]))
    >>> evidence.tolist()
    [[0.0, 4.0, 0.0]]
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def add_to(self, evidence: Floats, left: Rows, right: Rows) -> None:
        """Add to the evidence for texts meaning the same what one written short speaks.

        Parameters
        ----------
        evidence : ndarray of shape (l, r), dtype=float32
            Natural log-odds; changed in place.
        left : ndarray of shape (l,), dtype=intp
            Row numbers of texts.
        right : ndarray of shape (r,), dtype=intp
            Row numbers of texts.
        """
        found = [
            *self._written_short(left, right),
            *((at, rows, speak.T) for rows, at, speak in self._written_short(right, left)),
        ]
        if not found:
            return
        hit = np.unique(np.concatenate([rows for rows, _, _ in found]))
        speaks = np.zeros((len(hit), len(right)), dtype=np.float32)
        for rows, at, speak in found:
            cells = np.ix_(np.searchsorted(hit, rows), at)
            speaks[cells] = np.maximum(speaks[cells], speak)
        evidence[hit] += np.where(left[hit][:, None] == right, 0, speaks)

    def _written_short(self, left: Rows, right: Rows) -> Iterator[tuple[Rows, Rows, Floats]]:
        """Say where texts on the left, written short, are texts on the right, form by form."""
        ones, others = left.tolist(), right.tolist()
        written: dict[str, list[int]] = {}
        for at, text in enumerate(others):
            for form in _in_one(self._texts[text]):
                written.setdefault(form, []).append(at)
        short: dict[str, list[int]] = {}
        for at, text in enumerate(ones):
            for form in written.keys() & short_forms(self._texts[text]).keys():
                if any(others[k] != text for k in written[form]):
                    short.setdefault(form, []).append(at)
        for form, rows in short.items():
            speak = [short_forms(self._texts[ones[at]])[form] for at in rows]
            yield (
                np.array(rows),
                np.array(written[form]),
                np.array(speak, dtype=np.float32)[:, None],
            )

    def add_each(self, evidence: Floats, left: Rows, right: Rows) -> None:
        """Add to the evidence for each of some pairs of texts.

        Parameters
        ----------
        evidence : ndarray of shape (k,), dtype=float32
            Natural log-odds; changed in place.
        left, right : ndarray of shape (k,), dtype=intp
            Row numbers of texts.
        """
        known = {row: self._texts[row] for row in {*left.tolist(), *right.tolist()}}
        forms = {row: (short_forms(text), _in_one(text)) for row, text in known.items()}
        for k, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
            if one != other:
                evidence[k] += _speak(forms[one], forms[other])


_Forms = tuple[Mapping[str, float], tuple[str, ...]]


def _speak(one: _Forms, other: _Forms) -> float:
    """Say what it speaks for two texts that either is the other one written short."""
    (mine, i_write), (theirs, they_write) = one, other
    found = 0.0
    for form in they_write:
        found = max(found, mine.get(form, 0))
    for form in i_write:
        found = max(found, theirs.get(form, 0))
    return found


@functools.lru_cache(maxsize=30_000)
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
        forms["".join(words)] = _MORE_SPEAK
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                for initials in _initials(words[start:end]):
                    form = "".join((*words[:start], initials, *words[end:]))
                    speak = _MORE_SPEAK if len(initials) > _TWO else _TWO_SPEAK
                    if len(form) <= _MOST_LETTERS:
                        forms[form] = max(speak, forms.get(form, 0))
    return forms


@functools.lru_cache(maxsize=30_000)
def _in_one(text: str) -> tuple[str, ...]:
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
