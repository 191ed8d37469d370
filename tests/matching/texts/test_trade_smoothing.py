"""Texts about one trade mean something near, and the language of a text is not its meaning."""

import numpy as np
import pytest

from matching.texts import sentence_vectors
from matching.texts.language_direction import language_direction
from matching.texts.sentence_vectors import SENTENCES, read_plainly
from matching.texts.style_direction import without
from matching.texts.trade_smoothing import towards_trades

MISSED = [
    (
        "looking for somebody who makes explainer cartoons",
        "animation and motion graphics",
        "illustration",
    ),
    (
        "i'd love advice on moving into management without losing my team's trust",
        "leadership coaching",
        "career coaching",
    ),
    ("settle disputes", "mediate conflicts", "draft legal agreements"),
    ("fit kitchens", "install cabinets and worktops", "observe hygiene in the kitchen"),
]
FOREIGN = [
    (
        "quelqu'un pour dessiner les planches de mon album",
        "illustration",
        "droit du travail et paie",
    ),
    ("on cherche une voix pour notre vidéo", "comédienne voix off", "publicité en ligne"),
    (
        "suche eine person, die schöne fotos von unseren keramiken macht",
        "produktfotografie",
        "marketing für den einzelhandel",
    ),
]


def nearness(read, texts):
    """Say how much nearer the first is to the second than to the third."""
    ask, right, wrong = np.stack(read(list(texts))).astype(np.float32)
    return float(ask @ right - ask @ wrong)


@pytest.mark.parametrize("texts", MISSED)
def test_what_is_done_in_one_trade_is_nearer_than_what_sounds_alike(texts):
    assert nearness(read_plainly, texts) < 0 < nearness(SENTENCES.read, texts)


@pytest.mark.parametrize("texts", FOREIGN)
def test_who_asks_in_another_language_is_not_met_by_whatever_is_in_that_language(texts):
    model = sentence_vectors._model()

    def in_its_language(texts):
        seen = sentence_vectors._seen(model, texts)
        return without(seen, sentence_vectors._beside(model)[0])

    assert nearness(in_its_language, texts) < 0 < nearness(read_plainly, texts)


def test_the_language_is_gone_from_every_vector():
    def seen(texts):
        return sentence_vectors._seen(sentence_vectors._model(), texts)

    texts = ["wer repariert mein fahrrad?", "derecho laboral", "une jolie affiche"]
    direction = language_direction(seen)

    left = np.stack(SENTENCES.read(texts)).astype(np.float32) @ direction

    assert (seen(texts) @ direction > 0.1).all()
    assert (np.abs(left) < 0.05).all()


def test_what_a_text_means_does_not_depend_on_what_is_read_beside_it():
    texts = ["keeps bees", "tea", "our roof leaks", "k8s", ""]
    vectors = read_plainly(texts)

    together = towards_trades(vectors, texts)

    alone = [towards_trades(vectors[at : at + 1], [text])[0] for at, text in enumerate(texts)]
    assert np.array_equal(together, np.stack(alone))


def test_nothing_stays_nothing_and_everything_else_keeps_its_length():
    texts = ["", "lay bricks", "the day before yesterday"]

    moved = towards_trades(read_plainly(texts), texts)

    assert np.linalg.norm(moved, axis=1) == pytest.approx([0, 1, 1])


def test_what_has_to_do_with_no_trade_stays_where_it_is():
    texts = ["the day before yesterday", "lay bricks"]
    vectors = read_plainly(texts)

    stays, moves = np.einsum("td,td->t", towards_trades(vectors, texts), vectors)

    assert stays == pytest.approx(1, abs=1e-6)
    assert moves < 0.995
