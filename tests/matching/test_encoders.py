"""Other words for the same need are near; unlike needs are not."""

import logging

import numpy as np
import pytest

from matching import encoders, vectors
from matching.encoders import Blend, best_encoder
from matching.grams import GramSpace
from matching.similarity import nearest

TEXTS = ["packaging design", "designing packages", "tax advice", "tea tasting", ""]
ALL = np.arange(5)


@pytest.fixture(params=[GramSpace, Blend])
def encoder(request):
    return request.param


def test_the_same_words_in_another_form_speak_for_the_same_need(encoder):
    evidence = encoder(TEXTS).evidence(ALL, ALL)

    assert (evidence.diagonal()[:4] > 4).all()
    assert evidence[0, 1] > -3
    assert (evidence[0, 2:] < -4).all()


def test_evidence_is_the_same_from_either_side(encoder):
    evidence = encoder(TEXTS).evidence(ALL, ALL)

    np.testing.assert_allclose(evidence, evidence.T, atol=1e-4)


def test_what_one_text_means_does_not_depend_on_how_often_it_was_read(encoder):
    first = encoder(TEXTS).evidence(ALL, ALL)

    encoder([*TEXTS, "another day, another text"])

    assert encoder(TEXTS).evidence(ALL, ALL).tolist() == first.tolist()


def test_no_texts_at_all_are_a_space_too(encoder):
    assert encoder([]).evidence(ALL[:0], ALL[:0]).shape == (0, 0)


def test_meaning_is_seen_where_no_letters_are_shared():
    texts = ["accountant", "bookkeeping", "pottery"]

    near, far = Blend(texts).evidence(np.array([0]), np.array([1, 2]))[0]

    assert near > far + 3


def test_without_word_vectors_letters_are_compared_and_one_line_says_so(monkeypatch, caplog):
    monkeypatch.setattr(vectors.importlib.util, "find_spec", lambda _: None)
    vectors._model.cache_clear()

    with caplog.at_level(logging.WARNING):
        spaces = [best_encoder(TEXTS), best_encoder(TEXTS)]

    vectors._model.cache_clear()
    assert [type(space) for space in spaces] == [GramSpace, GramSpace]
    assert [record.message for record in caplog.records] == [
        "wordllama is not installed: texts are compared by their letters alone"
    ]


def test_with_word_vectors_both_are_used():
    assert isinstance(best_encoder(TEXTS), encoders.Blend)


def test_the_nearest_come_first_and_no_more_than_wanted():
    found = nearest(["advice on tax", "tea"], TEXTS, top=2)

    assert [best[0][0] for best in found] == [2, 3]
    assert [len(best) for best in found] == [2, 2]
    assert all(best == sorted(best, key=lambda one: -one[1]) for best in found)


def test_an_offer_that_is_near_to_everything_is_not_the_best_for_all():
    offers = ["tax advice and tea tasting and logo design", "tax advice on paper"]
    asks = ["tax advice", "tea tasting", "logo design"]

    alone = nearest(asks[:1], offers, top=2)[0]
    among_others = nearest(asks, offers, top=2)[0]

    assert dict(among_others)[0] < dict(alone)[0]
    assert dict(among_others)[1] - dict(among_others)[0] > dict(alone)[1] - dict(alone)[0]


def test_without_asks_nothing_is_near():
    assert nearest([], TEXTS, top=2) == []
    assert nearest(["tea"], [], top=2) == [[]]
