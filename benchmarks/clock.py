"""How long something takes, by itself and beside a product that every machine can make."""

import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import numpy as np

Result = TypeVar("Result")
Clock = Callable[[], float]


def fastest(
    act: Callable[[], Result], rounds: int = 5, clock: Clock = time.process_time
) -> tuple[float, Result]:
    """Give the shortest of some times of the processor, which neighbours disturb least.

    Where processors share the work, whoever waits sees another clock.
    """
    took = []
    for _ in range(rounds):
        start = clock()
        result = act()
        took.append(clock() - start)
    return min(took), result


def beside_product(seconds: float, clock: Clock = time.process_time) -> str:
    """Write a time together with its share of that of a dense product, by the same clock."""
    share = seconds / _product_seconds(clock)
    return f"{seconds * 1000:.0f} ms ({share:.3f} of a dense product of 5,000)"


@cache
def _product_seconds(clock: Clock) -> float:
    return fastest(_dense_product, clock=clock)[0]


def _dense_product() -> None:
    """Compare 5,000 vectors with each other and keep the 20 best of each."""
    vectors = np.random.default_rng(0).random((5_000, 256), dtype=np.float32)
    np.argpartition(vectors @ vectors.T, -20, axis=1)
