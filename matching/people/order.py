"""In which order people stand: one that does not depend on chance."""

from collections.abc import Sequence
from operator import attrgetter

import numpy as np

from matching.types import Person


def in_order(people: Sequence[Person], seed: int) -> tuple[Person, ...]:
    """Put people in an order that depends on their ids, the seed, and who had somebody today.

    Parameters
    ----------
    people : sequence of Person
        Everybody, each id once.
    seed : int
        With 0 they stand in id order; any other number shuffles them, always alike.

    Returns
    -------
    people : tuple of Person
        The same people; whoever had nobody today comes first.
    """
    in_order = sorted(people, key=attrgetter("id"))
    if seed:
        order = np.random.default_rng(seed).permutation(len(in_order)).tolist()
        in_order = [in_order[i] for i in order]
    return tuple(sorted(in_order, key=lambda person: person.had_today > 0))


def alone_in(people: Sequence[Person]) -> int:
    """Count those who had nobody today.

    Parameters
    ----------
    people : sequence of Person
        Anybody.

    Returns
    -------
    alone : int
        How many there are.
    """
    return sum(not person.had_today for person in people)
