"""A free chair in the round that is being played, for whoever is there and has no seat in it.

A latecomer need not wait for the next round where a table has a place: one that is smaller
than it might be, or that somebody has left. From then on the seat is history like any other:
the rounds to come are planned around it, and whoever has shared the table for half of the
round has met (`round_encounters`).
"""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.services import evenings, matchmaking_chairs, matchmaking_mixers, seating_room, spans
from app.services.errors import Conflict, Refused
from app.services.evenings import Phase, Stage
from app.services.matchmaking_mixers import CannotBePlanned
from app.services.seating_room import Room
from app.services.spans import Span
from models import Attendee, Mixer, Round, RoundState, Seat, Space

SHORTEST = timedelta(minutes=3)
"""For less than this nobody sits down: it would use up a table of people for a greeting."""


class NoChair(Refused):
    """The place at a table has gone, or somebody has come to it in the meantime."""

    status = 409
    message = "That table has no place for them any more. Nothing was changed."


def is_time(stage: Stage) -> bool:
    """Whether it is worth while to sit down in the round that is running."""
    is_played = stage.phase in {Phase.RUNNING, Phase.PAUSED}
    return is_played and timedelta(seconds=stage.seconds_left) >= SHORTEST


def standing(session: Session, mixer: Mixer, stage: Stage, *, now: datetime) -> frozenset[int]:
    """Give who is there and has no seat in the round that is running, while one is worth it."""
    return _standing(_running(session, mixer, stage, now=now)) if is_time(stage) else frozenset()


def chairs(
    session: Session, mixer: Mixer, space: Space, stage: Stage, *, now: datetime
) -> dict[int, int | None]:
    """Give for each of them the table at which they sit best now; None where there is no place."""
    if not is_time(stage):
        return {}
    room = _running(session, mixer, stage, now=now)
    free = {one: _free(room, one) for one in sorted(_standing(room))}
    if not any(free.values()):
        return dict.fromkeys(free)
    try:
        question = matchmaking_mixers.question(session, room, space, shown=None)
    except CannotBePlanned:
        return dict.fromkeys(free)
    fitting = matchmaking_chairs.fitting
    return {one: next(iter(fitting(question, one, tables)), None) for one, tables in free.items()}


def take(
    session: Session,
    mixer: Mixer,
    space: Space,
    attendee_id: int,
    *,
    number: int,
    table: int,
    now: datetime,
) -> None:
    """Seat somebody at a table of the round that is running; a second time changes nothing."""
    evenings.take(session, mixer.id)
    stage = evenings.stage(session, mixer.id, now=now)
    if stage.number != number or not is_time(stage):
        raise Conflict
    room = _running(session, mixer, stage, now=now)
    seat = room.seats[number].get(attendee_id)
    if attendee_id not in room.ids or (seat and seat.table != table):
        raise Conflict
    if seat:
        return
    question = matchmaking_mixers.question(session, room, space, shown=None)
    if not matchmaking_chairs.fitting(question, attendee_id, _free(room, attendee_id) & {table}):
        raise NoChair
    _sit_down(session, mixer, attendee_id, number=number, table=table, now=now)


def give_back(session: Session, attendee_id: int) -> None:
    """Take the seat away again of somebody who was noted as there by mistake."""
    running = select(Round.id).where(Round.state == RoundState.RUNNING)
    session.execute(
        delete(Seat).where(
            Seat.attendee_id == attendee_id,
            Seat.taken_at.is_not(None),
            Seat.round_id.in_(running),
        )
    )


def _running(session: Session, mixer: Mixer, stage: Stage, *, now: datetime) -> Room:
    return seating_room.running(session, mixer, stage.number, now=now)


def _standing(room: Room) -> frozenset[int]:
    (number,) = room.numbers
    return room.ids - room.seats[number].keys()


def _free(room: Room, one: int) -> set[int]:
    """Give the tables with a free chair at which somebody may be held, whatever the rules say."""
    (number,) = room.numbers
    seats = {other: seat.table for other, seat in room.seats[number].items() if other in room.ids}
    free = {
        table for table, count in Counter(seats.values()).items() if count < room.mixer.table_size
    }
    held = {seats[other] for pair in room.together if one in pair for other in {*pair} & {*seats}}
    if one in room.hosts:
        held.add(room.hosts[one])
    return {table for table in free if held <= {table}}


def _sit_down(
    session: Session, mixer: Mixer, attendee_id: int, *, number: int, table: int, now: datetime
) -> None:
    row = session.scalars(
        select(Round.id).where(Round.mixer_id == mixer.id, Round.number == number)
    ).one()
    session.add(Seat(round_id=row, attendee_id=attendee_id, table_number=table, taken_at=now))
    session.flush()
    attendee = session.get_one(Attendee, attendee_id, populate_existing=True)
    said = spans.span_of(attendee, mixer)
    # Whoever meant to come later is there now already.
    here = Span(first=min(said.first, number), last=max(said.last, number))
    spans.keep(session, mixer, attendee, here)
