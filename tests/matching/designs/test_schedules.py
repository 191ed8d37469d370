"""Schedules in which nobody meets twice, checked by counting who sat with whom."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.designs.finite_fields import ring
from matching.designs.schedules import all_written_down, design, impossible, most_rounds
from matching.designs.starters import search

WRITTEN_DOWN = [(tables, size) for tables in range(2, 11) for size in range(2, tables + 1)]


def meetings_of(schedule):
    """How often each two people sit at one table."""
    rounds, tables, size = schedule.shape
    people = tables * size
    met = np.zeros((people, people), dtype=int)
    for seats in schedule:
        assert sorted(seats.ravel().tolist()) == list(range(people))
        for table in seats:
            met[np.ix_(table, table)] += 1
    np.fill_diagonal(met, 0)
    assert met.sum() == rounds * people * (size - 1)
    return met


@pytest.mark.parametrize("cell", WRITTEN_DOWN)
def test_nobody_meets_twice_in_as_many_rounds_as_are_known(cell):
    rounds = most_rounds(*cell)

    found = design(*cell, rounds, seconds=0)

    assert found.shape == (rounds, *cell)
    assert meetings_of(found).max() == 1


@pytest.mark.parametrize("cell", WRITTEN_DOWN)
def test_nobody_meets_twice_however_a_schedule_was_made(cell):
    for found in all_written_down(*cell):
        assert found.shape[1:] == cell
        assert meetings_of(found).max() == 1


@pytest.mark.parametrize("cell", [(5, 3), (6, 4), (8, 3)])
def test_what_is_not_written_down_is_searched_for(cell):
    found = search(*cell, most_rounds(*cell), seconds=20)

    assert found.shape == (most_rounds(*cell), *cell)
    assert meetings_of(found).max() == 1


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 14))
def test_a_schedule_keeps_its_word_or_is_not_given(tables, size, rounds):
    found = design(tables, size, rounds, seconds=0)

    if found is not None:
        assert found.shape == (rounds, tables, size)
        assert meetings_of(found).max(initial=0) <= 1
    if impossible(tables, size, rounds):
        assert found is None


@pytest.mark.parametrize("order", [8, 9, 12, 25])
def test_numbers_of_a_ring_add_and_multiply_as_numbers_do(order):
    numbers = ring(order)
    a, b, c = np.random.default_rng(0).integers(0, order, (3, 500))
    plus, times = numbers.plus, numbers.times

    assert (plus[a, plus[b, c]] == plus[plus[a, b], c]).all()
    assert (times[a, plus[b, c]] == plus[times[a, b], times[a, c]]).all()
    assert (np.sort(plus, axis=1) == np.arange(order)).all()


def test_what_cannot_be_is_told_and_not_tried():
    assert "cannot all be apart" in impossible(4, 5, 2)
    assert "16 rounds at tables of 2 need 16" in impossible(8, 2, 16)
    assert "proved" in impossible(6, 6, 4)
    assert design(4, 5, 2, seconds=0) is None


def test_one_round_is_always_possible():
    assert impossible(2, 9, 1) == ""
    assert design(2, 9, 1, seconds=0).shape == (1, 2, 9)
