"""Rows of numbers multiplied with each other."""

import numpy as np
import pytest

from matching.texts import products as module
from matching.texts.products import products


def test_few_products_are_the_same_as_when_there_are_many(monkeypatch):
    rows = np.random.default_rng(1).normal(size=(9, 40)).astype(np.float32)
    left, right = np.array([3, 1]), np.array([0, 8, 3])

    few = products(rows, left, right)
    monkeypatch.setattr(module, "_FEW", 0)

    np.testing.assert_allclose(few, products(rows, left, right), rtol=1e-4)


@pytest.mark.parametrize(("left", "right"), [(5, 5), (6, 8), (7, 17), (40, 35)])
def test_many_are_multiplied_each_with_each_whatever_is_left_over(left, right):
    rows = np.random.default_rng(2).integers(-99, 99, (60, 20)).astype(np.int16)
    ones, others = np.arange(left), 59 - np.arange(right)

    assert (products(rows, ones, others) == rows[ones].astype(int) @ rows[others].T).all()
