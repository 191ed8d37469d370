"""The encoder in use: meaning and letters together, or letters alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from matching.compiled import compiled
from matching.texts import sentence_vectors, word_vectors
from matching.texts.letters import LETTERS
from matching.texts.products import in_blocks
from matching.texts.sentence_vectors import SENTENCES, sentences_are_here
from matching.texts.short_forms import ShortForms
from matching.texts.text import Floats, Rows, TextSpace
from matching.texts.tf_idf import GramSpace
from matching.texts.trade_evidence import TradeEvidence
from matching.texts.vectors import UNIT, Reader, vectors
from matching.texts.word_vectors import WORDS, words_are_here

Weights = tuple[np.float32, np.float32, np.float32]


@dataclass(frozen=True, slots=True)
class Taste:
    """How cosines speak for the same need; fitted by conditional logit on other wordings.

    Letters count by their square: a little likeness in letters is chance, much is the same
    word.

    Parameters
    ----------
    reader : Reader
        Reads what texts mean.
    meaning, letters : float
        How much each cosine speaks, in natural log-odds.
    as_likely_as_not : float
        Where evidence for and against are equal.
    knows : callable
        Whether something is a word to the reader.
    trades : bool
        Whether trades were read by it, too.
    """

    reader: Reader
    meaning: float
    letters: float
    as_likely_as_not: float
    knows: Callable[[str], bool]
    trades: bool


BY_SENTENCE = Taste(SENTENCES, 17, 1.5, 8.7, sentence_vectors.knows, trades=True)
BY_WORD = Taste(WORDS, 15, 7, 7, word_vectors.knows, trades=False)


class Blend:
    """Texts compared by meaning and letters, as others written short, and by their trades.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.
    taste : Taste, optional
        How both are read and weighed.

    Attributes
    ----------
    texts : sequence of str
        The texts.
    edition : Taste
        All that the evidence for two texts depends on, but for these two.
    """

    def __init__(self, texts: Sequence[str], taste: Taste = BY_SENTENCE) -> None:
        self.texts = texts
        self.edition = taste
        self._meaning = vectors(texts, taste.reader)
        self._letters = vectors(texts, LETTERS)
        self._further: list[ShortForms | TradeEvidence] = [ShortForms(texts, taste.knows)]
        if taste.trades:
            self._further.append(TradeEvidence(texts, self._meaning))
        self._weights = (
            np.float32(taste.meaning / UNIT),
            np.float32(taste.letters / UNIT**2),
            np.float32(taste.as_likely_as_not),
        )

    def evidence(self, left: Rows, right: Rows) -> Floats:
        """Say how much speaks for texts meaning the same need.

        Parameters
        ----------
        left : ndarray of shape (l,), dtype=intp
            Row numbers of texts.
        right : ndarray of shape (r,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        evidence : ndarray of shape (l, r), dtype=float32
            Natural log-odds.
        """
        evidence = np.empty((len(left), len(right)), dtype=np.float32)
        kinds = [(one.rows, one.at[left], one.at[right]) for one in (self._meaning, self._letters)]
        for at, (meaning, letters) in in_blocks(kinds):
            _blend(meaning.ravel(), letters.ravel(), self._weights, evidence[at].reshape(-1))
        for one in self._further:
            one.add_to(evidence, left, right)
        return evidence

    def each(self, left: Rows, right: Rows) -> Floats:
        """Say how much speaks for each of some pairs of texts.

        Parameters
        ----------
        left, right : ndarray of shape (k,), dtype=intp
            Row numbers of texts.

        Returns
        -------
        evidence : ndarray of shape (k,), dtype=float32
            Natural log-odds.
        """
        meaning = self._meaning.product_each(left, right)
        letters, evidence = self._letters.product_each(left, right), np.empty_like(meaning)
        _blend(meaning, letters, self._weights, evidence)
        for one in self._further:
            one.add_each(evidence, left, right)
        return evidence


@compiled
def _blend(meaning: Floats, letters: Floats, weights: Weights, evidence: Floats) -> None:
    """Put the products of both together; in one go, since they are many."""
    meant, written, least = weights
    for k in range(len(meaning)):
        evidence[k] = meaning[k] * meant + letters[k] * letters[k] * written - least


def best_taste() -> Taste:
    """Give how texts that have a meaning are read on this machine.

    Returns
    -------
    taste : Taste
        By sentence, or by word.
    """
    return BY_SENTENCE if sentences_are_here() else BY_WORD


def best_encoder(texts: Sequence[str]) -> TextSpace:
    """Read texts as well as this machine can.

    Parameters
    ----------
    texts : sequence of str
        Each different text once, tidied.

    Returns
    -------
    space : TextSpace
        Compares the texts by their position in `texts`.

    Examples
    --------
    >>> import numpy as np
    >>> space = best_encoder(["help with my tax return", "accountant", "tea tasting"])
    >>> near, far = space.evidence(np.array([0]), np.array([1, 2]))[0]
    >>> bool(near > far)
    True
    """
    if sentences_are_here():
        return Blend(texts, BY_SENTENCE)
    if words_are_here():
        return Blend(texts, BY_WORD)
    return GramSpace(texts)
