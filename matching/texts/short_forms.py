"""Who writes it short means the same: "ux" is user experience, "k8s" is kubernetes."""

from collections.abc import Callable, Sequence

import numpy as np

from matching.texts.abbreviations import Ways
from matching.texts.lexicon import lexicon_of
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
    Texts are looked up among the short forms of the others, which are kept from room to room, so
    that time grows with the number of texts that have to do with any other, and not with that of
    pairs. What two texts speak for each other depends on these two alone.

    Examples
    --------
    >>> short = ShortForms(["bk", "bread kneading", "tea"])
    >>> evidence = np.zeros((1, 3), dtype=np.float32)
    >>> short.add_to(evidence, np.array([0]), np.array([0, 1, 2]))
    >>> evidence.tolist()
    [[0.0, 4.0, 0.0]]
    """

    def __init__(self, texts: Sequence[str], knows: Callable[[str], bool] = lambda _: True) -> None:
        self._texts, self._lexicon = texts, lexicon_of(texts, knows)
        self._is_related = self._lexicon.related(texts)

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
        lexicon, ones, others = self._lexicon, self._places(left), self._places(right)
        found = [
            *lexicon.met(ones, others),
            *((at, rows, speak.T) for rows, at, speak in lexicon.met(others, ones)),
        ]
        if not found:
            return
        hit = np.unique(np.concatenate([rows for rows, _, _ in found]))
        speaks = np.zeros((len(hit), len(right)), dtype=np.float32)
        for rows, at, speak in found:
            cells = np.ix_(np.searchsorted(hit, rows), at)
            speaks[cells] = np.maximum(speaks[cells], speak)
        evidence[hit] += np.where(left[hit][:, None] == right, 0, speaks)

    def _places(self, rows: Rows) -> dict[str, list[int]]:
        """Say where those texts stand that have to do with any other."""
        places: dict[str, list[int]] = {}
        at = np.flatnonzero(self._is_related[rows])
        for k, row in zip(at.tolist(), rows[at].tolist(), strict=True):
            places.setdefault(self._texts[row], []).append(k)
        return places

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
        pairs = zip(left[apart].tolist(), right[apart].tolist(), strict=True)
        for k, (one, other) in zip(apart.tolist(), pairs, strict=True):
            ways = self._lexicon.ways(self._texts[one]), self._lexicon.ways(self._texts[other])
            evidence[k] += max(_speak(*ways), _speak(*reversed(ways)))


def _speak(one: Ways, other: Ways) -> float:
    """Say what it speaks for two texts that the first, written short, is or is in the second."""
    whole = (one.short.get(form, 0.0) for form in other.whole)
    among = (one.initials.get(form, 0.0) for form in other.strange)
    begun = (one.clipped.get(form, 0.0) for form in other.odd)
    return max((*whole, *among, *begun), default=0.0)
