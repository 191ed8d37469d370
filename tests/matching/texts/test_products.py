"""Rows of numbers multiplied with each other."""

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from matching.texts import products as module
from matching.texts.products import products


def test_few_products_are_the_same_as_when_there_are_many(monkeypatch):
    rows = np.random.default_rng(1).normal(size=(9, 40)).astype(np.float32)
    left, right = np.array([3, 1]), np.array([0, 8, 3])

    few = products(rows, left, right)
    monkeypatch.setattr(module, "_FEW", 0)

    np.testing.assert_allclose(few, products(rows, left, right), rtol=1e-4)


def test_two_at_once_put_back_the_threads_that_there_were():
    with threadpool_limits(2, user_api="blas"):
        first, second = module._one_thread(), module._one_thread()
        first.__enter__()
        second.__enter__()
        assert threads() == {1}
        first.__exit__(None, None, None)
        assert threads() == {1}
        second.__exit__(None, None, None)
        assert threads() == {2}


def threads():
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}
