"""Texts by number: looked up by letters once, and from then on found by their numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count, repeat
from typing import overload

import numpy as np
import numpy.typing as npt

from matching.compiled import compiled
from matching.texts.text import Rows

_Known = npt.NDArray[np.int32]


class _Given(dict[str, int]):
    """The numbers of texts; what is looked up and has none yet is given the next.

    Many may look up at once, and none waits: of two who give a number to the same text, one is the
    first, and the other number is that of nothing that anybody finds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[int, str] = {}
        self._next = count()

    def __missing__(self, text: str) -> int:
        number = next(self._next)
        self.texts[number] = text
        return self.setdefault(text, number)


class Numbering:
    """Numbers of texts, from 0, which are given once and never changed.

    Attributes
    ----------
    texts : mapping of int to str
        All of them, by their numbers; more may come.
    number : callable
        Takes any text, and says its number; one that has none yet is given it.
    """

    def __init__(self) -> None:
        given = _Given()
        self.texts: Mapping[int, str] = given.texts
        self.number: Callable[[str], int] = given.__getitem__


class Numbered(Sequence[str]):
    """Texts that have numbers.

    Parameters
    ----------
    numbers : ndarray of shape (n,), dtype=intp
        Their numbers.
    numbering : Numbering
        Which numbers these are.
    """

    def __init__(self, numbers: Rows, numbering: Numbering) -> None:
        self.numbers, self.numbering = numbers, numbering

    @cached_property
    def _texts(self) -> list[str]:
        texts = self.numbering.texts
        return list(map(texts.__getitem__, self.numbers.tolist()))

    def __len__(self) -> int:
        """Count them."""
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        """Go through them."""
        return iter(self._texts)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        """Give one, or some."""
        return self._texts[at]

    def each_once(self) -> tuple["Numbered", Rows]:
        """Leave out what came before.

        Returns
        -------
        texts : Numbered
            Each different text once, in the order in which each is met first.
        which : ndarray of shape (n,), dtype=intp
            Which of them each is.
        """
        distinct, which = _each_once(self.numbers, int(self.numbers.max(initial=-1)) + 1)
        return Numbered(distinct, self.numbering), which


@compiled
def _each_once(numbers: Rows, most: int) -> tuple[Rows, Rows]:
    place = np.full(most, -1, dtype=np.intp)
    distinct, which = np.empty_like(numbers), np.empty_like(numbers)
    count = 0
    for k in range(len(numbers)):
        if place[numbers[k]] < 0:
            place[numbers[k]] = count
            distinct[count] = numbers[k]
            count += 1
        which[k] = place[numbers[k]]
    return distinct[:count].copy(), which


class Places:
    """Where texts stand.

    Parameters
    ----------
    texts : sequence of str
        Each once.
    at : ndarray of shape (n,), dtype=intp, optional
        Where each stands; in their order when nothing else is said.

    Notes
    -----
    Numbered texts are looked up by letters when they are first sought, and then by their numbers.
    Whoever seeks may do so while others do; texts are added by one at a time.
    """

    def __init__(self, texts: Sequence[str] = (), at: Rows | None = None) -> None:
        at = np.arange(len(texts)) if at is None else at
        self._count = len(texts)
        self._place: dict[str, int] = {}
        self._by_number: tuple[Numbering | None, _Known] = (None, np.zeros(0, dtype=np.int32))
        # Written down by letters once somebody seeks by them, which is seldom.
        self._given: tuple[Sequence[str], Rows] | None = texts, at
        # Where all have numbers, what is not found by its number is not there.
        self._all_in: Numbering | None = None
        if isinstance(texts, Numbered):
            self._known(texts)[texts.numbers] = at
            self._all_in = texts.numbering

    def __len__(self) -> int:
        """Count the texts."""
        return self._count

    def add(self, texts: Sequence[str]) -> None:
        """Let some more stand behind those that are there.

        Parameters
        ----------
        texts : sequence of str
            Each once, and none that is there.
        """
        at, self._all_in = self._count + np.arange(len(texts)), None
        self._letters().update(zip(texts, at.tolist(), strict=True))
        self._count += len(texts)

    def find(self, texts: Sequence[str]) -> Rows:
        """Say where some stand.

        Parameters
        ----------
        texts : sequence of str
            Any.

        Returns
        -------
        at : ndarray of shape (n,), dtype=intp
            Below 0 for those that are not there.
        """
        if not isinstance(texts, Numbered):
            return self._look_up(texts, len(texts))
        known = self._known(texts)
        at = known[texts.numbers].astype(np.intp)
        sought = np.flatnonzero(at < 0)
        if len(sought) and self._all_in is not texts.numbering:
            numbers, named = texts.numbers[sought], texts.numbering.texts
            found = self._look_up(map(named.__getitem__, numbers.tolist()), len(numbers))
            at[sought] = known[numbers] = found
        return at

    def missing(self, texts: Sequence[str]) -> list[int]:
        """Say which of some are not there.

        Parameters
        ----------
        texts : sequence of str
            Any.

        Returns
        -------
        missing : list of int
            Which of these texts, rising.
        """
        found: list[int] = np.flatnonzero(self.find(texts) < 0).tolist()
        return found

    def _look_up(self, texts: Iterable[str], count: int) -> Rows:
        return np.fromiter(map(self._letters().get, texts, repeat(-1)), np.intp, count)

    def _letters(self) -> dict[str, int]:
        given = self._given
        if given is not None:
            self._place.update(zip(given[0], given[1].tolist(), strict=True))
            self._given = None
        return self._place

    def _known(self, texts: Numbered) -> _Known:
        """Give where texts stand by their numbers, as far as that is known."""
        numbering, known = self._by_number
        if numbering is not texts.numbering:
            known = known[:0]
        count = int(texts.numbers.max(initial=-1)) + 1
        if count > len(known):
            known = np.concatenate([known, np.full(2 * count - len(known), -1, np.int32)])
        self._by_number = texts.numbering, known
        return known
