"""How far an evening has come: the one row that every change takes first, and what it says now."""

import enum
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, exists, select, update
from sqlalchemy.orm import Session

from app.services import once
from app.services.errors import Conflict
from app.services.evenings import pauses
from models import Evening, Mixer, Round, RoundState


class Phase(enum.Enum):
    """What is going on."""

    UNPLANNED = "unplanned"
    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    MOVING = "moving"
    """The time of a round is up: people go to their next table, or the evening is over."""
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """An evening at one moment, the same for everybody who looks."""

    version: int
    seating: int
    phase: Phase
    number: int
    """Of the round that is running, or was last; 0 before the first."""
    rounds: int
    """How many there are: played, running and still planned."""
    next_number: int | None
    """Of the round that comes next, if one is planned."""
    began_at: datetime | None
    ends_at: datetime | None
    seconds_left: int
    lasted: timedelta
    """How long that round has gone on; while it paused it has not."""
    extensions: int

    @property
    def is_open(self) -> bool:
        """Whether anything of it is still to come."""
        return self.phase is not Phase.FINISHED

    @property
    def is_under_way(self) -> bool:
        """Whether rounds are being played."""
        return self.phase in {Phase.RUNNING, Phase.PAUSED, Phase.MOVING}

    @property
    def has_seats(self) -> bool:
        """Whether anybody may still need a seat: nobody does once the last round is over."""
        return self.is_open and (self.phase is not Phase.MOVING or self.next_number is not None)

    @property
    def shown_number(self) -> int | None:
        """Give the round whose tables matter now: the one to go to, or the one one sits in."""
        if self.phase in {Phase.READY, Phase.MOVING} and self.next_number is not None:
            return self.next_number
        return self.number or self.next_number


NOTHING = Stage(
    version=0,
    seating=0,
    phase=Phase.UNPLANNED,
    number=0,
    rounds=0,
    next_number=None,
    began_at=None,
    ends_at=None,
    seconds_left=0,
    lasted=timedelta(0),
    extensions=0,
)


def stage(session: Session, mixer_id: int, *, now: datetime) -> Stage:
    """Give how far the evening of a mixer has come, in one query."""
    rows = session.execute(_rounds(), {"mixer_id": mixer_id}).all()
    if not rows:
        return NOTHING
    begun = [row for row in rows if row.state in {RoundState.RUNNING, RoundState.DONE}]
    last = begun[-1] if begun else None
    planned = [row.number for row in rows if row.state is RoundState.PLANNED]
    left = _left(last, now)
    return Stage(
        version=rows[0].version,
        seating=rows[0].seating,
        phase=_phase(rows, last, left),
        number=last.number if last else 0,
        rounds=sum(row.number is not None for row in rows),
        next_number=min(planned, default=None),
        began_at=last.started_at if last else None,
        ends_at=last.ends_at if last else None,
        seconds_left=left,
        lasted=_lasted(last, now) if last else timedelta(0),
        extensions=last.extensions if last else 0,
    )


def _lasted(row: Row[*tuple[Any, ...]], now: datetime) -> timedelta:
    return pauses.played(row.started_at, min(row.ends_at, row.paused_at or now), row.pauses)


def _left(row: Row[*tuple[Any, ...]] | None, now: datetime) -> int:
    if row is None or row.state is RoundState.DONE:
        return 0
    left: timedelta = row.ends_at - (row.paused_at or now)
    return max(0, math.ceil(left.total_seconds()))


def _phase(
    rows: Sequence[Row[*tuple[Any, ...]]], last: Row[*tuple[Any, ...]] | None, left: int
) -> Phase:
    if rows[0].finished_at is not None:
        return Phase.FINISHED
    if last is None:
        return Phase.READY if any(row.number for row in rows) else Phase.UNPLANNED
    if last.state is RoundState.DONE or not left:
        return Phase.MOVING
    return Phase.RUNNING if last.paused_at is None else Phase.PAUSED


@cache
def _rounds() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Evening.version,
            Evening.seating,
            Evening.finished_at,
            Round.number,
            Round.state,
            Round.started_at,
            Round.ends_at,
            Round.paused_at,
            Round.pauses,
            Round.extensions,
        )
        .select_from(Evening)
        .outerjoin(Round, Round.mixer_id == Evening.mixer_id)
        .where(Evening.mixer_id == bindparam("mixer_id"))
        .order_by(Round.number)
    )


def is_on(session: Session, mixer: Mixer, *, now: datetime) -> bool:
    """Whether one may still come: until the announced end, or for as long as rounds are played.

    A host may end an evening before its time, or let it go on beyond.
    """
    return is_on_at(stage(session, mixer.id, now=now), mixer, now=now)


def is_on_at(stage: Stage, mixer: Mixer, *, now: datetime) -> bool:
    """Say the same to whoever has looked how far it has come."""
    if mixer.cancelled_at is not None:
        return False
    return stage.is_under_way or (mixer.is_on(now) and stage.is_open)


def is_played() -> ColumnElement[bool]:
    """Say of a mixer that its rounds are being played, which may go on after the announced end."""
    running = exists().where(Round.mixer_id == Mixer.id, Round.state == RoundState.RUNNING)
    return running.correlate(Mixer)


def has_ended() -> ColumnElement[bool]:
    """Say of a mixer that its evening was ended, which may be before the announced time."""
    ended = exists().where(Evening.mixer_id == Mixer.id, Evening.finished_at.is_not(None))
    return ended.correlate(Mixer)


def take(session: Session, mixer_id: int) -> Evening:
    """Take the row for a change, count it up, and keep others waiting until the commit.

    The mixer comes first, as for whoever takes turns (`rsvps`): of two who need both, neither
    waits for the other.
    """
    session.execute(select(Mixer.id).where(Mixer.id == mixer_id).with_for_update(key_share=True))
    counted = session.execute(
        update(Evening)
        .where(Evening.mixer_id == mixer_id, Evening.finished_at.is_(None))
        .values(version=Evening.version + 1)
        .returning(Evening.mixer_id)
        .execution_options(synchronize_session=False)
    )
    if counted.first() is None:
        raise Conflict
    return session.get_one(Evening, mixer_id, populate_existing=True)


def open_for(session: Session, mixer_id: int) -> None:
    """Make the row of a mixer that is planned for the first time."""
    once.add(session, Evening, mixer_id=mixer_id, version=1, seating=0)
