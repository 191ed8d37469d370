"""Rows of numbers multiplied with each other."""

import numpy as np

from matching.texts import products as module
from matching.texts.products import products


def test_few_products_are_the_same_as_when_there_are_many(monkeypatch):
    rows = np.random.default_rng(1).normal(size=(9, 40)).astype(np.float32)
    left, right = np.array([3, 1]), np.array([0, 8, 3])

    few = products(rows, left, right)
    monkeypatch.setattr(module, "_FEW", 0)

    np.testing.assert_allclose(few, products(rows, left, right), rtol=1e-4)
