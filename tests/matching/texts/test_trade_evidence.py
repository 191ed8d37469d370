"""What somebody does meets the name of who does it, and no other name."""

import numpy as np
import pytest

from matching.texts import trade_evidence
from matching.texts.encoders import BY_WORD, Blend
from matching.texts.sentence_vectors import SENTENCES
from matching.texts.text import tidy
from matching.texts.trade_evidence import TradeEvidence
from matching.texts.vectors import vectors

BOOKS = "keeps the books and files the vat returns of small firms"
TEXTS = [BOOKS, "bookkeeper", "buchhalter", "beekeeper", "packaging design", ""]
ALL = np.arange(len(TEXTS))


def speaks(texts, left=None, right=None):
    left, right = (np.arange(len(texts)) if rows is None else rows for rows in (left, right))
    evidence = np.zeros((len(left), len(right)), dtype=np.float32)
    TradeEvidence(texts, vectors(texts, SENTENCES)).add_to(evidence, left, right)
    return evidence


@pytest.mark.parametrize(
    ("does", "name"),
    [
        (BOOKS, "bookkeeper"),
        (BOOKS, "Buchhalter"),
        ("I cut podcasts, level the voices and add the jingle", "podcast producer"),
        ("mends dripping taps and puts in new bathrooms", "plumber"),
        ("lays out brochures and draws logos for cafés", "graphic designer"),
    ],
)
def test_who_tells_what_they_do_meets_the_name_either_way(does, name):
    evidence = speaks([tidy(does), tidy(name), "beekeeper"])

    assert evidence[0, 1] == evidence[1, 0] > 1
    assert evidence[0, 2] < 0.1


def test_names_do_not_meet_names_nor_doings_doings():
    texts = [
        "bookkeeper",
        "accounts clerk",
        BOOKS,
        "enters invoices and files vat returns for firms",
    ]

    evidence = speaks(texts)

    assert not evidence[:2, :2].any()
    assert not evidence[2:, 2:].any()


@pytest.mark.parametrize(
    "text", ["", "\U0001f389", "tea", "we should have lunch together some day"]
)
def test_other_texts_have_to_do_with_no_trade(text):
    assert not speaks([text, "bookkeeper", BOOKS], np.array([0]), np.array([1, 2])).any()


def test_no_sum_of_cues_speaks_more_than_so_much():
    assert speaks([f"{BOOKS}, ledger, payroll, invoices, bank", "bookkeeper"]).max() <= 6


def test_pairs_one_by_one_are_told_the_same_as_all_together():
    left, right = (rows.ravel() for rows in np.meshgrid(ALL, ALL, indexing="ij"))
    each = np.zeros(len(left), dtype=np.float32)

    TradeEvidence(TEXTS, vectors(TEXTS, SENTENCES)).add_each(each, left, right)

    assert each.reshape(len(TEXTS), -1).tolist() == speaks(TEXTS).tolist()


def test_what_two_texts_speak_does_not_depend_on_what_else_was_read(monkeypatch):
    first = speaks(TEXTS)

    monkeypatch.setattr(trade_evidence, "_KEPT", [])
    again = speaks([*(f"{k} cups of tea for the plumber" for k in range(300)), *TEXTS])

    assert again[300:, 300:].tolist() == first.tolist()


def test_more_texts_than_are_kept_are_read_and_those_before_stay(monkeypatch):
    before = TradeEvidence(TEXTS, vectors(TEXTS, SENTENCES))
    monkeypatch.setattr(trade_evidence, "_MOST", 8)
    monkeypatch.setattr(trade_evidence, "_KEPT", [])

    for start in range(0, 20, 4):
        speaks([BOOKS, *(f"tea for {start + k}" for k in range(4))])
    many = speaks([BOOKS, "bookkeeper", *(f"tea {k}" for k in range(30))])

    assert len(trade_evidence._KEPT) == 0
    evidence = np.zeros((1, 1), dtype=np.float32)
    before.add_to(evidence, ALL[:1], ALL[1:2])
    assert evidence[0, 0] == many[0, 1] > 2


def test_no_texts_at_all_have_nothing_to_say():
    assert speaks([]).shape == (0, 0)


def test_where_texts_are_read_by_words_trades_are_left_out():
    asked = Blend(TEXTS, BY_WORD)

    assert [type(one).__name__ for one in asked._further] == ["ShortForms"]
    assert Blend(TEXTS).evidence(ALL[:1], ALL[1:2])[0, 0] > 2
