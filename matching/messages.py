"""Sentences that know what they were made of, so that others can say them in their own words."""

from typing import Self

# So many of several people are named; the rest are counted.
_NAMED = 4


class Said(str):
    """A sentence, and the words and facts it was made of.

    Parameters
    ----------
    words : str
        The sentence with places for the facts, such as "%(people)s sit out.".
    **facts : tuple of str, int or str
        `people` are ids, `tables` is how many; any other fact stands as it is.

    Attributes
    ----------
    words : str
        As given.
    facts : dict
        As given.

    Examples
    --------
    >>> said = Said("%(people)s need %(tables)s.", people=("ana", "bo"), tables=1)
    >>> said, said.facts["people"]
    ('ana and bo need 1 table.', ('ana', 'bo'))
    """

    __slots__ = ("facts", "words")
    words: str
    facts: dict[str, tuple[str, ...] | int | str]

    def __new__(cls, words: str, **facts: tuple[str, ...] | int | str) -> Self:
        """Fill the facts in."""
        self = super().__new__(cls, words % {name: _told(name, facts[name]) for name in facts})
        self.words, self.facts = words, facts
        return self


def _told(name: str, fact: tuple[str, ...] | int | str) -> object:
    if isinstance(fact, tuple):
        return told_people(fact)
    if name == "tables":
        return counted(int(fact), "table", "tables")
    return fact


def counted(count: int, one: str, many: str) -> str:
    """Say how many there are.

    Parameters
    ----------
    count : int
        How many.
    one, many : str
        What they are, and what several of them are.

    Returns
    -------
    words : str
        The number and the word for it.

    Examples
    --------
    >>> counted(1, "person", "people"), counted(0, "person", "people")
    ('1 person', '0 people')
    """
    return f"{count} {one if count == 1 else many}"


def told_people(names: tuple[str, ...]) -> str:
    """Name some people, and count the rest.

    Parameters
    ----------
    names : tuple of str
        What they are called.

    Returns
    -------
    words : str
        Nothing of nobody.

    Examples
    --------
    >>> told_people(("ana", "bo", "cy", "di", "eve", "fay"))
    'ana, bo, cy, di and 2 others'
    """
    rest = len(names) - _NAMED
    named = [*names[:_NAMED], f"{rest} others"] if rest > 1 else [*names]
    return listed(named) if named else ""


def listed(names: list[str]) -> str:
    """Join words as in a sentence.

    Parameters
    ----------
    names : list of str
        One word or more.

    Returns
    -------
    words : str
        With "and" before the last.
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
