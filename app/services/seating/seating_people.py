"""Who comes and who leaves while an evening runs, as the host sees it; see also `doors`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select, update
from sqlalchemy.orm import Session

from app.services import departures
from app.services.errors import Conflict
from app.services.evenings import attendees
from app.services.evenings.evenings import Phase, Stage
from app.services.seating import seating_guests
from app.services.texts import folded
from models import Attendee, Mixer, Round, RoundState, Rsvp, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Comer:
    """Somebody on the host's list of the evening."""

    id: int
    name: str
    company: str
    is_member: bool
    first_round: int | None
    last_round: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comers:
    """Who is there, who is to come, who would if there were a place, and who has left, by name."""

    there: list[Comer]
    missing: list[Comer]
    waiting: list[Comer]
    left: list[Comer]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSeat:
    """The table of somebody in the next round they take part in."""

    name: str
    number: int
    table: int


def tables_now(session: Session, mixer: Mixer, stage: Stage) -> dict[int, int]:
    """Give the table at which each has their seat in the round that is running."""
    if stage.phase not in {Phase.RUNNING, Phase.PAUSED}:
        return {}
    seats = (
        select(Seat.attendee_id, Seat.table_number)
        .join(Round, Round.id == Seat.round_id)
        .where(Round.mixer_id == mixer.id, Round.number == stage.number)
    )
    return {row.attendee_id: row.table_number for row in session.execute(seats)}


def comers(session: Session, mixer: Mixer, *, now: datetime) -> Comers:
    """Give who is there, who said they would come and has not yet, and who has left."""
    rows = session.execute(
        seating_guests.attendees(departures.has_left_since(mixer, now=now)).where(
            Attendee.mixer_id == mixer.id,
            attendees.is_seated(mixer, now=now),
            or_(
                Attendee.arrived_at.is_not(None),
                Attendee.left_at.is_not(None),
                Attendee.reply.in_([Rsvp.GOING, Rsvp.WAITING]),
            ),
        )
    ).all()
    sorted_rows = sorted(rows, key=lambda row: (folded(row.name), row.id))
    there = [row for row in sorted_rows if row.arrived_at and not row.left_at]
    left = [row for row in sorted_rows if row.left_at]
    ahead = [row for row in sorted_rows if not row.arrived_at and not row.left_at]
    return Comers(
        there=list(map(_comer, there)),
        missing=[_comer(row) for row in ahead if row.reply is not Rsvp.WAITING],
        waiting=[_comer(row) for row in ahead if row.reply is Rsvp.WAITING],
        left=list(map(_comer, left)),
    )


def leave(session: Session, mixer: Mixer, attendee_id: int, *, now: datetime) -> None:
    """Note that somebody has left, or did not turn up."""
    changed = session.execute(
        update(Attendee)
        .where(
            Attendee.mixer_id == mixer.id,
            Attendee.id == attendee_id,
            Attendee.left_at.is_(None),
        )
        .values(left_at=now)
        .returning(Attendee.id)
        .execution_options(synchronize_session=False)
    )
    if changed.first() is None:
        raise Conflict


def next_seats(
    session: Session, mixer: Mixer, ids: Collection[int], *, now: datetime
) -> dict[int, NextSeat]:
    """Give where people sit next, for a host who is asked; who has no seat planned is left out."""
    rows = session.execute(
        select(Seat.attendee_id, Round.number, Seat.table_number)
        .join(Seat, Seat.round_id == Round.id)
        .where(Seat.attendee_id.in_(ids), Round.state == RoundState.PLANNED)
        .order_by(Round.number.desc())
    ).all()
    names = seating_guests.labels(session, mixer, now=now) if rows else {}
    return {
        row.attendee_id: NextSeat(
            name=names[row.attendee_id], number=row.number, table=row.table_number
        )
        for row in rows
    }


def tables_in(session: Session, mixer: Mixer, number: int | None) -> dict[int, int]:
    """Give the table of each attendee in a round, for a host who is asked; no round has none."""
    if number is None:
        return {}
    rows = session.execute(
        select(Seat.attendee_id, Seat.table_number)
        .join(Round, Round.id == Seat.round_id)
        .where(Round.mixer_id == mixer.id, Round.number == number)
        .order_by(Seat.attendee_id)
    )
    return {row.attendee_id: row.table_number for row in rows}


def is_anybody_noted(session: Session, mixer: Mixer) -> bool:
    """Whether anybody was noted at the door."""
    there = and_(Attendee.mixer_id == mixer.id, Attendee.arrived_at.is_not(None))
    return session.scalar(select(Attendee.id).where(there).limit(1)) is not None


def take_as_come(session: Session, mixer: Mixer, *, now: datetime) -> None:
    """Take all who come to round 1 as there since the moment at which it began.

    For an evening at which nobody was noted at the door, in one step with the beginning: were
    that to fail, nobody would be there. By the moment they are known again if it is taken back:
    no tap of a host is of the same.
    """
    session.execute(
        update(Attendee)
        .where(
            Attendee.mixer_id == mixer.id,
            Attendee.reply == Rsvp.GOING,
            Attendee.arrived_at.is_(None),
            Attendee.left_at.is_(None),
            Attendee.first_round.is_(None),
            attendees.is_seated(mixer, now=now),
        )
        .values(arrived_at=now)
        .execution_options(synchronize_session=False)
    )


def not_come_yet(session: Session, mixer: Mixer, began_at: datetime) -> None:
    """Let those who were taken as there when a round began be missing again."""
    session.execute(
        update(Attendee)
        .where(Attendee.mixer_id == mixer.id, Attendee.arrived_at == began_at)
        .values(arrived_at=None)
        .execution_options(synchronize_session=False)
    )


def _comer(row: Row[*tuple[Any, ...]]) -> Comer:
    return Comer(
        id=row.id,
        name=row.name,
        company=row.company,
        is_member=row.member_id is not None,
        first_round=row.first_round,
        last_round=row.last_round,
    )
