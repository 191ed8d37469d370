"""The chosen pairs respect every limit and are worth most together."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.choosing.pairing import pair_up
from matching.worth.candidates import Edges

ONE = st.just(1)


@st.composite
def graphs(draw, limits=ONE):
    n = draw(st.integers(0, 6))
    pairs = draw(
        st.lists(st.sampled_from(list(combinations(range(6), 2))), unique=True, max_size=9)
    )
    pairs = sorted((i, j) for i, j in pairs if j < n)
    worth = [draw(st.integers(1, 1000)) / 1000 for _ in pairs]
    ends = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return Edges(ends[:, 0], ends[:, 1], np.array(worth)), [draw(limits) for _ in range(n)]


def within(edges, chosen, limits):
    ends = np.concatenate([edges.first[list(chosen)], edges.second[list(chosen)]])
    return (np.bincount(ends.astype(int), minlength=len(limits)) <= limits).all()


def best_by_trying_everything(edges, limits, bonus):
    every = range(len(edges.worth))
    sets = (list(some) for size in range(len(every) + 1) for some in combinations(every, size))
    return max(
        edges.worth[some].sum()
        + bonus[np.unique([edges.first[some], edges.second[some]]).astype(int)].sum()
        for some in sets
        if within(edges, some, limits)
    )


FEW = st.integers(0, 3)
BONUS = st.sampled_from([0, 0.05, 10])


@given(graphs(limits=FEW), st.lists(BONUS, min_size=6, max_size=6))
def test_nobody_is_in_more_pairs_than_their_limit_and_no_other_choice_is_worth_more(graph, bonus):
    edges, limits = graph

    choice = pair_up(edges, limits, bonus[: len(limits)])

    assert choice.chosen == sorted(set(choice.chosen))
    assert within(edges, choice.chosen, limits)
    best = best_by_trying_everything(edges, limits, np.array(bonus[: len(limits)]))
    assert choice.value == pytest.approx(best, abs=1e-5)
    assert choice.bound == pytest.approx(best, abs=1e-5)


@given(graphs(limits=FEW), st.integers(0, 5))
def test_raising_somebodys_limit_never_lowers_the_total(graph, who):
    edges, limits = graph
    more = [limit + (i == who) for i, limit in enumerate(limits)]
    nothing = [0] * len(limits)

    assert pair_up(edges, more, nothing).value >= pair_up(edges, limits, nothing).value - 1e-6


def crowd(people, seed, each=8):
    """Draw random pairs among more people than one could try everything for."""
    chance = np.random.default_rng(seed)
    ends = np.sort(chance.integers(0, people, (people * each, 2)), axis=1)
    ends = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0).astype(np.intp)
    return Edges(ends[:, 0], ends[:, 1], chance.integers(1, 1000, len(ends)) / 1000)


@pytest.mark.parametrize(("people", "seed"), [(60, 0), (60, 1), (25, 4), (25, 8), (41, 15)])
def test_one_each_is_the_matching_that_networkx_finds(people, seed):
    edges = crowd(people, seed, each=4)
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        zip(edges.first.tolist(), edges.second.tolist(), (edges.worth * 1000).tolist(), strict=True)
    )

    choice = pair_up(edges, [1] * people, [0] * people)

    best = sum(graph[i][j]["weight"] for i, j in nx.max_weight_matching(graph)) / 1000
    assert choice.value == pytest.approx(best)
    assert choice.bound == choice.value


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_crowd_is_served_as_well_as_can_be_and_that_is_proven(limit):
    edges = crowd(400, limit, each=12)

    choice = pair_up(edges, [limit] * 400, [0] * 400)

    assert within(edges, choice.chosen, [limit] * 400)
    assert choice.value == pytest.approx(edges.worth[choice.chosen].sum())
    assert choice.value == choice.bound


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_an_odd_crowd_is_served_as_well_as_can_be_and_that_is_proven(limit):
    edges = crowd(51, 7)

    choice = pair_up(edges, [limit] * 51, [0] * 51)

    assert choice.bound == choice.value


def test_among_hundreds_of_equal_pairs_nobody_searches_without_end():
    edges = crowd(301, 1, each=10)
    equal = Edges(edges.first, edges.second, np.full(len(edges.worth), 0.5))

    choice = pair_up(equal, [1] * 301, [0] * 301)

    assert (choice.value, choice.bound) == (75.0, 75.0)


def test_where_all_are_equal_somebody_is_left_over_and_nothing_hangs():
    triangles = edges_between(p01=0.5, p02=0.5, p12=0.5, p34=0.5, p35=0.5, p45=0.5)

    choice = pair_up(triangles, [1] * 6, [0] * 6)

    assert (len(choice.chosen), choice.value, choice.bound) == (2, 1.0, 1.0)


@pytest.mark.parametrize("seed", range(40))
def test_rooms_with_many_odd_circles_are_proven_best(seed):
    chance = np.random.default_rng(seed)
    edges = crowd(int(chance.integers(3, 26)), seed, each=2)
    # Few different values make ties, and blossoms within blossoms.
    coarse = Edges(edges.first, edges.second, np.ceil(edges.worth * 4) / 4)
    limits = chance.integers(0, 4, 26).tolist()

    choice = pair_up(coarse, limits, chance.choice([0, 0.05, 10], 26).tolist())

    assert within(coarse, choice.chosen, limits)
    assert choice.bound == choice.value


def test_a_place_more_than_there_are_people_is_of_no_use():
    edges = edges_between(p01=0.5, p02=0.4)

    assert pair_up(edges, [1_000_000, 5, 5], [0, 0, 0]).chosen == [0, 1]


def edges_between(**worth):
    ends = np.array([[int(i) for i in name[1:]] for name in worth], dtype=np.intp)
    return Edges(ends[:, 0], ends[:, 1], np.array(list(worth.values())))


def test_somebody_left_out_too_often_comes_before_any_worth():
    edges = edges_between(p01=0.9, p12=0.1)

    assert pair_up(edges, [1, 1, 1], [0, 0, 0]).chosen == [0]
    assert pair_up(edges, [1, 1, 1], [0, 0, 10]).chosen == [1]


def test_the_priority_is_used_up_by_the_first_introduction():
    edges = edges_between(p01=0.2, p02=0.1, p12=0.3, p13=0.4, p23=0.4)

    assert pair_up(edges, [2, 1, 1, 2], [10, 0, 0, 0]).chosen == [0, 4]
