"""How wide a name is in print, and how it is broken so that it stands as big as it can."""

import unicodedata

_GROUPS = {"'.,|!: ": 0.36, "-ijl": 0.43, "ftrIJ": 0.54, "sczvyx": 0.61, "eao": 0.67}
_GROUPS |= {"LFYSZT": 0.74, "w": 0.86, "ADHKNOQU": 0.94, "mMW": 1.13}
_WIDTHS = {sign: width for signs, width in _GROUPS.items() for sign in signs}
SMALL, CAPITAL, WIDE = 0.75, 0.87, 1.13
"""In em, bold, and no less than in the widest serif that the sheets may be set in."""
_ROOM = 3.2
"""How many times as wide as high the place for a name on a tag is."""


def width(text: str) -> float:
    """Give the width of a text in em, rather too much than too little.

    >>> width("Li") < width("Ada") < width("WOW") < width("Maximilian")
    True
    """
    return sum(map(_width, unicodedata.normalize("NFD", text)))


def lines(name: str) -> tuple[str, ...]:
    """Break a name at its hyphens where it stands bigger on two lines.

    >>> lines("Ana-Eva"), lines("Maximilian-Konstantin")
    (('Ana-Eva',), ('Maximilian-', 'Konstantin'))
    """
    ends = [place + 1 for place, sign in enumerate(name[:-1]) if sign == "-" and place]
    broken = [(name,), *((name[:end], name[end:]) for end in ends)]
    return max(broken, key=_size)


def _size(broken: tuple[str, ...]) -> float:
    return min(_ROOM / max(map(width, broken)), 1 / len(broken))


def _width(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return WIDE
    return _WIDTHS.get(sign, CAPITAL if sign.isupper() else SMALL)
