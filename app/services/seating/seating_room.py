"""What a plan is made from: who can be seated, what was played, what stands, what is wished."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.services.errors import Refused
from app.services.evenings import pauses
from app.services.seating import seating_guests, seating_turns, seating_wished
from app.services.seating.seating_guests import Guest
from app.services.seating.seating_turns import Turns
from models import (
    Evening,
    Mixer,
    Round,
    RoundState,
    Seat,
    WishKind,
)

FEWEST = 2
Tables = dict[int, list[int]]
"""Who sits at each table, by its number."""
Seated = dict[int, list[Row[*tuple[Any, ...]]]]
"""The rows of each round, by its number."""


class TooFew(Refused):
    """Nobody to sit with."""

    message = "Two people make the smallest table. As soon as two are coming, you can plan."


class NothingToPlan(Refused):
    """No round is left."""

    message = "All rounds have been played. Add one to the mixer if you would like another."


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSeat:
    """A seat in a round to come."""

    table: int
    is_locked: bool = False


Seats = dict[int, PlannedSeat]
"""The seat of each attendee in one round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """All that a plan is made from, at one moment."""

    mixer: Mixer
    now: datetime
    seating: int
    """The plan that stood when this was read; a newer one is not overwritten."""
    guests: tuple[Guest, ...]
    numbers: tuple[int, ...]
    """Of the rounds to plan."""
    played: dict[int, Tables]
    """Rounds that are over or running, by number."""
    cut_short: frozenset[int]
    """Those of them that were over before anybody could meet."""
    sat_out: dict[int, int]
    """In how many of the others people who are there had no seat."""
    seats: dict[int, Seats]
    """The plan that stands, by round."""
    hosts: dict[int, int]
    """The table at which somebody stays all evening."""
    apart: frozenset[tuple[int, int]]
    together: frozenset[tuple[int, int]]

    @property
    def ids(self) -> frozenset[int]:
        """Give everybody who can be seated."""
        return frozenset(guest.id for guest in self.guests)

    def guests_in(self, number: int) -> list[Guest]:
        """Give everybody who can be seated in a round."""
        return [guest for guest in self.guests if guest.is_in(number)]

    def ids_in(self, number: int) -> frozenset[int]:
        """Give the same by number."""
        return frozenset(guest.id for guest in self.guests_in(number))

    def must_sit_out(self, number: int) -> int:
        """Count for how many there is no seat in a round."""
        return seating_turns.must_sit_out(self.mixer, self.guests_in(number))

    @property
    def most_out(self) -> int:
        """Say how often one may sit out, rounds that were played included."""
        rounds = [self.guests_in(number) for number in self.numbers]
        return seating_turns.most_out(self.mixer, rounds, self.sat_out)

    @property
    def turns(self) -> Turns | None:
        """Say how many sit out in the rounds to come, and why, if anybody does."""
        return seating_turns.turns(self.mixer, [self.guests_in(number) for number in self.numbers])

    @property
    def met(self) -> dict[int, Tables]:
        """Give the rounds in which people met, or are just meeting, by number."""
        return {n: tables for n, tables in self.played.items() if n not in self.cut_short}

    @property
    def is_cut_short(self) -> bool:
        """Whether the last round was over before anybody could meet."""
        return max(self.played, default=0) in self.cut_short

    @property
    def is_behind(self) -> bool:
        """Whether people have come or left since the plan was made."""
        is_whole = set(self.seats) == set(self.numbers)
        return not is_whole or bool(self.without_seat or self.away)

    @property
    def without_seat(self) -> frozenset[int]:
        """Give those who sit nowhere in the rounds to come, unless it is their turn to sit out."""
        lacking = self.ids - {one for seats in self.seats.values() for one in seats}
        out = {n: self.ids_in(n) - self.seats.get(n, {}).keys() for n in self.numbers}
        must = all(len(ids) <= self.must_sit_out(number) for number, ids in out.items())
        times = Counter(self.sat_out) + Counter(one for ids in out.values() for one in ids)
        is_turn = must and max((times[one] for one in lacking), default=0) <= self.most_out
        return frozenset() if is_turn else lacking

    @property
    def away(self) -> frozenset[int]:
        """Give those who have a seat in a round to come and are not there in it."""
        return frozenset(
            one
            for number, seats in self.seats.items()
            for one in seats.keys() - self.ids_in(number)
        )


def room(session: Session, mixer: Mixer, *, now: datetime, only_there: bool = False) -> Room:
    """Read what a plan of this mixer is made from.

    `only_there` leaves out who has not come, as all rounds do once the first has begun; but
    whoever said that they come later is waited for until the first round of theirs begins.
    """
    seated = _seated(session, mixer.id)
    begun = [n for n, rows in seated.items() if rows[0].state is not RoundState.PLANNED]
    last = max(begun, default=0)
    numbers = tuple(range(last + 1, mixer.rounds + 1))
    waited_for = last + 1 + only_there if only_there or begun else 1
    guests = seating_guests.with_rounds(
        seating_guests.seatable(session, mixer, waited_for=waited_for, now=now), numbers
    )
    return _room(session, mixer, seated, guests, numbers, now=now)


def running(session: Session, mixer: Mixer, number: int, *, now: datetime) -> Room:
    """Read the round that is running as if it were to be planned, for those who are there."""
    waited_for = mixer.rounds + 1  # nobody is waited for in a round that has begun
    guests = seating_guests.seatable(session, mixer, waited_for=waited_for, now=now)
    there = tuple(replace(guest, first_round=None, last_round=None) for guest in guests)
    return _room(session, mixer, _seated(session, mixer.id), there, (number,), now=now)


def _room(
    session: Session,
    mixer: Mixer,
    seated: Seated,
    guests: tuple[Guest, ...],
    numbers: tuple[int, ...],
    *,
    now: datetime,
) -> Room:
    played = {
        number: _tables(rows)
        for number, rows in seated.items()
        if rows[0].state is not RoundState.PLANNED and number not in numbers
    }
    seats = {
        number: {
            row.attendee_id: PlannedSeat(table=row.table_number, is_locked=row.is_locked)
            for row in rows
            if row.attendee_id is not None
        }
        for number, rows in seated.items()
        if number not in played
    }
    ids = {guest.id for guest in guests}
    hosts = seating_wished.hosts(session, mixer.id)
    wishes = seating_wished.wishes(session, mixer.id, ids)
    short = frozenset(n for n in played if _lasts(seated[n][0]) < mixer.shortest_meeting)
    return Room(
        mixer=mixer,
        now=now,
        seating=session.scalar(select(Evening.seating).where(Evening.mixer_id == mixer.id)) or 0,
        guests=guests,
        numbers=numbers,
        played=played,
        cut_short=short,
        sat_out=seating_turns.sat_out(session, mixer, but_for={*short, *numbers}),
        seats=seats,
        hosts={one: table for one, table in hosts.items() if one in ids},
        apart=frozenset(pair for pair, kind in wishes.items() if kind is WishKind.APART),
        together=frozenset(pair for pair, kind in wishes.items() if kind is WishKind.TOGETHER),
    )


def require_plannable(room: Room) -> None:
    """Refuse where there is nobody, or nothing, to plan for."""
    if len(room.guests) < FEWEST:
        raise TooFew
    if not room.numbers:
        raise NothingToPlan


def _seated(session: Session, mixer_id: int) -> Seated:
    rows = session.execute(
        select(
            *(Round.number, Round.state, Round.started_at, Round.ends_at, Round.pauses),
            *(Seat.attendee_id, Seat.table_number, Seat.is_locked),
        )
        .select_from(Round)
        .outerjoin(Seat, Seat.round_id == Round.id)
        .where(Round.mixer_id == mixer_id)
        .order_by(Round.number, Seat.table_number, Seat.attendee_id)
    )
    found: Seated = defaultdict(list)
    for row in rows:
        found[row.number].append(row)
    return found


def _lasts(row: Row[*tuple[Any, ...]]) -> timedelta:
    return pauses.played(row.started_at, row.ends_at, row.pauses)


def _tables(rows: list[Row[*tuple[Any, ...]]]) -> Tables:
    tables: Tables = defaultdict(list)
    for row in rows:
        if row.attendee_id is not None:
            tables[row.table_number].append(row.attendee_id)
    return dict(tables)
