"""Tasks drawn by chance, for tests of choosing."""

import numpy as np

from matching.choosing.tasks import Task


def drawn(people, seed, *, each, limits, firsts=(0,), steps=1000, most):
    """Draw pairs of some worth among people with some places, of whom some have waited."""
    chance = np.random.default_rng(seed)
    ends = np.sort(chance.integers(0, people, (people * each, 2)), axis=1)
    ends = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0)
    one, other = np.ascontiguousarray(ends.T)
    limit = np.minimum(
        chance.choice(limits, people), np.bincount(ends.ravel(), minlength=people)
    ).astype(np.int64)
    worth = chance.integers(1, steps + 1, len(one)) * (most // steps)
    return Task(one, other, worth, limit, chance.choice(firsts, people).astype(np.int64))
