"""Who writes it short means the same: "ux" is user experience, "k8s" is kubernetes."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from matching.texts.forms import Ways, ways
from matching.texts.text import Floats, Rows


class ShortForms:
    """Which texts are others written short.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.
    knows : callable, optional
        Whether something is a word; whatever is not may be the initials of some.

    Notes
    -----
    Texts are looked up among the short forms of the others, so that time grows with the
    number of texts and not with that of their pairs. What two texts speak for each other depends
    on these two alone.

    Examples
    --------
    >>> short = ShortForms(["ux", "user experience", "tea"])
    >>> evidence = np.zeros((1, 3), dtype=np.float32)
    >>> short.add_to(evidence, np.array([0]), np.array([0, 1, 2]))
    >>> evidence.tolist()
    [[0.0, 4.0, 0.0]]
    """

    def __init__(self, texts: Sequence[str], knows: Callable[[str], bool] = lambda _: True) -> None:
        self._texts, self._knows = texts, knows

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
        found = [
            *self._written_short(left, right),
            *((at, rows, speak.T) for rows, at, speak in self._written_short(right, left)),
        ]
        if not found:
            return
        hit = np.unique(np.concatenate([rows for rows, _, _ in found]))
        speaks = np.zeros((len(hit), len(right)), dtype=np.float32)
        for rows, at, speak in found:
            cells = np.ix_(np.searchsorted(hit, rows), at)
            speaks[cells] = np.maximum(speaks[cells], speak)
        evidence[hit] += np.where(left[hit][:, None] == right, 0, speaks)

    def _written_short(self, left: Rows, right: Rows) -> Iterator[tuple[Rows, Rows, Floats]]:
        """Say where texts on the left, written short, are or are in texts on the right."""
        sides = left.tolist(), right.tolist()
        ones, others = self._ways(left), self._ways(right)
        yield from _met(sides, [way.short for way in ones], [way.whole for way in others])
        yield from _met(sides, [way.initials for way in ones], [way.strange for way in others])
        yield from _met(sides, [way.clipped for way in ones], [way.odd for way in others])

    def _ways(self, rows: Rows) -> list[Ways]:
        return [ways(self._texts[row], self._knows) for row in rows.tolist()]

    def add_each(self, evidence: Floats, left: Rows, right: Rows) -> None:
        """Add to the evidence for each of some pairs of texts.

        Parameters
        ----------
        evidence : ndarray of shape (k,), dtype=float32
            Natural log-odds; changed in place.
        left, right : ndarray of shape (k,), dtype=intp
            Row numbers of texts.
        """
        apart = np.flatnonzero(left != right)
        pairs = zip(self._ways(left[apart]), self._ways(right[apart]), strict=True)
        for k, (one, other) in zip(apart.tolist(), pairs, strict=True):
            evidence[k] += max(_speak(one, other), _speak(other, one))


def _met(
    sides: tuple[list[int], list[int]],
    forms: Sequence[Mapping[str, float]],
    writes: Sequence[Sequence[str]],
) -> Iterator[tuple[Rows, Rows, Floats]]:
    """Say where forms of texts are what others write, form by form, and how much each speaks."""
    ones, others = sides
    written: dict[str, list[int]] = {}
    for at, said in enumerate(writes):
        for form in said:
            written.setdefault(form, []).append(at)
    short: dict[str, list[int]] = {}
    for at, known in enumerate(forms) if written else ():
        if written.keys().isdisjoint(known.keys()):
            continue  # Nearly always, and cheaper to find out.
        for form in written.keys() & known.keys():
            if any(others[k] != ones[at] for k in written[form]):
                short.setdefault(form, []).append(at)
    for form, rows in short.items():
        speak = np.array([forms[at][form] for at in rows], dtype=np.float32)
        yield np.array(rows), np.array(written[form]), speak[:, None]


def _speak(one: Ways, other: Ways) -> float:
    """Say what it speaks for two texts that the first, written short, is or is in the second."""
    whole = (one.short.get(form, 0.0) for form in other.whole)
    among = (one.initials.get(form, 0.0) for form in other.strange)
    begun = (one.clipped.get(form, 0.0) for form in other.odd)
    return max((*whole, *among, *begun), default=0.0)
