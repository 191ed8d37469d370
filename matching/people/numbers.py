"""All that people tell, by number: the same people come again with every room."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from matching.people.profiles import Said, Told
from matching.texts.text import Rows
from matching.texts.text_numbers import Numbered, Numbering

# So many texts have numbers, with whom they are of in some 20 MB; then all begins anew.
_MOST = 60_000


class ListedNumbers(NamedTuple):
    """The numbers of somebody's offers, or of their asks.

    Parameters
    ----------
    texts, names : ndarray of shape (w,), dtype=intp
        Of the text of each, and of what it says, its tags with it.
    tags : ndarray of shape (t,), dtype=intp
        Of all tags that they carry.
    carriers : ndarray of shape (t,), dtype=intp
        Which of them carries each tag.
    """

    texts: Rows
    names: Rows
    tags: Rows
    carriers: Rows


class Numbers(NamedTuple):
    """The numbers of what a person tells.

    Parameters
    ----------
    offers, asks : ListedNumbers
        What they can help with and what they look for.
    bio : ndarray of shape (1,), dtype=intp
        What they write about themselves.
    interests : ndarray of shape (i,), dtype=intp
        Beside work.
    """

    offers: ListedNumbers
    asks: ListedNumbers
    bio: Rows
    interests: Rows


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
        for one in told:
            if one not in self._known:
                self._known[one] = self._read(one)
        return [self._known[one] for one in told]

    def numbered(self, some: Sequence[Rows]) -> Numbered:
        """Give texts by their numbers.

        Parameters
        ----------
        some : sequence of ndarray, dtype=intp
            Numbers, some after the other.

        Returns
        -------
        texts : Numbered
            All of them.
        """
        return Numbered(in_a_row(some), self.numbering)

    def _read(self, one: Told) -> Numbers:
        number = self.numbering.numbers
        offers, asks = self._listed(one.offers.said), self._listed(one.asks.said)
        return Numbers(offers, asks, number([one.bio]), number(one.interests))

    def _listed(self, said: Sequence[Said]) -> ListedNumbers:
        number = self.numbering.numbers
        tags = [number(one.tags) for one in said]
        return ListedNumbers(
            number([one.text for one in said]),
            number([one.name for one in said]),
            in_a_row(tags),
            np.repeat(np.arange(len(said)), list(map(len, tags))),
        )


def in_a_row(some: Sequence[Rows]) -> Rows:
    """Put numbers behind each other.

    Parameters
    ----------
    some : sequence of ndarray, dtype=intp
        Maybe none.

    Returns
    -------
    numbers : ndarray of shape (n,), dtype=intp
        All of them.
    """
    return np.concatenate(some) if some else np.zeros(0, dtype=np.intp)


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
