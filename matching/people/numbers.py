"""All that people tell, by number: the same people come again with every room."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from matching.people.profiles import Name, Said, Told
from matching.texts.text_numbers import Numbered, Numbering

# So many texts have numbers; then all begins anew. Of so many people it is known which are theirs.
# Both take some 20 MB at most.
_MOST, _MOST_PEOPLE = 60_000, 10_000


class ListedNumbers(NamedTuple):
    """The numbers of somebody's offers, or of their asks.

    Parameters
    ----------
    texts, names : tuple of int
        Of the text of each, and of all that it says, its tags with it.
    tags : tuple of tuple of int
        Of the tags of each.
    """

    texts: tuple[int, ...]
    names: tuple[int, ...]
    tags: tuple[tuple[int, ...], ...]


_NOTHING = ListedNumbers((), (), ())


class Numbers(NamedTuple):
    """The numbers of what a person tells.

    Parameters
    ----------
    offers, asks : ListedNumbers
        What they can help with and what they look for.
    bio : int
        What they write about themselves.
    interests : tuple of int
        Beside work.
    """

    offers: ListedNumbers
    asks: ListedNumbers
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
        # By name: others say the same, and most of it comes again with people who are new.
        self._wants: dict[Name, tuple[int, int, tuple[int, ...]]] = {}

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
        offers, asks = self._listed(one.offers.said), self._listed(one.asks.said)
        number = self.numbering.number
        found = Numbers(offers, asks, number(one.bio), tuple(map(number, one.interests)))
        self._known[one] = found
        return found

    def _listed(self, said: Sequence[Said]) -> ListedNumbers:
        if not said:
            return _NOTHING
        wants = [self._wants.get(one.name) or self._want(one) for one in said]
        return ListedNumbers(*zip(*wants, strict=True))

    def _want(self, one: Said) -> tuple[int, int, tuple[int, ...]]:
        number = self.numbering.number
        found = number(one.text), number(one.name), tuple(map(number, one.tags))
        self._wants[one.name] = found
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
