"""A first round that began too early, with half of the people at the door still: taken back.

As long as nobody can have met in it, it is as if it had not begun: nobody sits anywhere yet, and
whoever was taken as there, since nobody had been noted at the door, is missing again. An evening
that was begun before its day is of the day for which it was announced. Of a later
round there is no way back: with it the one before was closed, and who met in that is written down.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.errors import Conflict, Refused
from app.services.evenings import evenings
from app.services.evenings.evenings import Stage
from app.services.mixers import rounds
from app.services.seating import rsvps, seating_chairs, seating_people
from models import Evening, Mixer, Round, RoundState

FIRST = 1
A_DAY = 24 * 60 * 60


class TooLate(Refused):
    """People have had time to meet."""

    status = 409
    message = "Round 1 has gone on for too long to be taken back. Nothing was changed."


def can_take_back(mixer: Mixer, stage: Stage) -> bool:
    """Whether the first round may still be as if it had not begun."""
    is_first = stage.is_under_way and stage.number == FIRST
    return is_first and stage.lasted < mixer.shortest_meeting


def second_of(moment: datetime) -> int:
    """Give the second of the day in which a round began, by which a form names the beginning."""
    return int(moment.timestamp()) % A_DAY


def take_back(session: Session, mixer: Mixer, *, seen: int, now: datetime) -> None:
    """Let the first round be as if it had not begun, for everybody.

    `seen` names the beginning that the host saw: another host may have taken that back already,
    and let the round begin anew.
    """
    rsvps.take_turns(session, mixer)
    evening = evenings.take(session, mixer.id)
    row = session.scalar(
        select(Round)
        .where(Round.mixer_id == mixer.id, Round.number == FIRST, Round.state == RoundState.RUNNING)
        .execution_options(populate_existing=True)
    )
    if row is None or row.started_at is None or second_of(row.started_at) != seen:
        raise Conflict
    if not can_take_back(mixer, evenings.stage(session, mixer.id, now=now)):
        raise TooLate
    seating_people.not_come_yet(session, mixer, row.started_at)
    seating_chairs.forget_times(session, row.id)
    _put_back(mixer, evening, rounds.minute_of(row.started_at))
    row.state, row.extensions, row.pauses = RoundState.PLANNED, 0, []
    row.started_at = row.ends_at = row.paused_at = None
    session.flush()


def _put_back(mixer: Mixer, evening: Evening, minute: datetime) -> None:
    """Give an evening that was brought forward its day again, unless a host has chosen another."""
    announced, evening.announced_for = evening.announced_for, None
    if announced is not None and mixer.starts_at == minute:
        mixer.starts_at, mixer.ends_at = announced, announced + (mixer.ends_at - minute)
        mixer.sequence += 1
