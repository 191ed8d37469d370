"""What short and other names of working life stand for: "mwst" is value added tax."""

import configparser
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_LISTED = Path(__file__).with_suffix(".ini")
# Hyphens are written or not, so that they are nothing. Other signs belong to a name: c++, m&a.
_PIECE = re.compile(r"[^\W_]+|[^\w\s\-\u2010\u2011\u2013]")
_WORD = re.compile(r"[^\W_]+")
# What is part of an address or of another name is none: example.net, r&b, next.js.
_GLUED_BEFORE, _GLUED_AFTER = frozenset(".@&+#"), re.compile(r"[@&+#]|\.\w")
# Of fewer letters the s at the end is one of them: "gps" is not many general practitioners.
_FEWEST_OF_MANY = 3
# After a number so few letters are the time or a unit: "3 pm".
_MOST_OF_UNIT = 2
# Whoever writes several names of several meanings is read in so many ways.
_MOST_READINGS = 4

Key = tuple[str, ...]


class _Piece(NamedTuple):
    told: str
    start: int
    end: int


class _Name(NamedTuple):
    """A name within a text, and all that it may stand for."""

    start: int
    end: int
    meanings: tuple[str, ...]


@functools.lru_cache(maxsize=30_000)
def written_out(text: str) -> tuple[str, ...]:
    """Give a text with every name that it holds written out, in every meaning.

    Parameters
    ----------
    text : str
        Tidied.

    Returns
    -------
    readings : tuple of str
        Each once; empty where the text holds no name.

    Examples
    --------
    >>> written_out("help with mwst")
    ('help with value added tax',)
    >>> written_out("pr"), written_out("tea tasting")
    (('public relations', 'pull request'), ())
    """
    if _listed().begin.isdisjoint(_WORD.findall(text)):
        return ()
    names = list(_names_in(text))
    ways = itertools.product(*(name.meanings for name in names)) if names else ()
    return tuple(_with(text, names, way) for way in itertools.islice(ways, _MOST_READINGS))


def _with(text: str, names: Sequence[_Name], meanings: Sequence[str]) -> str:
    parts, end = [], 0
    for name, meaning in zip(names, meanings, strict=True):
        parts += [text[end : name.start], meaning]
        end = name.end
    return "".join([*parts, text[end:]])


def _names_in(text: str) -> Iterator[_Name]:
    """Find the longest names; what is written out already is none."""
    listed, pieces, at = _listed(), _pieces(text), 0
    while at < len(pieces):
        key = listed.longest(pieces, at)
        if key is None:
            at += 1
            continue
        rest = pieces[at:]
        alone = len(key) == len(pieces)
        if alone or (key not in listed.usual and _stands_apart(text, pieces[:at], rest, key)):
            meanings = listed.meanings[key]
            if meanings:
                yield _Name(rest[0].start, rest[len(key) - 1].end, meanings)
        at += len(key)


def _stands_apart(text: str, before: Sequence[_Piece], rest: Sequence[_Piece], key: Key) -> bool:
    start, end = rest[0].start, rest[len(key) - 1].end
    if _GLUED_AFTER.match(text, end) or text[max(0, start - 1) : start] in _GLUED_BEFORE:
        return False
    if key[0] == ".":
        return text[max(0, start - 1) : start].strip() == ""
    is_unit = len("".join(key)) <= _MOST_OF_UNIT and before and before[-1].told.isdigit()
    return not is_unit


def _pieces(text: str) -> list[_Piece]:
    found = _PIECE.finditer(text.replace("\u2019", "'"))
    return [_Piece(_plain(one.group()), one.start(), one.end()) for one in found]


def _plain(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _key(name: str) -> Key:
    return tuple(_PIECE.findall(_plain(name)))


class _Listed:
    """All names by their pieces, without accents.

    Parameters
    ----------
    meant : mapping of str to sequence of str
        The names of each meaning.
    usual : sequence of str
        Names that are also usual words.
    """

    def __init__(self, meant: Mapping[str, Sequence[str]], usual: Sequence[str]) -> None:
        keys = {name: _key(name) for names in meant.values() for name in names}
        self.usual = frozenset(map(_key, usual))
        # What is written out stands for itself.
        self.meanings: dict[Key, tuple[str, ...]] = dict.fromkeys(map(_key, meant), ())
        self.meanings |= dict.fromkeys(self.usual, ())
        for meaning, names in meant.items():
            for key in {keys[name] for name in names}:
                self.meanings[key] = (*self.meanings.get(key, ()), meaning)
        words = {word for name, key in keys.items() for word in (name.split()[0], *key[:2])}
        self.begin = words | {f"{word}s" for word in words}
        sizes: dict[str, set[int]] = {}
        for key in self.meanings:
            sizes.setdefault(key[0], set()).add(len(key))
        self._sizes = {first: sorted(found, reverse=True) for first, found in sizes.items()}

    def longest(self, pieces: Sequence[_Piece], at: int) -> Key | None:
        """Find the longest name that begins at a piece, of one or of many."""
        first = pieces[at].told
        for size in self._sizes.get(first, ()):
            key = tuple(piece.told for piece in pieces[at : at + size])
            if key in self.meanings:
                return key
        one = (first.removesuffix("s"),)
        return one if len(one[0]) >= _FEWEST_OF_MANY and one in self.meanings else None


@functools.cache
def _listed() -> _Listed:
    """Read the names when the first text is read."""
    parts = configparser.ConfigParser(delimiters="=", interpolation=None)
    parts.read_string(_LISTED.read_text(encoding="utf-8"))
    usual = _split(parts["usual"]["words"])
    parts.remove_section("usual")
    return _Listed(
        {m: _split(names) for part in parts.values() for m, names in part.items()}, usual
    )


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]
