"""The door into matching for a latecomer: where there is a place in a running round."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations

import matching
from app.services.seating.matchmaking_mixers import Question


def fitting(question: Question, one: int, tables: Collection[int]) -> list[int]:
    """Give those of the tables at which somebody may sit down, the best first.

    A table is left out where a rule would be broken that holds without them: for colleagues,
    people who are kept apart for whatever reason, those who have met tonight, and too many
    of one industry or role. Best is where they know the fewest from other days, and then
    where meeting those who sit there is worth most.

    Parameters
    ----------
    question : Question
        The running round alone, see `seating_room.running`.
    one : int
        Who has no seat.
    tables : collection of int
        The tables with a free chair.
    """
    if not tables:
        return []
    # Who is held at a table is for the caller to see: others may have left such tables by now.
    evening = replace(question.evening, fixed={}, locked={}, smallest_table=2)
    (number,) = question.room.numbers
    there = question.room.ids
    seats = {i: seat.table for i, seat in question.room.seats[number].items() if i in there}
    before = _judged(evening, seats)
    ranked = []
    for table in tables:
        after = _judged(evening, {**seats, one: table})
        if set(_faults(after, table)) <= set(_faults(before, table)):
            mates = (other for other, at in seats.items() if at == table)
            known = sum(matching.pair(str(one), str(other)) in evening.met for other in mates)
            worth = after.figures.people[str(one)].worth
            ranked.append((known, -worth, table))
    return [table for _known, _worth, table in sorted(ranked)]


def best_pair(question: Question, people: Sequence[int], table: int) -> tuple[int, int] | None:
    """Give the two of these people who sit best at an empty table; None where no two may.

    The rules are those of `fitting`, and so is what is best.
    """
    evening = replace(question.evening, fixed={}, locked={}, smallest_table=2)
    ranked = []
    for one, other in combinations(people, 2):
        after = _judged(evening, {one: table, other: table})
        if not _faults(after, table):
            knows = matching.pair(str(one), str(other)) in evening.met
            ranked.append((knows, -after.figures.people[str(one)].worth, one, other))
    return min(ranked)[2:] if ranked else None


def _judged(evening: matching.Evening, seats: dict[int, int]) -> matching.SeatingPlan:
    last = max(seats.values())
    tables = tuple(
        tuple(str(one) for one, at in sorted(seats.items()) if at == table)
        for table in range(1, last + 1)
    )
    return matching.figures(evening, (tables,), bound=0.0)


def _faults(plan: matching.SeatingPlan, table: int) -> tuple[str, ...]:
    return plan.figures.tables[0][table - 1].broken
