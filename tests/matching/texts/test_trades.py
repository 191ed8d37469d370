"""The list of trades, and the file of what they mean, belong together."""

from collections import Counter

import numpy as np

from matching.texts import sentence_vectors
from matching.texts.text import tidy
from matching.texts.trade_meanings import KEPT, PARTS, trade_meanings
from matching.texts.trades import little_words, trades, trades_by_name


def test_the_usual_name_of_a_trade_is_that_of_no_other():
    usual = Counter(trade.names[0] for trade in trades())

    assert [name for name, count in usual.items() if count > 1] == []


def test_every_trade_has_a_name_and_something_to_do():
    assert all(trade.does and all(trade.names) for trade in trades())


def test_names_are_written_as_texts_are_compared():
    assert [name for name in trades_by_name() if name != tidy(name)] == []


def test_little_words_are_no_trade():
    assert "for" in little_words()
    assert not any("little" in trade.names[0] for trade in trades())


def test_the_file_is_what_the_model_reads_in_the_list():
    count = len(trades())
    some = range(0, count, 40)
    told = [tidy(trades()[at].does.replace(";", ",")) for at in some]
    named = [trades()[at].names[0] for at in some]

    read = sentence_vectors.read_plainly([*told, *named])

    kept = trade_meanings()[[*some, *(count + at for at in some)]] / PARTS
    assert (np.abs(read - kept).max(axis=1) < 2 / PARTS).all()
    assert (np.abs(np.load(KEPT)) < 127).all()
