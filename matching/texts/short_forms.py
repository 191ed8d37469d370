"""Who writes it short means the same: "ux" is user experience, "k8s" is kubernetes."""

import functools
import re
from collections.abc import Iterator, Sequence

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
# Of more texts that differ in their marks alone the others are left as they are.
_MOST_ALIKE = 20
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
    number of texts and not with that of their pairs.

    Examples
    --------
    >>> short = ShortForms(["ux", "user experience", "tea"])
    >>> evidence = np.zeros((1, 3), dtype=np.float32)
    >>> short.add_to(evidence, np.array([0]), np.array([0, 1, 2]))
    >>> evidence.tolist()
    [[0.0, 4.0, 0.0]]
    """

    def __init__(self, texts: Sequence[str]) -> None:
        from scipy import sparse

        written: dict[str, list[int]] = {}
        for row, text in enumerate(texts):
            for form in _in_one(text):
                written.setdefault(form, []).append(row)
        speaks = {}
        for row, text in enumerate(texts):
            forms = short_forms(text)
            for form in written.keys() & forms.keys():
                for other in written[form][:_MOST_ALIKE]:
                    if other != row:
                        speaks[row, other] = speaks[other, row] = forms[form]
        at = np.array(list(speaks), dtype=np.intp).reshape(-1, 2)
        value = np.array(list(speaks.values()), dtype=np.float32)
        size = (len(texts), len(texts))
        self._speaks = sparse.csr_array((value, (at[:, 0], at[:, 1])), shape=size)

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
        if self._speaks.nnz:
            found = self._speaks[left][:, right].tocoo()
            evidence[found.row, found.col] += found.data

    def add_each(self, evidence: Floats, left: Rows, right: Rows) -> None:
        """Add to the evidence for each of some pairs of texts.

        Parameters
        ----------
        evidence : ndarray of shape (k,), dtype=float32
            Natural log-odds; changed in place.
        left, right : ndarray of shape (k,), dtype=intp
            Row numbers of texts.
        """
        if self._speaks.nnz and len(left):
            evidence += np.asarray(self._speaks[left, right]).ravel()


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
