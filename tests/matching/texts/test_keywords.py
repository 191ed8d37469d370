"""Rare words say what a trade is; the little ones, and those of all trades, do not."""

import numpy as np
import pytest

from matching.texts.keywords import keyword_cosine, keywords, stem
from matching.texts.trades import trades


def best(text):
    return trades()[int(keyword_cosine([text])[0].argmax())].names[0]


@pytest.mark.parametrize(
    ("does", "doer"),
    [("bakes", "baker"), ("translating", "translator"), ("fitted", "fitter"), ("arts", "artist")],
)
def test_who_does_it_has_the_stem_of_what_is_done(does, doer):
    assert stem(does) == stem(doer)


@pytest.mark.parametrize("word", ["tea", "is", "bus", ""])
def test_short_words_keep_their_letters(word):
    assert stem(word).startswith(word[:2])
    assert len(stem(word)) >= min(3, len(word))


def test_several_weak_cues_together_tell_a_trade():
    assert best("ledger, receipts and the month end") == "bookkeeper"
    assert best("hives and honey") == "beekeeper"


def test_little_words_are_no_cues():
    assert keywords("they do it for you and with us") == []


@pytest.mark.parametrize("text", ["", "\U0001f389", "they do it for you", "qzx wvk"])
def test_a_text_without_cues_speaks_for_nothing(text):
    assert not keyword_cosine([text]).any()


def test_strange_words_leave_less_to_the_others():
    [alone, among] = keyword_cosine(["hives and honey", "hives and honey qzx wvk plorb"]).max(
        axis=1
    )

    assert 0 < among < alone <= 1


def test_what_a_text_speaks_does_not_depend_on_the_others():
    [alone] = keyword_cosine(["hives and honey"])

    assert np.array_equal(keyword_cosine(["bread", "hives and honey"])[1], alone)
