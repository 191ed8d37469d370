"""The door into matching for mixers: a room becomes an evening, a plan comes back.

What keeps two people apart for reasons of their own (a block, an earlier "not this
person") goes in with the host's wishes and comes out as nothing but other seats.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

import matching
from app.services.errors import Refused
from app.services.matchmaking import matchmaking
from app.services.seating import partings
from app.services.seating.matchmaking_attendees import attendees, days_since_met
from app.services.seating.matchmaking_proofs import proof
from app.services.seating.matchmaking_rounds import pair_of, places_of, seats_of, tables_of
from app.services.seating.seating_room import Room, Tables
from models import Space

Pairs = frozenset[tuple[int, int]]
Rounds = dict[int, dict[int, int]]
"""For each round the table of each attendee."""


class CannotBePlanned(Refused):
    """What is locked or wished leaves no plan."""

    status = 409
    message = "No plan keeps all of that. Take off a lock or a wish, and plan again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An evening to be planned, beside the room that it was made from; needs no database."""

    room: Room
    evening: matching.Evening
    own: Pairs
    """Who never share a table for reasons of their own, whatever else must give way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """A plan and what it is worth."""

    rounds: Rounds
    worth: float
    bound: float
    alone: tuple[int, ...]
    """Who meets nobody useful."""
    faults: int
    """How often people sit with whom they must not; that some meet again is no fault."""
    why: dict[str, Any] | None = None
    """What is proved to stand in the way of a plan that keeps every rule of the host."""

    @property
    def is_sound(self) -> bool:
        """Whether nobody sits with whom they must not."""
        return not self.faults

    @property
    def keeps_all(self) -> bool:
        """Whether nothing stands in the way of a plan that keeps every rule."""
        return self.is_sound and self.why is None

    @property
    def share(self) -> float:
        """Give the worth as a share of what is possible."""
        return matching.share_of(self.worth, self.bound)


def question(session: Session, room: Room, space: Space, *, shown: int | None) -> Question:
    """Ask how the rounds to come should be seated; `shown` is the one people know already.

    Raises CannotBePlanned where what is wished contradicts itself.
    """
    members = {guest.member_id: guest.id for guest in room.guests if guest.member_id is not None}
    own = partings.parted(session, members)
    met = days_since_met(session, members, today=space.today(room.now))
    people = tuple(attendees(session, room.guests, today=space.today(room.now)))
    try:
        evening = _evening(room, people, own, met, shown=shown)
        evening = replace(evening, counts=matchmaking.weights_of(space))
    except matching.MatchingError as error:
        raise CannotBePlanned from error
    return Question(room=room, evening=evening, own=own)


def _evening(
    room: Room,
    people: tuple[matching.Attendee, ...],
    own: Pairs,
    met: dict[matching.Pair, int],
    *,
    shown: int | None,
) -> matching.Evening:
    return matching.Evening(
        attendees=people,
        rounds=len(room.numbers),
        table_size=min(room.mixer.table_size, len(room.guests)),
        smallest_table=_smallest(room),
        keep_apart=frozenset(map(pair_of, room.apart | own)),
        keep_together=tuple(
            frozenset(map(str, group)) for group in partings.groups(room.together, own)
        ),
        fixed=places_of(partings.parted_at(room.hosts, own)),
        locked={
            place: places_of(partings.parted_at(seats, own))
            for place, seats in _locked(room).items()
        },
        absent=_absent(room),
        history=tuple(_present(played, room) for _number, played in sorted(room.met.items())),
        met=met,
        about_to_start=_shown(room, shown),
        max_same_industry=room.mixer.max_same_industry,
        cross_role_only=room.mixer.cross_role,
        **_turns(room),
        sat_out={str(one): times for one, times in room.sat_out.items() if one in room.ids},
    )


def _turns(room: Room) -> dict[str, Any]:
    """Let as many sit out as one side has too many; else as many as arithmetic demands."""
    if not (room.mixer.cross_role and room.mixer.is_pairs):
        return {}
    most = max(map(room.must_sit_out, room.numbers), default=0)
    return {"sit_out_allowed": most, "sit_out_max_per_person": room.most_out}


def planned(question: Question, *, seconds: float, seed: int) -> Figured:
    """Plan the rounds to come; nothing of it touches the database."""
    evening = question.evening
    plan = _asked(question, evening, seconds=seconds, seed=seed)
    if evening.sat_out and not plan.keeps_all:
        # What is proved must hold whoever sits out; and rules come before turns.
        other = _asked(question, replace(evening, sat_out={}), seconds=seconds, seed=seed)
        is_better = (other.is_sound, other.keeps_all) > (plan.is_sound, plan.keeps_all)
        plan = other if is_better else replace(plan, why=other.why)
        evening = replace(evening, sat_out={}) if is_better else evening
    # Better that many move than that two sit together who must not.
    if not plan.is_sound and evening.about_to_start is not None:
        plan = _asked(question, replace(evening, about_to_start=None), seconds=seconds, seed=seed)
    seats = {number: _seated(tables, question.own) for number, tables in plan.rounds.items()}
    same = plan if seats == plan.rounds else figured(question, seats, bound=plan.bound)
    return replace(same, why=plan.why)


def _asked(question: Question, evening: matching.Evening, *, seconds: float, seed: int) -> Figured:
    try:
        plan = matching.seat(evening, seconds=seconds, seed=seed)
    except matching.MatchingError as error:
        raise CannotBePlanned from error
    rounds = dict(zip(question.room.numbers, map(seats_of, plan.rounds), strict=True))
    known = frozenset(map(pair_of, question.room.apart))
    why = proof(plan, evening, known=known, numbers=question.room.numbers)
    return replace(figured(question, rounds, bound=plan.bound), why=why)


def figured(question: Question, rounds: Rounds, *, bound: float) -> Figured:
    """Say what seats are worth, beside the bound of the plan they came from."""
    chosen = tuple(tables_of(rounds[number]) for number in question.room.numbers)
    judged = matching.figures(replace(question.evening, allow_repeats=True), chosen, bound=bound)
    faults = (len(table.broken) for seated in judged.figures.tables for table in seated)
    return Figured(
        rounds=rounds,
        worth=judged.worth,
        bound=bound,
        alone=tuple(map(int, judged.figures.without_useful)),
        faults=sum(faults),
    )


def one_round(question: Question, rounds: Rounds, number: int, pinned: Iterable[int]) -> Question:
    """Ask for one round alone, with some people where they are now and all others if it can be.

    The other rounds stand as if they had been played, so that nobody meets twice.
    """
    others = tuple(tables_of(seats) for other, seats in rounds.items() if other != number)
    seats = rounds[number]
    place = question.room.numbers.index(number)
    locked = dict(question.evening.locked.get(place, {}))
    return replace(
        question,
        room=replace(question.room, numbers=(number,)),
        evening=replace(
            question.evening,
            rounds=1,
            history=question.evening.history + others,
            locked={0: locked | {str(one): seats[one] - 1 for one in pinned if one in seats}},
            absent={0: question.evening.absent.get(place, frozenset())},
            about_to_start=tables_of(seats),
        ),
    )


def _seated(seats: Mapping[int, int], own: Pairs) -> dict[int, int]:
    """Let one of two sit out where no plan could part them; nobody is left at a table alone."""
    parted = partings.parted_at(seats, own)
    full = Counter(parted.values())
    return {one: table for one, table in parted.items() if full[table] > 1}


def _smallest(room: Room) -> int:
    """Let tables be as even as the people of each round allow, rather than let anybody sit out."""
    size = room.mixer.table_size
    there = (len(room.ids_in(number)) for number in room.numbers)
    return max(2, min((people // -(-people // size) for people in there if people), default=2))


def _absent(room: Room) -> dict[int, frozenset[str]]:
    away = {
        place: frozenset(map(str, room.ids - room.ids_in(number)))
        for place, number in enumerate(room.numbers)
    }
    return {place: ids for place, ids in away.items() if ids}


def _locked(room: Room) -> dict[int, dict[int, int]]:
    return {
        place: {
            one: seat.table
            for one, seat in room.seats.get(number, {}).items()
            if seat.is_locked and one in room.ids_in(number)
        }
        for place, number in enumerate(room.numbers)
    }


def _shown(room: Room, shown: int | None) -> matching.Round | None:
    seats = room.seats.get(shown or 0)
    if not seats or shown != room.numbers[0]:
        return None
    there = room.ids_in(room.numbers[0])
    return tables_of({one: seat.table for one, seat in seats.items() if one in there})


def _present(played: Tables, room: Room) -> matching.Round:
    """Give a round that was played; whoever has left meets nobody any more."""
    return tuple(
        tuple(str(one) for one in played.get(table, ()) if one in room.ids)
        for table in range(1, max(played, default=0) + 1)
    )
