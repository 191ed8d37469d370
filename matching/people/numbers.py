"""All that people tell, by number: the same people come again with every room."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from matching.people.profiles import Name, Said, Told
from matching.texts.text_numbers import Numbered, Numbering

# So many texts have numbers; then all begins anew. Of so many people it is known which are theirs.
# Both take some 20 MB at most.
_MOST, _MOST_PEOPLE = 60_000, 10_000


class SaidNumbers(NamedTuple):
    """The numbers of what an offer or an ask says.

    Parameters
    ----------
    text, name : int
        Of its text, and of all that it says, its tags with it.
    tags : tuple of int
        Of its tags.
    """

    text: int
    name: int
    tags: tuple[int, ...]


class Numbers(NamedTuple):
    """The numbers of what a person tells.

    Parameters
    ----------
    offers, asks : tuple of SaidNumbers
        What they can help with and what they look for.
    bio : int
        What they write about themselves.
    interests : tuple of int
        Beside work.
    """

    offers: tuple[SaidNumbers, ...]
    asks: tuple[SaidNumbers, ...]
    bio: int
    interests: tuple[int, ...]


class Catalogue:
    """The numbers of all that some people tell; more may come.

    Attributes
    ----------
    numbering : Numbering
        Which numbers these are.
    """

    def __init__(self) -> None:
        self.numbering = Numbering()
        self._known: dict[Told, Numbers] = {}
        self._said: dict[Name, SaidNumbers] = {}

    def numbers(self, told: Sequence[Told]) -> list[Numbers]:
        """Give the numbers of what people tell.

        Parameters
        ----------
        told : sequence of Told
            What each tells.

        Returns
        -------
        numbers : list of Numbers
            One for each.
        """
        if len(self._known) > _MOST_PEOPLE:
            self._known.clear()
        return [self._known.get(one) or self._read(one) for one in told]

    def numbered(self, numbers: Iterable[int]) -> Numbered:
        """Give texts by their numbers.

        Parameters
        ----------
        numbers : iterable of int
            Any that were given here.

        Returns
        -------
        texts : Numbered
            In order.
        """
        return Numbered(np.fromiter(numbers, np.intp), self.numbering)

    def _read(self, one: Told) -> Numbers:
        offers, asks = (
            tuple(self._said.get(said.name) or self._listen(said) for said in listed.said)
            for listed in (one.offers, one.asks)
        )
        number = self.numbering.number
        found = Numbers(offers, asks, number(one.bio), tuple(map(number, one.interests)))
        self._known[one] = found
        return found

    def _listen(self, said: Said) -> SaidNumbers:
        number = self.numbering.number
        tags = tuple(map(number, said.tags))
        found = self._said[said.name] = SaidNumbers(number(said.text), number(said.name), tags)
        return found


_KEPT = [Catalogue()]


def catalogue() -> Catalogue:
    """Give the catalogue in use.

    Returns
    -------
    catalogue : Catalogue
        When it holds as much as it may, a new one; whoever has the old one keeps it.
    """
    if len(_KEPT[0].numbering.texts) > _MOST:
        _KEPT[0] = Catalogue()
    return _KEPT[0]
