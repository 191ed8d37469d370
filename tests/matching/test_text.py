"""Other words for the same need are near; unlike needs are not."""

import numpy as np

from matching.text import LONGEST, n_grams, tidy


def similar(one, other, *more):
    space = n_grams([one, other, *more])
    return float(space.similarity(np.array([0]), np.array([1]))[0, 0])


def test_case_spacing_and_width_make_no_difference():
    assert tidy(" Logo\n DESIGN \uff46or\u3000tea") == "logo design for tea"


def test_what_comes_after_many_pages_is_not_read():
    assert len(tidy("tea " * 1_000_000)) <= LONGEST


def test_the_same_words_are_the_same_need():
    assert similar("logo design", "logo design twice") > similar("logo design", "tax advice")
    assert similar("tax advice", "advice on tax", "logo design") == 1


def test_another_ending_is_near():
    assert similar("packaging design", "designing packages", "tax advice", "tea tasting") > 0.3


def test_nothing_in_common_is_nothing():
    assert similar("packaging design", "tax advice") == 0


def test_texts_in_which_nothing_can_be_read_are_near_to_nothing():
    space = n_grams(["", " ", "  "])

    everything = space.similarity(np.arange(3), np.arange(3))

    assert everything.tolist() == np.zeros((3, 3)).tolist()
