"""Two people swap tables by hand, and as few others as possible move so that it still fits.

Where a swap would seat people together who must not be, or who meet already, others
change places with the least ado. The host is told who moved and never why: that a
third person moves happens with almost every swap, so it tells nothing of anybody.
"""

from dataclasses import dataclass

from app.services.errors import Conflict, Refused
from app.services.seating import matchmaking_mixers, seating_exchanges, seatings
from app.services.seating.matchmaking_mixers import Figured, Question, Rounds
from app.services.seating.seating_room import Room
from app.services.seating.seatings import Told

ANYBODY = 0


class CannotSwap(Refused):
    """Nobody could be seated well after it."""

    status = 409
    message = "That does not work out: others would have to sit badly. Nothing was changed."


class IsLocked(Refused):
    """A seat that is held."""

    status = 409
    message = "One of these seats is locked. Let it go first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Two people who change tables in one round; one of them may be sitting out."""

    number: int
    one: int
    other: int
    """Or `ANYBODY`, where it is for the plan to choose; see `seating_partners`."""


def require_possible(room: Room, swap: Swap) -> None:
    """Refuse a swap of people who do not sit apart in that round, or whose seats are held."""
    if swap.number not in room.seats:
        raise Conflict  # it has begun, or has no plan any more
    seats = room.seats[swap.number]
    people = {swap.one, swap.other} - {ANYBODY}
    held = [seats[one] for one in people if one in seats]
    if swap.one == swap.other:
        msg = "Choose two people who should change tables."
        raise Refused(msg)
    if not people <= room.ids or not (held or swap.other == ANYBODY):
        raise Conflict
    if not people <= room.ids_in(swap.number):
        msg = "One of them is not there in that round."
        raise Refused(msg)
    if any(seat.is_locked for seat in held) or people & set(room.hosts):
        raise IsLocked
    if len(held) > len({seat.table for seat in held}):
        msg = "They sit at one table already."
        raise Refused(msg)


def standing(room: Room) -> Rounds:
    """Give the plan that stands, of those who are there."""
    return {
        number: {one: seat.table for one, seat in seats.items() if one in room.ids}
        for number, seats in room.seats.items()
    }


def swapped(question: Question, swap: Swap, before: Told) -> tuple[Figured, Told]:
    """Give the plan after a swap, and what the host reads about it; no database is touched."""
    room = question.room
    before_swap = standing(room)
    by_hand = exchanged(before_swap, swap)
    met_before = seatings.meeting_again(room, before_swap)
    # Where some rule cannot be kept anyway, nobody need sit worse than before.
    stood = matchmaking_mixers.figured(question, before_swap, bound=0.0)
    most = stood.faults
    plan = matchmaking_mixers.figured(question, by_hand, bound=before.bound)
    is_good = seating_exchanges.keeps(question, plan, most)
    if not is_good or seatings.meeting_again(room, by_hand) - met_before:
        plan = _mended(question, plan, swap, most=most)
    moved = [
        one
        for one, table in plan.rounds[swap.number].items()
        if before_swap[swap.number].get(one) != table and one not in {swap.one, swap.other}
    ]
    return plan, Told(
        share=None if before.share is None else plan.share,
        before=before.share,
        gain=plan.worth / stood.worth - 1 if before.share is None and stood.worth else None,
        bound=before.bound,
        alone=list(plan.alone),
        number=swap.number,
        swapped=[swap.one, swap.other],
        moved=sorted(moved),
        again=sorted(map(list, seatings.meeting_again(room, plan.rounds) - met_before)),
        why=before.why,
    )


def exchanged(rounds: Rounds, swap: Swap) -> Rounds:
    """Give the rounds with the two at each other's table, and nobody else moved."""
    seats = dict(rounds[swap.number])
    one, other = seats.pop(swap.one, None), seats.pop(swap.other, None)
    if other is not None:
        seats[swap.one] = other
    if one is not None:
        seats[swap.other] = one
    return {**rounds, swap.number: seats}


def _mended(question: Question, by_hand: Figured, swap: Swap, *, most: int) -> Figured:
    """Let others move in that round; those who swapped stay where the host wants them."""
    room, number, kept = question.room, swap.number, (swap.one, swap.other)
    nearly = seating_exchanges.mended(question, by_hand, number, kept, most=most)
    if seating_exchanges.keeps(question, nearly, most):
        return nearly
    alone = matchmaking_mixers.one_round(question, by_hand.rounds, number, kept)
    found = matchmaking_mixers.planned(
        alone, seconds=seatings.seconds_for(alone.room), seed=room.seating
    )
    mended = matchmaking_mixers.figured(
        question, {**by_hand.rounds, number: found.rounds[number]}, bound=by_hand.bound
    )
    if not seating_exchanges.keeps(question, mended, most):
        raise CannotSwap
    return mended
