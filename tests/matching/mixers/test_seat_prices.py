"""Prices of seats in rooms of so many pairs that most of them are decided beforehand."""

import numpy as np
import pytest

from matching.mixers.bounds.degree_limits import Limits, Prices, solved
from matching.mixers.bounds.seat_prices import prices_of


def a_room(seed, *, people=70, lowest=0):
    """Draw what pairs are worth, who may meet, and how many others everybody meets."""
    chance = np.random.default_rng(seed)
    gain = chance.integers(lowest, 101, size=(people, people)).astype(float)
    may = chance.random((people, people)) < 0.95
    gain, may = np.triu(gain, k=1), np.triu(may, k=1)
    most = chance.integers(1, 25, size=people)
    return gain + gain.T, may | may.T, most


def lowest_bound(gain, may, limits):
    return solved(gain, np.triu(may, k=1), limits).prices.bound(gain, may, limits)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("share", [1.0, 0.9, 0.5])
def test_the_bound_is_that_of_a_programme_of_all_pairs(seed, share):
    gain, may, most = a_room(seed)
    limits = Limits(np.zeros_like(most), most, 0, int(share * most.sum()) // 2)

    prices = prices_of(gain, may, limits)

    assert prices.bound(gain, may, limits) == pytest.approx(lowest_bound(gain, may, limits))


@pytest.mark.parametrize("seed", range(4))
def test_people_who_must_meet_so_many_may_have_to_meet_whom_it_costs(seed):
    gain, may, most = a_room(seed, lowest=-100)
    most += 40
    limits = Limits(most - 2, most, 0, int(most.sum()) // 2)

    prices = prices_of(gain, may, limits)

    assert prices.seats.min() < 0
    assert prices.bound(gain, may, limits) == pytest.approx(lowest_bound(gain, may, limits))


def test_where_everybody_may_meet_everybody_seats_cost_nothing():
    gain = np.ones((70, 70))
    may = ~np.eye(70, dtype=bool)
    limits = Limits(np.zeros(70, dtype=int), np.full(70, 69), 0, 70 * 69 // 2)

    assert prices_of(gain, may, limits).bound(gain, may, limits) == pytest.approx(70 * 69 / 2)


def test_nobody_who_may_meet_nobody_pays():
    nobody = np.zeros((3, 3), dtype=bool)
    limits = Limits(np.zeros(3, dtype=int), np.ones(3, dtype=int), 0, 1)

    prices = prices_of(np.ones((3, 3)), nobody, limits)

    assert prices.bound(np.ones((3, 3)), nobody, limits) == 0
    assert isinstance(prices, Prices)
