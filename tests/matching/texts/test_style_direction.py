"""What is told at length meets what it is called: the manner of a text is not its meaning."""

import numpy as np
import pytest

from matching.texts import sentence_vectors
from matching.texts.sentence_vectors import SENTENCES
from matching.texts.style_direction import style_direction, without

TOLD = [
    "they bind books by hand, repair old bindings and press the titles in gold.",
    "digs wells and lays the pipes that bring water to villages.",
    "shows visitors the caves and tells how they came about.",
    "mixes sounds for films",
]
NAMED = ["bookbinder", "well digger", "cave guide", "audio engineer"]


def cosines(read):
    told, named = (np.stack(read(texts)).astype(np.float32) for texts in (TOLD, NAMED))
    return told @ named.T


def seen(texts):
    return sentence_vectors._seen(sentence_vectors._model(), texts)


def test_what_is_told_is_nearer_to_its_name():
    meant, plain = cosines(SENTENCES.read), cosines(seen)

    assert (meant.diagonal() > plain.diagonal()).all()


def test_the_manner_is_gone_from_every_vector():
    direction = style_direction(seen)

    left = np.stack(SENTENCES.read([*TOLD, *NAMED])).astype(np.float32) @ direction

    assert seen(NAMED) @ direction == pytest.approx(-0.2, abs=0.2)
    np.testing.assert_allclose(left, 0, atol=1e-3)


def test_nothing_stays_nothing():
    assert without(np.zeros((1, 3), np.float32), np.float32([0, 1, 0])).tolist() == [[0, 0, 0]]
