"""Whoever comes back in the middle of a round: what the first stay came to, and whose the chair is.

The first stay is kept as an earlier seat, its meetings are written down at once, and a new stay
begins, so that nobody has met a table while they were away. Where somebody else has taken the
chair meanwhile, they have none, and are offered a free one as whoever comes late
(`seating_chairs`). Whoever was away for a moment, or for a tap by mistake, goes on sitting there.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.services.evenings import evenings, pauses
from app.services.seating import round_encounters
from app.services.seating.round_encounters import Played
from models import Attendee, EarlierSeat, Mixer, Round, RoundState, Seat, Space

A_MOMENT = timedelta(minutes=3)


def was_a_moment_ago(at: datetime | None, *, now: datetime) -> bool:
    """Whether what was noted then is so fresh that it may have been a mistake."""
    return at is not None and now - at < A_MOMENT


def begin_anew(session: Session, which: ColumnElement[bool], *, now: datetime) -> None:
    """Note of those who have a seat in a running round and are not there that they now are."""
    chairs = (
        select(
            *(Attendee.id, Attendee.mixer_id, Attendee.arrived_at, Attendee.left_at),
            Round.id.label("round_id"),
            *(Round.started_at, Round.ends_at, Round.paused_at, Round.pauses),
            *(Seat.table_number, Seat.taken_at),
        )
        .join(Seat, Seat.attendee_id == Attendee.id)
        .join(Round, Round.id == Seat.round_id)
        .where(
            which,
            # Whoever was noted as there by mistake has a seat as well, until they come.
            or_(Attendee.arrived_at.is_(None), Attendee.left_at.is_not(None)),
            Round.state == RoundState.RUNNING,
        )
    )
    for mixer_id in {row.mixer_id for row in session.execute(chairs)}:
        # Until this is done, nobody sits down on a chair of theirs that was free.
        evenings.take(session, mixer_id)
    for row in session.execute(chairs).all():
        _begin_anew(session, session.get_one(Mixer, row.mixer_id), row, now)


def _begin_anew(
    session: Session, mixer: Mixer, chair: Row[*tuple[Any, ...]], now: datetime
) -> None:
    is_played = chair.paused_at is not None or now < chair.ends_at
    is_taken = is_played and _others(session, chair) >= mixer.table_size
    was_there = chair.arrived_at is not None and was_a_moment_ago(chair.left_at, now=now)
    if was_there and not is_taken:
        return
    played = _as_if_it_went_on(chair, now)
    space = session.get_one(Space, mixer.space_id)
    round_encounters.write(session, mixer, space, played, now=now, of=chair.id)
    _keep(session, chair)
    is_theirs = (Seat.round_id == chair.round_id) & (Seat.attendee_id == chair.id)
    if is_taken:
        session.execute(delete(Seat).where(is_theirs))
        return
    session.execute(
        update(Seat)
        .where(is_theirs)
        .values(taken_at=now)
        .execution_options(synchronize_session=False)
    )


def _as_if_it_went_on(chair: Row[*tuple[Any, ...]], now: datetime) -> Played:
    """Give the round as it is once it goes on: a break that lasts still is no time at a table."""
    if chair.paused_at is None:
        return Played(chair.round_id, chair.started_at, chair.ends_at, chair.pauses)
    still = pauses.pause(chair.paused_at, now)
    until = chair.ends_at + (now - chair.paused_at)
    return Played(chair.round_id, chair.started_at, until, [*chair.pauses, still])


def _keep(session: Session, chair: Row[*tuple[Any, ...]]) -> None:
    since = chair.taken_at or chair.started_at
    # Whoever was noted as there by mistake, or had left before the round, has not sat there.
    if chair.arrived_at is None or chair.left_at is None or chair.left_at <= since:
        return
    session.add(
        EarlierSeat(
            round_id=chair.round_id,
            attendee_id=chair.id,
            table_number=chair.table_number,
            since=since,
            until=chair.left_at,
        )
    )
    session.flush()


def _others(session: Session, chair: Row[*tuple[Any, ...]]) -> int:
    counted = (
        select(func.count())
        .select_from(Seat)
        .join(Attendee, Attendee.id == Seat.attendee_id)
        .where(
            Seat.round_id == chair.round_id,
            Seat.table_number == chair.table_number,
            Seat.attendee_id != chair.id,
            Attendee.arrived_at.is_not(None),
            Attendee.left_at.is_(None),
        )
    )
    return session.scalar(counted) or 0
