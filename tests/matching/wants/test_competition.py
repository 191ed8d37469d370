"""Who claims the same shares it, from either side."""

import numpy as np
import pytest

from matching.wants import competition
from matching.wants.competition import competition_of


def a_table(asks=40, offers=60, seed=0):
    """Draw odds of which some are likely and most are chance, and how many there are of each."""
    chance = np.random.default_rng(seed)
    odds = np.exp(chance.normal(-5, 3, (asks, offers))).astype(np.float32)
    return odds, chance.integers(1, 4, asks), chance.integers(1, 4, offers)


def shares(odds, asks, offers):
    competition = competition_of([np.log(odds)], asks, offers)
    return odds * np.exp(-competition.asks)[:, None] * np.exp(-competition.offers)


def balanced(odds, asks, offers):
    """Balance every single number, for as long as it takes."""
    mine, theirs = np.ones(len(asks)), np.ones(len(offers))
    for _ in range(500):
        mine = 1 / (1 + odds @ (offers * theirs))
        theirs = 1 / (1 + (asks * mine) @ odds)
    return odds * mine[:, None] * theirs


@pytest.mark.parametrize("seed", range(5))
def test_every_share_is_what_balancing_the_whole_table_gives(seed):
    table = a_table(seed=seed)

    np.testing.assert_allclose(shares(*table), balanced(*table), atol=0.06)


def test_nobody_shares_out_more_than_there_is():
    odds, asks, offers = a_table()

    found = shares(odds, asks, offers)

    assert (found @ offers <= 1.01).all()
    assert (asks @ found <= 1.01).all()
    assert (found @ offers).max() > 0.9


def test_asks_and_offers_are_treated_alike():
    odds, asks, offers = a_table()

    from_the_other_side = shares(np.ascontiguousarray(odds.T), offers, asks).T

    np.testing.assert_allclose(shares(odds, asks, offers), from_the_other_side, atol=0.02)


def test_it_makes_no_difference_how_many_asks_come_at_a_time():
    odds, asks, offers = a_table()
    evidence = np.log(odds)
    whole = competition_of([evidence], asks, offers)

    pieces = competition_of([evidence[:7], evidence[7:8], evidence[8:]], asks, offers)

    assert pieces.asks.tolist() == whole.asks.tolist()
    assert pieces.offers.tolist() == whole.offers.tolist()


def test_it_makes_no_difference_in_which_order_they_come():
    odds, asks, offers = a_table()
    evidence = np.log(odds)
    whole = competition_of([evidence], asks, offers)
    chance = np.random.default_rng(3)
    rows, columns = chance.permutation(len(asks)), chance.permutation(len(offers))

    shuffled = competition_of([evidence[rows][:, columns]], asks[rows], offers[columns])

    assert shuffled.asks.tolist() == whole.asks[rows].tolist()
    assert shuffled.offers.tolist() == whole.offers[columns].tolist()


def test_where_too_much_is_likely_the_likeliest_still_count_one_by_one(monkeypatch):
    odds, asks, offers = a_table()
    odds[3, 5] = 1e6
    all_of_it = shares(odds, asks, offers)

    monkeypatch.setattr(competition, "_MOST", 40)

    assert shares(odds, asks, offers)[3, 5] == pytest.approx(all_of_it[3, 5], abs=0.06)
