"""How good a day's introductions are."""

import numpy as np
import pytest

from matching import History, Person, Proposal, Quality, Third, quality
from matching.quality import gini

PEOPLE = [Person(id=name, industry=industry) for name, industry in zip("abcd", "XXYZ", strict=True)]


def test_a_day_is_judged():
    proposals = [
        Proposal(first="a", second="b", worth=0.25),
        Proposal(first="a", second="c", worth=0.5),
    ]

    judged = quality(PEOPLE, proposals, History(met={("a", "c"): 9}))

    assert judged == Quality(
        pairs=2, worth=0.75, coverage=0.75, evenness=0.375, cross_industry=0.5, repeats=1
    )


def test_a_pair_proposed_twice_is_a_repeat():
    twice = [Proposal(first="a", second="b", worth=0.25)] * 2

    assert quality(PEOPLE, twice, History()).repeats == 1


def test_whoever_joins_two_others_has_been_introduced_to_both():
    three = Proposal(first="a", second="b", worth=0.25, third=Third(id="c", worth=0.2))

    judged = quality(PEOPLE, [three], History(met={("b", "c"): 9}))

    assert judged == Quality(
        pairs=1, worth=0.25, coverage=0.75, evenness=0.25, cross_industry=2 / 3, repeats=1
    )


def test_one_field_is_one_field_however_it_is_written():
    people = [Person(id="a", industry="Law"), Person(id="b", industry="law ")]

    judged = quality(people, [Proposal(first="a", second="b", worth=0.25)], History())

    assert judged.cross_industry == 0


def test_an_empty_day_is_neither_good_nor_an_error():
    nothing = Quality(pairs=0, worth=0, coverage=0, evenness=0, cross_industry=0, repeats=0)

    assert quality([], [], History()) == quality(PEOPLE, [], History()) == nothing


@pytest.mark.parametrize(("counts", "level"), [([1, 1], 0), ([0, 0, 3], 2 / 3), ([0, 1], 0.5)])
def test_evenness(counts, level):
    assert gini(np.array(counts)) == pytest.approx(level)
