"""What a plan is made from: who can be seated, what was played, what stands, what is wished."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.services.errors import Refused
from models import (
    Attendee,
    Evening,
    Mixer,
    MixerRole,
    Profile,
    Round,
    RoundState,
    Rsvp,
    Seat,
    SeatingWish,
    TableHost,
    WishKind,
)

FEWEST = 2
Tables = dict[int, list[int]]
"""Who sits at each table, by its number."""


class TooFew(Refused):
    """Nobody to sit with."""

    message = "Two people make the smallest table. As soon as two are coming, you can plan."


class NothingToPlan(Refused):
    """No round is left."""

    message = "All rounds have been played. Add one to the mixer if you would like another."


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who is given a seat: a member, or a guest by name."""

    id: int
    """Of the attendee."""
    member_id: int | None
    name: str
    company: str
    industry: str
    role: MixerRole | None
    offers: str
    asks: str
    """What a guest said; of members it stands in the profile."""
    does: str
    """What a member does, in their own words."""
    is_there: bool


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

    @property
    def is_behind(self) -> bool:
        """Whether people have come or left since the plan was made."""
        is_whole = set(self.seats) == set(self.numbers)
        return not is_whole or bool(self.without_seat or self.away)

    @property
    def without_seat(self) -> frozenset[int]:
        """Give those who sit nowhere in the rounds to come."""
        return self.ids - {one for seats in self.seats.values() for one in seats}

    @property
    def away(self) -> frozenset[int]:
        """Give those who have a seat in the rounds to come and are not there."""
        return frozenset(one for seats in self.seats.values() for one in seats) - self.ids


def room(session: Session, mixer: Mixer, *, now: datetime, only_there: bool = False) -> Room:
    """Read what a plan of this mixer is made from.

    `only_there` leaves out who has not come, as all rounds do once the first has begun.
    """
    seated = _seated(session, mixer.id)
    played = {
        number: _tables(rows)
        for number, rows in seated.items()
        if rows[0].state is not RoundState.PLANNED
    }
    last = max(played, default=0)
    guests = seatable(session, mixer, only_there=only_there or bool(played))
    ids = {guest.id for guest in guests}
    wishes = _wishes(session, mixer.id, ids)
    return Room(
        mixer=mixer,
        now=now,
        seating=session.scalar(select(Evening.seating).where(Evening.mixer_id == mixer.id)) or 0,
        guests=guests,
        numbers=tuple(range(last + 1, mixer.rounds + 1)),
        played=played,
        seats={
            number: {
                row.attendee_id: PlannedSeat(table=row.table_number, is_locked=row.is_locked)
                for row in rows
                if row.attendee_id is not None
            }
            for number, rows in seated.items()
            if number not in played
        },
        hosts={one: table for one, table in _hosts(session, mixer.id).items() if one in ids},
        apart=frozenset(pair for pair, kind in wishes.items() if kind is WishKind.APART),
        together=frozenset(pair for pair, kind in wishes.items() if kind is WishKind.TOGETHER),
    )


def require_plannable(room: Room) -> None:
    """Refuse where there is nobody, or nothing, to plan for."""
    if len(room.guests) < FEWEST:
        raise TooFew
    if not room.numbers:
        raise NothingToPlan


def seatable(session: Session, mixer: Mixer, *, only_there: bool) -> tuple[Guest, ...]:
    """Give who is to be seated: until the first round all who come, from then on who is there."""
    there = and_(Attendee.arrived_at.is_not(None), Attendee.left_at.is_(None))
    coming = and_(Attendee.reply == Rsvp.GOING, Attendee.left_at.is_(None))
    wanted: ColumnElement[bool] = there if only_there else or_(there, coming)
    rows = session.execute(attendees().where(Attendee.mixer_id == mixer.id, wanted))
    return tuple(map(guest, rows))


def attendees() -> Select[*tuple[Any, ...]]:
    """Select attendees with what a plan needs, by id; members as their profile has them."""
    return (
        select(
            Attendee.id,
            Attendee.member_id,
            func.coalesce(Profile.name, Attendee.name).label("name"),
            func.coalesce(Profile.company, Attendee.company).label("company"),
            func.coalesce(Profile.industry, Attendee.industry).label("industry"),
            Attendee.role,
            Attendee.offers,
            Attendee.asks,
            Profile.headline,
            Profile.working_on,
            Profile.pronunciation,
            Attendee.reply,
            Attendee.arrived_at,
            Attendee.left_at,
        )
        .outerjoin(Profile, Profile.member_id == Attendee.member_id)
        .order_by(Attendee.id)
    )


def guest(row: Row[*tuple[Any, ...]]) -> Guest:
    """Make a guest of a row of `attendees`."""
    fields = ("id", "member_id", "name", "company", "industry", "role", "offers", "asks")
    return Guest(
        **{name: getattr(row, name) for name in fields},
        does=". ".join(filter(None, (row.headline, row.working_on))),
        is_there=row.arrived_at is not None and row.left_at is None,
    )


def _seated(session: Session, mixer_id: int) -> dict[int, list[Row[*tuple[Any, ...]]]]:
    rows = session.execute(
        select(Round.number, Round.state, Seat.attendee_id, Seat.table_number, Seat.is_locked)
        .select_from(Round)
        .outerjoin(Seat, Seat.round_id == Round.id)
        .where(Round.mixer_id == mixer_id)
        .order_by(Round.number, Seat.table_number, Seat.attendee_id)
    )
    found: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        found[row.number].append(row)
    return found


def _tables(rows: list[Row[*tuple[Any, ...]]]) -> Tables:
    tables: Tables = defaultdict(list)
    for row in rows:
        if row.attendee_id is not None:
            tables[row.table_number].append(row.attendee_id)
    return dict(tables)


def _hosts(session: Session, mixer_id: int) -> dict[int, int]:
    rows = session.execute(
        select(TableHost.attendee_id, TableHost.table_number)
        .join(Attendee, Attendee.id == TableHost.attendee_id)
        .where(Attendee.mixer_id == mixer_id)
    )
    return {row.attendee_id: row.table_number for row in rows}


def _wishes(session: Session, mixer_id: int, ids: set[int]) -> dict[tuple[int, int], WishKind]:
    rows = session.execute(
        select(SeatingWish.first_id, SeatingWish.second_id, SeatingWish.kind)
        .join(Attendee, Attendee.id == SeatingWish.first_id)
        .where(Attendee.mixer_id == mixer_id)
        .order_by(SeatingWish.first_id, SeatingWish.second_id)
    )
    return {
        (row.first_id, row.second_id): row.kind
        for row in rows
        if {row.first_id, row.second_id} <= ids
    }
