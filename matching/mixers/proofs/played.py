"""Rounds that were played, or that people might as well have played."""

import numpy as np

from matching.mixers.evenings.floor import Floor
from matching.mixers.proofs.cliques import cliques


def rounds_as_played(floor: Floor, size: int) -> int:
    """Count in how many rounds everybody has sat at full tables, or might as well have.

    Parameters
    ----------
    floor : Floor
        The evening, in which nobody stays with anybody.
    size : int
        How many people are at a full table.

    Returns
    -------
    rounds : int
        Those of the history, and one if everybody can be shared out to tables of people who
        must not meet, such as firms; none in which two people meet who do in another.
    """
    rounds = [
        [[floor.row[name] for name in table] for table in one] for one in floor.evening.history
    ]
    rounds.append([rows.tolist() for rows in cliques(floor.never)])
    met, found = np.zeros(floor.never.shape, dtype=np.bool_), 0
    for tables in rounds:
        now = np.zeros_like(met)
        for rows in tables:
            now[np.ix_(rows, rows)] = True
        np.fill_diagonal(now, val=False)
        full = all(rows and len(rows) % size == 0 for rows in tables)
        if full and sum(map(len, tables)) == len(floor) and not (now & met).any():
            met |= now
            found += 1
    return found
