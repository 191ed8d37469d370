"""Names that can be read across a room: the first name, and as much more as tells people apart."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

# One name of thirty letters would make those of the whole room small.
_TOO_LONG = re.compile(r"[^\s-]{17,}")
_KEPT = 15


def short_names(names: Mapping[int, str]) -> dict[int, str]:
    """Shorten each name as far as nobody else in the room could be meant.

    >>> short_names({1: "Ana Sousa", 2: "Bo Chen", 3: "Bo Dahl", 4: "Bo Ask Dorn"})
    {1: 'Ana', 2: 'Bo C.', 3: 'Bo Dahl', 4: 'Bo Dorn'}
    """
    shapes = {key: _shapes(name) for key, name in names.items()}
    taken = [Counter(shape[level].casefold() for shape in shapes.values()) for level in range(3)]
    return {
        key: next(
            (shape[level] for level in range(3) if taken[level][shape[level].casefold()] == 1),
            shape[3],
        )
        for key, shape in shapes.items()
    }


def told_apart(names: Mapping[int, str], details: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Add to names that are the same what tells the people apart, as little of it as does.

    >>> names = {1: "Bo Chen", 2: "Bo Chen", 3: "Ana"}
    >>> told_apart(names, {1: ["Kort", "Law"], 2: ["Lyng", "Law"], 3: ["Kort", "Law"]})
    {1: 'Bo Chen (Kort)', 2: 'Bo Chen (Lyng)', 3: 'Ana'}
    >>> told_apart(names, {1: ["Kort", "Law"], 2: ["Kort", "Food"]})
    {1: 'Bo Chen (Kort, Law)', 2: 'Bo Chen (Kort, Food)', 3: 'Ana'}
    """
    told = dict(names)
    for enough in range(1, 1 + max(map(len, details.values()), default=0)):
        taken = Counter(name.casefold() for name in told.values())
        for key in [key for key, name in told.items() if taken[name.casefold()] > 1]:
            if more := ", ".join(filter(None, details.get(key, ())[:enough])):
                told[key] = f"{names[key]} ({more})"
    return told


def for_a_wall(names: Mapping[int, str]) -> dict[int, str]:
    """Leave off the end of long words, as long as nobody else in the room could be meant.

    >>> for_a_wall({1: "Ana", 2: "Wolfeschlegelsteinhausen"})
    {1: 'Ana', 2: 'Wolfeschlegelst…'}
    """
    cut = {key: _TOO_LONG.sub(_beginning, name) for key, name in names.items()}
    taken = Counter(one.casefold() for one in cut.values())
    return {key: one if taken[one.casefold()] == 1 else names[key] for key, one in cut.items()}


def few_words(company: str) -> str:
    """Leave off the end of a long company: beside a name on a wall its beginning says enough.

    >>> few_words("Kort & Co"), few_words("Fjord & Daughters Consulting Engineers")
    ('Kort & Co', 'Fjord…')
    >>> few_words("Wolfeschlegelsteinhausen")
    'Wolfeschlegelst…'
    """
    if len(company) <= _KEPT:
        return company
    words = company[: _KEPT + 1].rsplit(maxsplit=1)
    whole = words[0] if len(words) > 1 else company[:_KEPT]
    return f"{whole.rstrip(' &,-')}…"


def called(name: str) -> str:
    """Give what somebody is called among people who meet: the first name, without a title.

    >>> called("Ana Sousa"), called("Dr. Ada Wolf"), called("Cher"), called("🌱 Zoë")
    ('Ana', 'Ada', 'Cher', 'Zoë')
    """
    words = _words(name)
    while len(words) > 1 and words[0].endswith("."):
        del words[0]
    return words[0]


def _words(name: str) -> list[str]:
    # Hearts and flags beside a name are no part of what somebody is called.
    return [word for word in name.split() if any(map(str.isalpha, word))] or name.split()


def _shapes(name: str) -> tuple[str, str, str, str]:
    words, first = _words(name), called(name)
    whole = " ".join(name.split())
    if words[-1] == first:
        return first, whole, whole, whole
    return first, f"{first} {words[-1][0]}.", f"{first} {words[-1]}", whole


def _beginning(word: re.Match[str]) -> str:
    return f"{word[0][:_KEPT]}…"
