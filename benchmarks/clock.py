"""How long something takes, by itself and beside a product that every machine can make."""

import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import numpy as np

Result = TypeVar("Result")


def fastest(act: Callable[[], Result], rounds: int = 5) -> tuple[float, Result]:
    """Give the shortest of some times of the processor, which neighbours disturb least."""
    took = []
    for _ in range(rounds):
        start = time.process_time()
        result = act()
        took.append(time.process_time() - start)
    return min(took), result


def beside_product(seconds: float) -> str:
    """Write a time together with its share of that of a dense product."""
    share = seconds / _product_seconds()
    return f"{seconds * 1000:.0f} ms ({share:.3f} of a dense product of 5,000)"


@cache
def _product_seconds() -> float:
    return fastest(_dense_product)[0]


def _dense_product() -> None:
    """Compare 5,000 vectors with each other and keep the 20 best of each."""
    vectors = np.random.default_rng(0).random((5_000, 256), dtype=np.float32)
    np.argpartition(vectors @ vectors.T, -20, axis=1)
