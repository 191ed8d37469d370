"""A first plan for pairs: in each round the best pairs of all who have not met."""

import numpy as np

from matching.choosing.pairing import pair_up
from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.evenings.worths import Marks, Values
from matching.worth.candidates import Edges

PAIR_MORE = 4.0
"""What a pair more counts, where worth is from 0 to 1: more than any better pairs."""
# Whoever sat out before comes first.
_TURN = 8.0
# Partners considered for each person in each round.
_PARTNERS = 40
_PAIR = 2


def best_rounds(floor: Floor) -> Rows | None:
    """Pair everybody round by round, each time so that the round is worth most.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    at : ndarray of shape (r, n), dtype=int32, or None
        The table of each person in each round, the bench being the last; None where tables
        are larger, nobody comes, somebody has a fixed seat, or pairs are found for too few.
    """
    rounds, n = floor.here.shape
    if n == 0 or floor.evening.table_size != _PAIR or floor.evening.keep_together:
        return None
    bench = max(len(shape.sizes) for shape in floor.shapes)
    open_pairs = ~floor.never & (floor.played == 0) & ~np.eye(n, dtype=np.bool_)
    at = np.full((rounds, n), -1, dtype=np.int32)
    benched = floor.sat_out.astype(np.intp)
    for number, shape in enumerate(floor.shapes):
        here = floor.here[number]
        edges = partners(floor.worth - floor.cost, open_pairs & here & here[:, None])
        chosen = pair_up(edges, here.astype(int).tolist(), (_TURN * benched).tolist()).chosen
        if len(chosen) != len(shape.sizes) or (floor.pins(number) >= 0).any():
            return None
        one, other = edges.first[chosen], edges.second[chosen]
        at[number, here] = bench
        at[number, one] = at[number, other] = np.arange(len(chosen))
        open_pairs[one, other] = open_pairs[other, one] = False
        benched += here & (at[number] == bench)
    return at


def partners(worth: Values, may: Marks, *, rounds: int = 1) -> Edges:
    """List each person's best partners.

    Parameters
    ----------
    worth : ndarray of shape (n, n), dtype=float64
        What each pair is worth.
    may : ndarray of shape (n, n), dtype=bool
        Which pairs may be.
    rounds : int
        In how many pairs each person will be.

    Returns
    -------
    edges : Edges
        Their worth is from 0 to 1, and more for being a pair.
    """
    level = np.where(may, worth, -np.inf)
    rank = np.argsort(np.argsort(-level, axis=1, kind="stable"), axis=1) < _PARTNERS * rounds
    one, other = np.nonzero(np.triu((rank | rank.T) & may, k=1))
    least, most = float(worth.min()), max(1e-9, float(np.ptp(worth)))
    return Edges(one, other, PAIR_MORE + (worth[one, other] - least) / most)
