"""Plans whose tables get their numbers last, for rooms in which some people have their seats."""

from dataclasses import replace
from itertools import combinations

import numpy as np

from matching.mixers.evenings.evening import Evening
from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.exhaustive.exact import plan_of
from matching.types import pair


def unnumbered(evening: Evening) -> Evening:
    """Let hosts and locked people sit anywhere, but hosts of two tables never at one.

    Parameters
    ----------
    evening : Evening
        The evening.

    Returns
    -------
    free : Evening
        The same without numbers of tables.
    """
    hosts = combinations(sorted(evening.fixed), 2)
    apart = {pair(*both) for both in hosts if len({evening.fixed[one] for one in both}) > 1}
    return replace(evening, fixed={}, locked={}, keep_apart=evening.keep_apart | apart)


def numbered(floor: Floor, at: Rows, bench: int) -> tuple[Floor, Rows]:
    """Give the tables of a plan such numbers that as many people as can be have their seats.

    Parameters
    ----------
    floor : Floor
        The evening, in which people have their seats.
    at : ndarray of shape (r, n), dtype=int32
        Everybody's table.
    bench : int
        The number of the bench in it.

    Returns
    -------
    plan : tuple of Floor and ndarray of shape (r, n), dtype=int32
        The evening with the tables of the plan, and everybody's table, the bench being the last.
    """
    from scipy.optimize import linear_sum_assignment

    rounds = []
    for number, row in enumerate(at):
        pins, seated = floor.pins(number), (row >= 0) & (row < bench)
        tables = max(int(row[seated].max(initial=-1)), int(pins.max(initial=-1))) + 1
        right = np.zeros((tables, tables))
        held = seated & (pins >= 0)
        np.add.at(right, (row[held], pins[held]), 1)
        _, names = linear_sum_assignment(-right)
        rounds.append(np.where(seated, names[np.where(seated, row, 0)], -1))
    return plan_of(floor, rounds)
