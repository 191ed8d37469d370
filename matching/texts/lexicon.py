"""Which texts can be written short in which way: kept from room to room, as their vectors are."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from threading import Lock

import numpy as np

from matching.texts.abbreviations import Ways, ways
from matching.texts.text import Floats, Marks, Rows
from matching.texts.text_numbers import Places as TextPlaces

# So many texts are kept, with some twenty forms each, in 15 MB at most; larger rooms are looked up
# and forgotten.
_MOST = 20_000
# How texts may be written short, and where such a form is found in others.
_LONG: tuple[Callable[[Ways], Mapping[str, float]], ...] = (
    attrgetter("short"),
    attrgetter("initials"),
    attrgetter("clipped"),
)
_WRITTEN: tuple[Callable[[Ways], Sequence[str]], ...] = (
    attrgetter("whole"),
    attrgetter("strange"),
    attrgetter("odd"),
)
Places = Mapping[str, list[int]]


class _Kind:
    """One way to write texts short: which can be written so, and where it is found."""

    def __init__(self) -> None:
        # Nearly every form is that of one text alone. Whatever others share it, come second.
        self._first: dict[str, str] = {}
        self._more: dict[str, list[str]] = {}
        self._written: dict[str, list[str]] = {}
        # Forms of one text that are found in another.
        self.met: set[str] = set()

    def long(self, form: str) -> list[str]:
        """Give the texts that can be written so."""
        return [self._first[form], *self._more.get(form, ())]

    def add(self, text: str, forms: Iterable[str], written: Iterable[str]) -> set[str]:
        """Take a text in; give those that have to do with each other by it."""
        related: set[str] = set()
        for form in written:
            self._written.setdefault(form, []).append(text)
            if form in self._first:
                related |= self._meet(form, text)
        for form in forms:
            if self._first.setdefault(form, text) != text:
                self._more.setdefault(form, []).append(text)
            if form in self._written:
                related |= self._meet(form, text)
        return related

    def _meet(self, form: str, text: str) -> set[str]:
        if form in self.met:
            return {text}
        texts = {*self.long(form), *self._written[form]}
        if len(texts) == 1:  # Every text is a form of its own.
            return set()
        self.met.add(form)
        return texts


class Lexicon:
    """Texts by the ways to write them short; only ever added to.

    Parameters
    ----------
    knows : callable
        Whether something is a word.
    """

    def __init__(self, knows: Callable[[str], bool]) -> None:
        self._knows = knows
        self._ways: dict[str, Ways] = {}
        self._place = TextPlaces()
        self._is_related = np.zeros(0, dtype=np.bool_)
        self._kinds = [_Kind() for _ in _LONG]

    def __len__(self) -> int:
        """Count the texts."""
        return len(self._ways)

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Say which of some texts are not in it.

        Parameters
        ----------
        texts : sequence of str
            Tidied.

        Returns
        -------
        missing : list of str
            In the order given.
        """
        return [texts[row] for row in self._place.missing(texts)]

    def add(self, texts: Sequence[str]) -> None:
        """Take in texts that are not in it.

        Parameters
        ----------
        texts : sequence of str
            Each once, tidied.
        """
        related: set[str] = set()
        for text in texts:
            known = self._ways[text] = ways(text, self._knows)
            for kind, long, written in zip(self._kinds, _LONG, _WRITTEN, strict=True):
                related |= kind.add(text, long(known), written(known))
        self._place.add(texts)
        is_related = np.concatenate([self._is_related, np.zeros(len(texts), dtype=np.bool_)])
        is_related[self._place.find(list(related))] = True
        self._is_related = is_related

    def related(self, texts: Sequence[str]) -> Marks:
        """Say which texts may be others written short, or the long ones.

        Parameters
        ----------
        texts : sequence of str
            Texts that are in it.

        Returns
        -------
        is_related : ndarray of shape (n,), dtype=bool
            Most texts have nothing to do with any other.
        """
        return np.asarray(self._is_related[self._place.find(texts)])

    def ways(self, text: str) -> Ways:
        """Give the ways to write a text that is in it.

        Parameters
        ----------
        text : str
            Tidied.

        Returns
        -------
        ways : Ways
            Not to be changed.
        """
        return self._ways[text]

    def met(self, long: Places, short: Places) -> Iterator[tuple[Rows, Rows, Floats]]:
        """Say where texts, written short, are or are in other texts.

        Parameters
        ----------
        long, short : mapping of str to list of int
            Where each text stands: those that may be written short, and the others.

        Yields
        ------
        rows : ndarray of shape (r,), dtype=intp
            Of texts that can be written so.
        at : ndarray of shape (a,), dtype=intp
            Of texts that are, or in which it stands.
        speak : ndarray of shape (r, 1), dtype=float32
            How much it speaks for each of the rows, in natural log-odds.

        Notes
        -----
        Form by form. A text is also its own form, which whoever asks has to leave out.
        """
        for kind, forms, written in zip(self._kinds, _LONG, _WRITTEN, strict=True):
            found: dict[str, list[int]] = {}
            for text, at in short.items():
                for form in written(self._ways[text]):
                    if form in kind.met:
                        found.setdefault(form, []).extend(at)
            for form, at in found.items():
                texts = [text for text in kind.long(form) if text in long]
                rows = [row for text in texts for row in long[text]]
                speak = [forms(self._ways[text])[form] for text in texts for _ in long[text]]
                if rows:
                    column = np.array(speak, dtype=np.float32)[:, None]
                    yield np.array(rows), np.array(at), column


_KEPT: dict[Callable[[str], bool], Lexicon] = {}
_LOCK = Lock()


def lexicon_of(texts: Sequence[str], knows: Callable[[str], bool]) -> Lexicon:
    """Give a lexicon with some texts, and maybe with others.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.
    knows : callable
        Whether something is a word.

    Returns
    -------
    lexicon : Lexicon
        The one in use, to which only new texts are added. When there is no room for more, all
        begins anew; whoever has the old one keeps it.
    """
    if len(texts) > _MOST:
        own = Lexicon(knows)
        own.add(texts)
        return own
    with _LOCK:
        kept = _KEPT.get(knows)
        new = texts if kept is None else kept.missing(texts)
        if kept is None or len(kept) + len(new) > _MOST:
            kept, new = Lexicon(knows), texts
        kept.add(new)
        _KEPT[knows] = kept
    return kept
