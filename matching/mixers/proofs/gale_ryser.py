"""How many people of tables can sit at others so that nobody meets again, by Gale and Ryser."""

import numpy as np

from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.table_options import TableOption
from matching.texts.text import Rows


def left_over(floor: Floor, sizes: Rows, groups: Rows, option: TableOption) -> int:
    """Count who must not sit at all, so that people of tables do not meet in another round.

    Parameters
    ----------
    floor : Floor
        The evening.
    sizes : ndarray of int
        At each table, how many people have sat who do not stay together with others.
    groups : ndarray of int
        How many stay together in each group that is there in the other round.
    option : TableOption
        The tables of the other round.

    Returns
    -------
    people : int
        So many or more.

    Notes
    -----
    Tables and tables with at most one person from one to another are the rows and columns
    of a matrix of 0 and 1; what its columns hold at most is limited by the groups, which
    leave most room if the largest have a table each. The cheapest cut [1]_ takes the columns
    as a whole, or one place of them for each of the fullest rows.

    References
    ----------
    .. [1] D. Gale, "A theorem on flows in networks", Pacific Journal of Mathematics 7, 1957.
    """
    rows = -np.sort(-np.asarray(sizes, dtype=np.int64))
    staying = _least_room(groups, option)
    seats = np.full(option.tables, floor.evening.table_size, dtype=np.int64)
    seats[: len(staying)] -= staying
    fullest = np.arange(len(rows) + 1)
    cuts = np.minimum(seats[:, None], fullest).sum(axis=0)
    cuts += rows.sum() - np.append(0, np.cumsum(rows))
    return int(rows.sum() - cuts.min())


def strangers(floor: Floor, number: int, option: TableOption) -> Rows:
    """Share people who stay together with nobody out to the tables of a round, most evenly.

    Parameters
    ----------
    floor : Floor
        The evening.
    number : int
        The round.
    option : TableOption
        Its tables.

    Returns
    -------
    sizes : ndarray of int
        So many at each table; fewer who are there more evenly than at any other tables.
    """
    alone = floor.here[number] & ~floor.together.any(axis=1)
    left = int(alone.sum()) - option.out
    staying = _least_room(groups_there(floor, number), option)
    seats = np.full(option.tables, floor.evening.table_size, dtype=np.int64)
    seats[: len(staying)] -= staying
    found = np.zeros_like(seats)
    while left > 0 and (found < seats).any():
        low = np.flatnonzero(found < seats)
        low = low[np.argsort(found[low], kind="stable")]
        low = low[found[low] == found[low[0]]][:left]
        found[low] += 1
        left -= len(low)
    return found


def groups_there(floor: Floor, number: int) -> Rows:
    """Count how many of each group are there in a round, at least two.

    Parameters
    ----------
    floor : Floor
        The evening.
    number : int
        The round.

    Returns
    -------
    groups : ndarray of int
        The largest first.
    """
    groups = [
        int(sum(floor.here[number, floor.row[name]] for name in group))
        for group in floor.evening.keep_together
    ]
    return np.array(sorted((k for k in groups if k > 1), reverse=True), dtype=np.int64)


def _least_room(groups: Rows, option: TableOption) -> Rows:
    """Give the groups that have tables where they leave most room to others."""
    out, benched = option.out, 0
    for size in groups[::-1].tolist():
        out -= size
        benched += out >= 0
    return groups[benched:][: option.tables]
