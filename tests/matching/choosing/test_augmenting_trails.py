"""In large rooms a choice is as good as it must be, and no better choice exceeds its bound."""

from functools import partial

import networkx as nx
import numpy as np
import pytest

from matching.choosing.arcs import arcs
from matching.choosing.augmenting_trails import improved
from matching.choosing.flow import halved
from matching.choosing.pairing import UNITS, pair_up
from matching.choosing.rounding import whole
from matching.choosing.tasks import Task
from matching.choosing.vertex_splitting import best
from matching.worth.candidates import Edges
from tests.matching.choosing.drawing import drawn

EVERYTHING = 1 << 60

task = partial(drawn, each=4, limits=(1,), most=UNITS)


def rounded(given):
    """Give the graph, a choice that is nearly best, and the prices of the flow."""
    graph = arcs(len(given.limit), given.one, given.other)
    halves, price = halved(graph, given.worth, given.limit, given.first)
    return graph, whole(graph, halves), price


def mended(given, wanted=EVERYTHING):
    graph, taken, price = rounded(given)
    return improved(graph, (given.worth, given.limit, given.first), taken, price, wanted)


def is_within(given, taken):
    people = np.concatenate([given.one, given.other])
    return (np.bincount(people, np.tile(taken, 2), len(given.limit)) <= given.limit).all()


def best_of_networkx(given):
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        zip(given.one.tolist(), given.other.tolist(), given.worth.tolist(), strict=True)
    )
    return sum(graph[a][b]["weight"] for a, b in nx.max_weight_matching(graph))


@pytest.mark.parametrize("steps", [3, 1000])
def test_trails_mend_most_of_what_is_missing_and_never_more_than_networkx_finds(steps):
    missing = left = 0
    for seed in range(25):
        given = task(40, seed, each=2, steps=steps)
        _, taken, _ = rounded(given)

        better = mended(given)

        most = best_of_networkx(given)
        before, after = (given.value(np.flatnonzero(choice)) for choice in (taken, better))
        assert before <= after <= most
        assert is_within(given, better)
        missing, left = missing + most - before, left + most - after
    assert left < missing / 2


@pytest.mark.parametrize("steps", [2, 1000])
def test_trails_keep_limits_and_heed_what_first_pairs_count(steps):
    for seed in range(200):
        firsts = (0, UNITS // 100, 10 * UNITS)
        given = task(12, seed, each=2, limits=(1, 2, 3), firsts=firsts, steps=steps)
        _, taken, price = rounded(given)

        better = mended(given)

        chosen, bound = best(given, taken, price)
        assert given.value(np.flatnonzero(taken)) <= given.value(np.flatnonzero(better)) <= bound
        assert given.value(chosen) == bound
        assert is_within(given, better)


def test_no_trail_goes_round_a_circle_and_back_along_the_way_it_came():
    # Who has two places could get there twice, and the third would then have two pairs of one.
    one, other = np.array([[0, 1], [1, 2], [2, 3], [3, 4], [2, 4]]).T.copy()
    worth, limit = np.array([6, 5, 4, 3, 4]), np.array([2, 1, 1, 1, 1])
    given = Task(one, other, worth, limit, np.zeros(5, dtype=np.int64))
    graph, taken = arcs(5, one, other), np.array([0, 1, 0, 1, 0])
    prices = np.array([10, 2, 8, 0, 6])

    better = improved(graph, (worth, limit, given.first), taken, prices, EVERYTHING)

    assert given.value(np.flatnonzero(better)) == 10
    assert is_within(given, better)


def test_nothing_is_mended_where_enough_was_gained():
    given = task(60, 1, each=3, limits=(1, 2, 3))
    _, taken, _ = rounded(given)

    assert mended(given, wanted=0).tolist() == taken.tolist()


def test_the_exact_search_stops_as_soon_as_the_rest_can_be_spared():
    missing = 0
    for seed in range(30):
        given = task(51, seed, each=3, limits=((1,), (1, 2, 3), (3,))[seed % 3])
        _, taken, price = rounded(given)
        exact, most = best(given, taken, price)

        chosen, bound = best(given, taken, price, most // 20)

        assert given.value(exact) == most <= bound
        assert bound - given.value(chosen) <= most // 20
        assert is_within(given, np.isin(np.arange(len(given.worth)), chosen))
        missing += most - given.value(chosen)
    assert missing > 0


@pytest.mark.parametrize(("limits", "steps"), [((1,), 1000), ((1, 3), 1000), ((2,), 4)])
def test_among_more_than_five_hundred_a_ten_thousandth_may_be_missing(limits, steps):
    given = task(601, 5, each=6, limits=limits, steps=steps)
    _, taken, price = rounded(given)
    edges = Edges(given.one, given.other, given.worth / UNITS)

    choice = pair_up(edges, given.limit.tolist(), [0] * 601)

    _, most = best(given, taken, price)
    assert choice.value <= most / UNITS + 1e-9 <= choice.bound + 2e-9
    assert choice.value >= 0.9999 * choice.bound
    assert is_within(given, np.isin(np.arange(len(given.worth)), choice.chosen))
