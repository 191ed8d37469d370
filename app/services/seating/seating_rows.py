"""The rows of a plan: rounds and seats written, kept, and put back."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, insert, select
from sqlalchemy.orm import Session

from app.services.seating.matchmaking_mixers import Figured
from app.services.seating.seating_room import Room
from models import Attendee, Change, EarlierSeat, Evening, Round, RoundState, Seat, Seating

MOST_UNDONE = 20


def planned_rounds(mixer_id: int, number: int | None = None) -> Select[int]:
    """Select the rounds to come, or one of them."""
    planned = select(Round.id).where(Round.mixer_id == mixer_id, Round.state == RoundState.PLANNED)
    return planned if number is None else planned.where(Round.number == number)


def begun(session: Session, mixer_id: int) -> set[int]:
    """Give the numbers of the rounds that have begun."""
    return set(
        session.scalars(
            select(Round.number).where(
                Round.mixer_id == mixer_id, Round.state != RoundState.PLANNED
            )
        )
    )


def has_sat() -> ColumnElement[bool]:
    """Say of an attendee that they had a seat in a round that has begun."""
    seat = exists().where(
        Seat.attendee_id == Attendee.id,
        Round.id == Seat.round_id,
        Round.state != RoundState.PLANNED,
    )
    return seat | exists().where(EarlierSeat.attendee_id == Attendee.id)


def held(session: Session, mixer_id: int) -> set[int]:
    """Give the attendees of a mixer, and let none of them go for good before the commit.

    It comes before any of their seats is touched: whoever deletes themselves takes first what
    they are at mixers, and then their seats.
    """
    rows = select(Attendee.id).where(Attendee.mixer_id == mixer_id).order_by(Attendee.id)
    return set(session.scalars(rows.with_for_update(read=True, key_share=True)))


def write(session: Session, room: Room, plan: Figured) -> None:
    """Write the rounds to come anew, with the locks that were set."""
    session.execute(delete(Seat).where(Seat.round_id.in_(planned_rounds(room.mixer.id))))
    session.execute(
        delete(Round).where(
            Round.mixer_id == room.mixer.id,
            Round.state == RoundState.PLANNED,
            Round.number.not_in(room.numbers),
        )
    )
    ids = _round_ids(session, room.mixer.id)
    for number in room.numbers:
        if number not in ids:
            session.add(Round(mixer_id=room.mixer.id, number=number))
    session.flush()
    ids = _round_ids(session, room.mixer.id)
    seats = [
        {
            "round_id": ids[number],
            "attendee_id": one,
            "table_number": table,
            "is_locked": _stays_locked(room, number, one, table),
        }
        for number, tables in plan.rounds.items()
        for one, table in tables.items()
    ]
    if seats:
        session.execute(insert(Seat), seats)


def _stays_locked(room: Room, number: int, one: int, table: int) -> bool:
    seat = room.seats.get(number, {}).get(one)
    return seat is not None and seat.is_locked and seat.table == table


def _round_ids(session: Session, mixer_id: int) -> dict[int, int]:
    rows = session.execute(
        select(Round.number, Round.id).where(
            Round.mixer_id == mixer_id, Round.state == RoundState.PLANNED
        )
    )
    return {row.number: row.id for row in rows}


def push(
    session: Session, evening: Evening, *, change: Change, told: dict[str, Any], now: datetime
) -> None:
    """Keep the plan as it stands now, so that a change after it can be undone."""
    evening.seating += 1
    session.flush()
    seats = session.execute(
        select(Round.number, Seat.attendee_id, Seat.table_number, Seat.is_locked)
        .join(Seat, Seat.round_id == Round.id)
        .where(Round.mixer_id == evening.mixer_id, Round.state == RoundState.PLANNED)
        .order_by(Round.number, Seat.table_number, Seat.attendee_id)
    )
    session.add(
        Seating(
            mixer_id=evening.mixer_id,
            number=evening.seating,
            change=change,
            told=told,
            seats=[[*row[:3], int(row.is_locked)] for row in seats],
            made_at=now,
        )
    )
    session.flush()
    old = (
        select(Seating.id)
        .where(Seating.mixer_id == evening.mixer_id)
        .order_by(Seating.id.desc())
        .offset(MOST_UNDONE)
    )
    for one in session.scalars(old).all():
        session.execute(delete(Seating).where(Seating.id == one))


def forget(session: Session, mixer_id: int) -> None:
    """Leave no way back to an earlier plan."""
    session.execute(delete(Seating).where(Seating.mixer_id == mixer_id))


def restore(session: Session, mixer_id: int, seats: list[list[int]]) -> None:
    """Seat everybody as they were; whoever is gone for good stays away."""
    ids = _round_ids(session, mixer_id)
    known = held(session, mixer_id)
    session.execute(delete(Seat).where(Seat.round_id.in_(planned_rounds(mixer_id))))
    rows = [
        {
            "round_id": ids[number],
            "attendee_id": one,
            "table_number": table,
            "is_locked": bool(is_locked),
        }
        for number, one, table, is_locked in seats
        if one in known
    ]
    if rows:
        session.execute(insert(Seat), rows)
