"""The best plan for pairs there is: all its pairs are chosen at once, then shared out to rounds."""

import numpy as np

from matching.choosing.pairing import pair_up
from matching.mixers.evenings.floor import Floor, Rows
from matching.mixers.evenings.worths import Marks, Values
from matching.mixers.rotation import partners
from matching.texts.text import Rows as Numbers
from matching.worth.candidates import Edges

_PAIR = 2
# How often pairs are shared out anew before rounds are chosen one by one instead.
_TRIES = 60


def best_pairs(floor: Floor, *, seed: int) -> Rows | None:
    """Pair everybody in all rounds so that all pairs together are worth most.

    Parameters
    ----------
    floor : Floor
        The evening.
    seed : int
        Decides which pair is in which round.

    Returns
    -------
    at : ndarray of shape (r, n), dtype=int32, or None
        The table of each person in each round, the bench being the last; None where tables
        are larger, people come late or leave early, have fixed seats or stay together, where
        more than one sits out, or where no sharing out is found.

    Notes
    -----
    Which round a pair is in changes nothing of its worth. So the pairs are chosen as for
    introductions, everybody being in as many as there are rounds, and an odd one's bench is
    one more person. What is chosen falls into rounds if its edges can be coloured with as
    many colours as everybody has pairs [1]_, which nearly all such graphs can: perfect
    matchings are taken out one after the other, by chance, until what is left is one, too.

    References
    ----------
    .. [1] B. Csaba et al., "Proof of the 1-factorization and Hamilton decomposition
       conjectures", Memoirs of the American Mathematical Society 244, 2016.
    """
    rounds, n = floor.here.shape
    if not is_plain(floor):
        return None
    worth, may = with_bench(floor, floor.worth - floor.cost)
    edges = partners(worth, may, rounds=rounds)
    chosen = pair_up(edges, [rounds] * len(worth), [0.0] * len(worth)).chosen
    if len(chosen) * _PAIR != rounds * len(worth):
        return None
    one, other = edges.first[chosen], edges.second[chosen]
    shared = _shared_out(one, other, rounds, np.random.default_rng(seed))
    if shared is None:
        return None
    return _seated(one, other, shared, n)


def is_plain(floor: Floor) -> bool:
    """Say whether all sit in pairs, everybody is there all the time and may sit anywhere.

    Parameters
    ----------
    floor : Floor
        The evening.

    Returns
    -------
    is_plain : bool
        Whether it matters only which pairs there are, and not in which rounds.
    """
    evening, n = floor.evening, len(floor)
    return (
        n > 0
        and evening.table_size == _PAIR
        and not (evening.keep_together or evening.fixed or evening.locked)
        and bool(floor.here.all())
        and evening.sit_out_max_per_person > 0
        and all(shape.out == n % 2 for shape in floor.shapes)
        and evening.about_to_start is None
    )


def with_bench(floor: Floor, worth: Values) -> tuple[Values, Marks]:
    """Give all who may meet; where one is odd, the bench is one more of them.

    Parameters
    ----------
    floor : Floor
        A plain evening.
    worth : ndarray of shape (n, n), dtype=float64
        What each pair is worth.

    Returns
    -------
    worth : ndarray of shape (m, m), dtype=float64
        The same, and nothing for whoever sits out; m is even.
    may : ndarray of shape (m, m), dtype=bool
        Who may meet, and who may still sit out.
    """
    n = len(floor)
    odd = n % 2
    all_worth = np.zeros((n + odd, n + odd))
    all_worth[:n, :n] = worth
    may = np.ones_like(all_worth, dtype=np.bool_)
    may[:n, :n] = ~floor.never & (floor.played == 0)
    may[:n, n:] = floor.most_out[:, None] > 0
    may[n:, :n] = may[:n, n:].T
    np.fill_diagonal(may, val=False)
    return all_worth, may


def _shared_out(
    one: Numbers, other: Numbers, rounds: int, chance: np.random.Generator
) -> Numbers | None:
    """Give each pair a round, so that everybody is in each round once."""
    people = int(max(one.max(), other.max())) + 1
    found = np.full(len(one), -1, dtype=np.intp)
    number, tries = 0, 0
    while number < rounds - 1 and tries < _TRIES:
        left = np.flatnonzero(found < 0)
        edges = Edges(one[left], other[left], 1 + 0.1 * chance.random(len(left)))
        taken = pair_up(edges, [1] * people, [0.0] * people).chosen
        if len(taken) * _PAIR == people:
            found[left[taken]] = number
            number += 1
        else:
            # What is left falls apart into odd rings: take the last two rounds back.
            number, tries = max(0, number - 2), tries + 1
            found[found >= number] = -1
    if number < rounds - 1:
        return None
    found[found < 0] = number
    return found


def _seated(one: Numbers, other: Numbers, shared: Numbers, n: int) -> Rows:
    at = np.full((int(shared.max()) + 1, n + n % 2), -1, dtype=np.int32)
    for number, row in enumerate(at):
        pairs = np.flatnonzero(shared == number)
        # The pair of the bench comes last, and its table is the bench.
        pairs = pairs[np.argsort(np.maximum(one[pairs], other[pairs]) >= n, kind="stable")]
        row[one[pairs]] = row[other[pairs]] = np.arange(len(pairs))
    return at[:, :n]
