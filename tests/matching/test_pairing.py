"""The chosen pairs respect every limit and are worth most together."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.candidates import Edges
from matching.pairing import pair_up

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


def best_by_trying_everything(edges, limits):
    every = range(len(edges.worth))
    sets = (chosen for size in range(len(limits) * 3) for chosen in combinations(every, size))
    return max(edges.worth[list(chosen)].sum() for chosen in sets if within(edges, chosen, limits))


@given(graphs(limits=st.integers(0, 3)))
def test_nobody_is_in_more_pairs_than_their_limit(graph):
    edges, limits = graph

    chosen = pair_up(edges, limits, [0] * len(limits))

    assert chosen == sorted(set(chosen))
    assert within(edges, chosen, limits)


@given(graphs())
def test_no_other_choice_is_worth_more(graph):
    edges, limits = graph

    chosen = pair_up(edges, limits, [0] * len(limits))

    best = best_by_trying_everything(edges, limits) if limits else 0
    assert edges.worth[chosen].sum() == pytest.approx(best, abs=1e-5)


def edges_between(**worth):
    ends = np.array([[int(i) for i in name[1:]] for name in worth], dtype=np.intp)
    return Edges(ends[:, 0], ends[:, 1], np.array(list(worth.values())))


def test_somebody_left_out_too_often_comes_before_any_worth():
    edges = edges_between(p01=0.9, p12=0.1)

    assert pair_up(edges, [1, 1, 1], [0, 0, 0]) == [0]
    assert pair_up(edges, [1, 1, 1], [0, 0, 10]) == [1]


def test_the_priority_is_used_up_by_the_first_introduction():
    edges = edges_between(p01=0.2, p02=0.1, p12=0.3, p13=0.4, p23=0.4)

    assert pair_up(edges, [2, 1, 1, 2], [10, 0, 0, 0]) == [0, 4]
