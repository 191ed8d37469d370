"""The plan that stands, with those who have come and without those who have left.

People have it in their heads, on their phones and on paper. A plan made anew may be worth
a little more, and sends half the room elsewhere because one person went home.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from app.services.seating import matchmaking_mixers, partings, seating_clashes, seatings
from app.services.seating.matchmaking_mixers import CannotBePlanned, Figured, Question, Rounds

_PAIR = 2


def planned(question: Question, *, seconds: float, seed: int) -> Figured:
    """Plan the rounds to come for who is there now, and let the first of them be.

    Where that leaves somebody badly seated, or lets people meet again, it is compared
    with a plan in which more people move.
    """
    stands = _stands(question)
    if stands is None:
        return matchmaking_mixers.planned(question, seconds=seconds, seed=seed)
    eased = _eased(question, stands)
    found = [matchmaking_mixers.figured(eased, stands, bound=0.0)]
    if _is_good(question, found[0]):
        found += _improved(_held(eased, stands), seconds=seconds, seed=seed)
    if len(found) == 1:
        found.append(matchmaking_mixers.planned(question, seconds=seconds, seed=seed))
    best = min(found, key=lambda plan: _rank(question, plan))
    return replace(best, bound=found[-1].bound, why=found[-1].why)


def _is_good(question: Question, plan: Figured) -> bool:
    return _rank(question, plan)[:3] == (False, 0, 0)


def _improved(question: Question, *, seconds: float, seed: int) -> list[Figured]:
    """Look for better rounds after the first one; where locks contradict it, there are none."""
    try:
        return [matchmaking_mixers.planned(question, seconds=seconds, seed=seed)]
    except CannotBePlanned:
        return []


def _stands(question: Question) -> Rounds | None:
    """Give what stands; None where it has no seat for somebody, or leaves a table too small."""
    room, size = question.room, question.evening.table_size
    if size == _PAIR or set(room.numbers) != set(room.seats):
        return None
    there = {number: room.ids_in(number) for number in room.numbers}
    rounds: Rounds = {
        number: {one: seat.table for one, seat in room.seats[number].items() if one in ids}
        for number, ids in there.items()
    }
    for number, ids in there.items():
        clashes = seating_clashes.clashes(question, rounds, number)
        for one in sorted(ids - set(rounds[number])):
            table = _table_for(one, rounds[number], clashes, size)
            if table is None:
                return None
            rounds[number][one] = table
    return rounds if all(_fewest(seats) >= _half(size) for seats in rounds.values()) else None


def _table_for(
    one: int, seats: Mapping[int, int], clashes: seating_clashes.Clashes, size: int
) -> int | None:
    """Find the table with a free seat where somebody sits best, and then the emptiest."""
    full = Counter(seats.values())
    ranked = [
        (clashes.of(one, {other for other, at in seats.items() if at == table}), count, table)
        for table, count in full.items()
        if count < size
    ]
    return min(ranked)[2] if ranked else None


def _fewest(seats: Mapping[int, int]) -> int:
    return min(Counter(seats.values()).values(), default=0)


def _half(size: int) -> int:
    return max(_PAIR, (size + 1) // 2)


def _eased(question: Question, stands: Rounds) -> Question:
    """Let tables be as small as they are now: to fill one up, others would have to move."""
    smallest = min(_fewest(seats) for seats in stands.values())
    evening = question.evening
    least = min(smallest, evening.smallest_table or smallest)
    return replace(question, evening=replace(evening, smallest_table=least))


def _held(question: Question, stands: Rounds) -> Question:
    """Ask for the rounds after the first one, in which everybody sits as it stands."""
    first = {str(one): table - 1 for one, table in stands[question.room.numbers[0]].items()}
    evening = question.evening
    locked = {**evening.locked, 0: first}
    return replace(question, evening=replace(evening, locked=locked, about_to_start=None))


def _rank(question: Question, plan: Figured) -> tuple[bool, int, int, int, float]:
    """Say how bad a plan is: rules first, then who meets again, who moves, and the worth.

    Those who part come before all others: in a room where some rule cannot be kept, they do so.
    """
    room = question.room
    again = len(seatings.meeting_again(room, plan.rounds))
    stay = not partings.keeps(plan.rounds.values(), question.own)
    return stay, plan.faults, again, len(seatings.moved(room, plan)), -plan.worth
