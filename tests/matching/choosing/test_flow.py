"""With people halved, the choice is the one that a linear programme finds, and prices prove it."""

from functools import partial

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_array

from matching.choosing.arcs import arcs
from matching.choosing.flow import halved
from matching.choosing.starting_prices import estimated
from tests.matching.choosing.drawing import drawn

task = partial(drawn, each=6, limits=(1, 2, 3), firsts=(0, 0, 100, 10_000), most=1000)


def best_of_a_linear_programme(given):
    """Let edges be taken in part, and the first place of a person be one more thing to take."""
    people, edges = len(given.limit), len(given.worth)
    rows = np.concatenate([given.one, given.other])
    columns = np.tile(np.arange(edges), 2)
    places = csr_array((np.ones(2 * edges), (rows, columns)), shape=(people, edges))
    # Whoever takes their first place sits somewhere.
    sits = csr_array((np.ones(people), (np.arange(people), np.arange(people))))
    left = np.concatenate([places.toarray(), -places.toarray()])
    right = np.concatenate([np.zeros((people, people)), sits.toarray()])
    found = linprog(
        -np.concatenate([given.worth, given.first]).astype(float),
        A_ub=np.hstack([left, right]),
        b_ub=np.concatenate([given.limit, np.zeros(people)]),
        bounds=(0, 1),
    )
    return -found.fun


def flow(given):
    return halved(
        arcs(len(given.limit), given.one, given.other), given.worth, given.limit, given.first
    )


@pytest.mark.parametrize("limits", [(1,), (3,), (1, 2, 3), (1, 5, 40)])
@pytest.mark.parametrize("seed", range(4))
def test_halves_are_worth_what_a_linear_programme_finds_and_prices_prove_it(limits, seed):
    given = task(60, seed, limits=limits)

    halves, price = flow(given)

    assert given.bound(price) / 2 == pytest.approx(best_of_a_linear_programme(given))
    people = np.bincount(np.concatenate([given.one, given.other]), np.tile(halves, 2), 60)
    assert (people <= 2 * given.limit).all()
    worth = (halves * given.worth).sum() + (np.minimum(people, 2) * given.first).sum()
    assert worth == given.bound(price)


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_so_they_are_where_many_pairs_are_worth_the_same(steps):
    given = task(80, 3, steps=steps, firsts=(0,))

    _, price = flow(given)

    assert given.bound(price) / 2 == pytest.approx(best_of_a_linear_programme(given))


def test_estimates_are_within_a_hundredth_of_what_prices_prove():
    given = task(400, 5, each=12, limits=(3,), firsts=(0,))
    graph = arcs(400, given.one, given.other)

    about = estimated(graph, given.worth[graph.edge], given.limit)

    _, price = flow(given)
    assert given.bound(2 * about) == pytest.approx(given.bound(price), rel=0.01)
    assert given.bound(2 * about) >= given.bound(price)
