"""The one time that the visitor was introduced to two people together, for everybody to see."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from app.seed import reasons
from app.seed.introductions import SeedAnswer, SeedIntroduction
from app.seed.members import SeedMember
from app.seed.visits import SeedVisit


def with_a_third(
    people: Sequence[SeedMember],
    visits: Sequence[SeedVisit],
    proposed: Sequence[SeedIntroduction],
    two: SeedIntroduction,
) -> tuple[SeedIntroduction, ...]:
    """Let whoever was alone on that day and fits both join two who said yes, as the third yes.

    Gives the one introduction alone where nobody was.
    """
    busy = {number for one in proposed if one.day == two.day for number in one.pair}
    known = {one.pair for one in proposed}
    allowed, fit = reasons.may_meet(people), reasons.fit(people)
    may_join = [
        visit.member
        for visit in visits
        if visit.day == two.day
        and visit.is_listed
        and visit.heads_down_until is None
        and visit.member not in busy
        and all(
            allowed[visit.member, other] and _pair(visit.member, other) not in known
            for other in two.pair
        )
    ]
    if not may_join:
        return (two,)
    third = max(may_join, key=lambda number: float(np.min(fit[number, list(two.pair)])))
    met = [_met(people, two, third, number) for number in two.pair]
    return tuple(replace(one, is_of_three=True) for one in (two, *met))


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _met(
    people: Sequence[SeedMember], two: SeedIntroduction, third: int, other: int
) -> SeedIntroduction:
    first, second = _pair(third, other)
    said_at = max(answer.replied_at for answer in (two.first, two.second) if answer.replied_at)
    answers = [
        SeedAnswer(member=number, reply="yes", replied_at=said_at) for number in (first, second)
    ]
    return replace(
        two,
        first=answers[0],
        second=answers[1],
        reasons=reasons.between(people, first, second),
    )
