"""What other rooms wrote changes nothing, however much it was."""

import numpy as np

from matching.texts import lexicon
from matching.texts.short_forms import ShortForms

HERE = ["ux", "user experience", "tea", "u x", "urban explorers"]


def knows(_):
    return True


def spoken(texts):
    evidence = np.zeros((len(texts), len(texts)), dtype=np.float32)
    ShortForms(texts, knows).add_to(evidence, np.arange(len(texts)), np.arange(len(texts)))
    return evidence[:5, :5].tolist()


def test_texts_of_another_room_that_are_written_alike_change_nothing():
    alone = spoken(HERE)

    spoken(["unix experts", "ux", "u-x", "used xylophones"])

    assert spoken(HERE) == alone
    assert spoken(["unix experts", "yes", "no", "tea", "ux"])[0] == [0, 0, 0, 0, 4]


def test_whoever_comes_later_is_found_by_those_who_were_here():
    spoken(["spare room", "ha"])

    assert spoken(["ha", "house alarms"]) == [[0, 4], [4, 0]]
    assert spoken(["help alone", "ha"]) == [[0, 4], [4, 0]]


def test_initials_among_other_words_are_found_whoever_comes_first():
    def is_usual(word):
        return word == "oversee"

    def spoken_in_turn(*texts):
        """Read one text after the other, as they come in."""
        for text in texts:
            ShortForms([text], is_usual)
        evidence = np.zeros((1, 1), dtype=np.float32)
        ShortForms(texts, is_usual).add_to(evidence, np.array([0]), np.array([1]))
        return evidence.item()

    assert spoken_in_turn("fire safety officer", "oversee fso") == 6
    assert spoken_in_turn("oversee ppe", "personal protection equipment") == 6


def test_when_it_is_full_it_begins_anew_and_tells_the_same(monkeypatch):
    monkeypatch.setattr(lexicon, "_MOST", 20)
    monkeypatch.setattr(lexicon, "_KEPT", {})
    alone, before = spoken(HERE), lexicon.lexicon_of(HERE, knows)

    many = [f"word{k}" for k in range(19)]
    lexicon.lexicon_of(many, knows)

    after = lexicon.lexicon_of(HERE, knows)
    assert (after is before, len(after)) == (False, 5)
    assert spoken(HERE) == alone


def test_a_room_with_more_texts_than_it_holds_is_read_and_not_kept(monkeypatch):
    monkeypatch.setattr(lexicon, "_MOST", 20)
    monkeypatch.setattr(lexicon, "_KEPT", {})
    kept = lexicon.lexicon_of(HERE, knows)

    large = lexicon.lexicon_of([*HERE, *(f"word{k}" for k in range(20))], knows)

    assert (large is kept, len(large)) == (False, 25)
    is_related = [True, True, False, True, True]
    assert large.related(HERE).tolist() == kept.related(HERE).tolist() == is_related
    assert lexicon.lexicon_of(HERE, knows) is kept
