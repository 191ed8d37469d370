"""The layers of the sentence model do what they were trained for."""

import numpy as np
import pytest

from matching.texts import sentence_vectors
from matching.texts.sentence_vectors import read_plainly
from matching.texts.transformer import _LONGEST

TEXTS = [
    "protecting an invention",
    "patent law",
    "somebody who teaches me to play the cello",
    "music lessons",
    "help with a very long and rather tiresome application for a grant from the council",
]


def read(texts):
    return read_plainly(texts)


def test_vectors_of_one_meaning_are_near():
    one, like, other, alike, _ = read(TEXTS)

    assert one @ like > one @ alike + 0.2
    assert other @ alike > other @ like + 0.2


def test_likeness_is_what_the_model_is_known_to_give():
    model = sentence_vectors._model()

    one, other = model(["That is a happy person", "That is a very happy person"])

    assert one @ other == pytest.approx(0.943, abs=1e-3)


def test_marks_at_the_ends_count_less_and_what_came_before_a_little():
    model = sentence_vectors._model()
    whole = model(TEXTS)

    less = model(TEXTS, ends=0.5, before=0.25)

    assert model(TEXTS, ends=1, before=0).tolist() == whole.tolist()
    assert ((less * whole).sum(axis=1) > 0.9).all()
    assert ((less * whole).sum(axis=1) < 0.999).all()
    assert np.linalg.norm(less, axis=1) == pytest.approx(1, abs=1e-5)


def test_what_is_read_with_a_text_makes_no_difference():
    together, alone = read(TEXTS), np.concatenate([read([text]) for text in TEXTS])

    np.testing.assert_allclose(together, alone, atol=1e-3)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-3)


def test_a_text_without_words_means_nothing():
    assert not read(["", "  "]).any()


def test_of_a_long_text_the_beginning_is_read():
    long, more = "tea " * (_LONGEST - 2), "and a thousand things more"

    once, longer, other = read([long, long + more, long[: -len(more)] + more])

    # Rows of one product may differ in their last digit, by the processor.
    assert once == pytest.approx(longer, abs=1e-4)
    assert once != pytest.approx(other, abs=1e-2)
