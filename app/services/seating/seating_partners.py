"""With whom somebody best changes tables, where a host does not mind who it is."""

from collections.abc import Iterator
from dataclasses import replace
from heapq import nsmallest

from app.services.seating import (
    matchmaking_mixers,
    seating_clashes,
    seating_exchanges,
    seating_swaps,
)
from app.services.seating.matchmaking_mixers import Question, Rounds
from app.services.seating.seating_swaps import CannotSwap, Swap

_JUDGED = 12
"""Of how many the worth is counted, which takes longer than to see who meets again."""


def chosen(question: Question, swap: Swap) -> Swap:
    """Choose the other for a swap: whom the fewest meet again with, and then who gains most."""
    rounds = seating_swaps.standing(question.room)
    best = min(_ranked(question, rounds, swap), default=None)
    if best is None:
        raise CannotSwap
    return replace(swap, other=best[-1])


def _ranked(
    question: Question, rounds: Rounds, swap: Swap
) -> Iterator[tuple[int, int, float, int]]:
    for change, other in _promising(question, rounds, swap):
        by_hand = seating_swaps.exchanged(rounds, replace(swap, other=other))
        plan = matchmaking_mixers.figured(question, by_hand, bound=0.0)
        yield plan.faults, change, -plan.worth, other


def _promising(question: Question, rounds: Rounds, swap: Swap) -> list[tuple[int, int]]:
    """Give with whom the fewest would sit who must not, or who meet already."""
    number, one = swap.number, swap.one
    clashes = seating_clashes.clashes(question, rounds, number)
    # Whoever sits out sits alone, at a table that nobody else can have.
    seating = seating_exchanges.Seating({one: 0} | rounds[number])
    others = (
        other
        for other in seating_exchanges.free(question.room, number, kept=(one,))
        if seating.at[other] != seating.at[one]
    )
    return nsmallest(_JUDGED, ((seating.change(one, other, clashes), other) for other in others))
