"""Who else changes tables after a swap by hand: two people, or four, and never the whole round.

A host who moves one person has looked at the rest and wants it to stay. So what a swap
brings together that should not be is parted by one exchange of two others, else by two.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import product

from app.services.seating import matchmaking_mixers, partings, seating_clashes
from app.services.seating.matchmaking_mixers import Figured, Question
from app.services.seating.seating_clashes import Clashes
from app.services.seating.seating_room import Room

_EXCHANGES, _FURTHER, _JUDGED = 2, 12, 10
"""How many exchanges at most, and how many first ones a second one is tried after; and of how
many that look alike the worth is counted, which takes longer than all else."""


@dataclass(slots=True)
class Seating:
    """One round after some exchanges."""

    at: dict[int, int]
    weight: int = 0
    moved: int = 0
    tables: dict[int, set[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Note who sits at each table."""
        self.tables = defaultdict(set)
        for one, table in self.at.items():
            self.tables[table].add(one)

    def change(self, one: int, other: int, clashes: Clashes) -> int:
        """Say by how much the weight changes when these two change tables."""
        here, there = self.tables[self.at[one]], self.tables[self.at[other]]
        before = clashes.of(one, here) + clashes.of(other, there)
        return clashes.of(one, there - {other}) + clashes.of(other, here - {one}) - before


@dataclass(frozen=True, slots=True)
class _Exchange:
    """Two people who could change tables, and how the weight would change."""

    seating: Seating
    one: int
    other: int
    change: int

    def weight(self) -> int:
        """Give the weight after it."""
        return self.seating.weight + self.change

    def done(self) -> Seating:
        """Give the round with these two at each other's table."""
        at = self.seating.at
        changed = {**at, self.one: at[self.other], self.other: at[self.one]}
        return Seating(changed, self.weight(), self.seating.moved + 2)


def keeps(question: Question, plan: Figured, most: int) -> bool:
    """Whether a plan has no more faults than so many, and those apart who never share a table."""
    return plan.faults <= most and partings.keeps(plan.rounds.values(), question.own)


def mended(
    question: Question, by_hand: Figured, number: int, kept: Collection[int], *, most: int
) -> Figured:
    """Give the plan in which the fewest meet again in that round, and then the fewest move.

    `kept` stay where they are, and so do the locked, table hosts and those who stay together.
    Where nothing within two exchanges keeps the rules, but for so many faults, the plan is given
    back as it is.
    """
    seats = by_hand.rounds[number]
    clashes = seating_clashes.clashes(question, by_hand.rounds, number)
    tables = defaultdict(set)
    for one, table in seats.items():
        tables[table].add(one)
    weight = sum(clashes.of(one, tables[table]) for one, table in seats.items()) // 2
    reached = _reached(Seating(dict(seats), weight), clashes, free(question.room, number, kept))
    for alike in reached:
        plans = (_judged(question, by_hand, number, one) if one.moved else by_hand for one in alike)
        sound = [plan for plan in plans if keeps(question, plan, most)]
        if sound:
            return max(sound, key=lambda plan: plan.worth)
    return by_hand


def _reached(begun: Seating, clashes: Clashes, free: frozenset[int]) -> list[list[Seating]]:
    """Give what can be reached, the best first, those with the same weight and moves together."""
    found, last = [begun], [begun]
    for _ in range(_EXCHANGES):
        better = nsmallest(_FURTHER * _JUDGED, _next(last, clashes, free), key=_Exchange.weight)
        last = [exchange.done() for exchange in better]
        found += last
        last = last[:_FURTHER]
    ranked: dict[tuple[int, int], list[Seating]] = defaultdict(list)
    for one in found:
        ranked[one.weight, one.moved].append(one)
    return [ranked[rank][:_JUDGED] for rank in sorted(ranked)][:_JUDGED]


def _next(
    seatings: Iterable[Seating], clashes: Clashes, free: frozenset[int]
) -> Iterable[_Exchange]:
    """Give every exchange of somebody who sits badly that makes it better."""
    for seating in seatings:
        at, anybody = seating.at, sorted(free)
        badly = [one for one in anybody if clashes.of(one, seating.tables[at[one]])]
        for one, other in product(badly, anybody):
            change = seating.change(one, other, clashes) if at[one] != at[other] else 0
            if change < 0:
                yield _Exchange(seating, one, other, change)


def _judged(question: Question, by_hand: Figured, number: int, seating: Seating) -> Figured:
    rounds = {**by_hand.rounds, number: seating.at}
    return matchmaking_mixers.figured(question, rounds, bound=by_hand.bound)


def free(room: Room, number: int, kept: Collection[int]) -> frozenset[int]:
    """Give who sits at a table in a round and may be moved."""
    seats = room.seats[number]
    tied = {one for pair in room.together for one in pair} | set(room.hosts) | set(kept)
    return frozenset(
        one
        for one, seat in seats.items()
        if not seat.is_locked and one not in tied and one in room.ids
    )
