"""The mixers of a space at one glance, for its hosts: what comes, what is going on, what was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.services.evenings import attendees, evenings
from models import Attendee, Mixer, Round, RoundState, Rsvp, Space

MOST_AHEAD = 3
STILL_NEWS = timedelta(days=31)
"""So long after an evening its effect is worth a look; after 30 days all of it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A mixer to come, or one that is going on."""

    mixer: Mixer
    going: int
    waiting: int
    invited: int
    """Who was invited and has not answered yet."""
    is_under_way: bool


def ahead(session: Session, space: Space, *, now: datetime) -> list[Ahead]:
    """Give the next mixers with how many come; one that is played comes first, however late."""
    begun = _rounds(RoundState.RUNNING, RoundState.DONE)
    counts = (
        func.count().filter(Attendee.reply == reply).label(reply.value)
        for reply in (Rsvp.GOING, Rsvp.WAITING, Rsvp.INVITED)
    )
    welcome = attendees.is_welcome_to_any(space, now=now)
    rows = session.execute(
        select(Mixer, *counts, begun.label("is_under_way"))
        .outerjoin(Attendee, and_(Attendee.mixer_id == Mixer.id, welcome))
        .where(
            Mixer.space_id == space.id,
            Mixer.cancelled_at.is_(None),
            ~evenings.has_ended(),
            or_(Mixer.ends_at > now, evenings.is_played()),
        )
        .group_by(Mixer.id)
        .order_by(Mixer.starts_at, Mixer.id)
        .limit(MOST_AHEAD)
    )
    return [
        Ahead(
            mixer=row.Mixer,
            going=row.going,
            waiting=row.waiting,
            invited=row.invited,
            is_under_way=bool(row.is_under_way),
        )
        for row in rows
    ]


def last(session: Session, space: Space, *, now: datetime) -> Mixer | None:
    """Give the last evening that was played, as long as what came of it is news.

    One that was begun before its time may be over before it was to begin.
    """
    return session.scalar(
        select(Mixer)
        .where(
            Mixer.space_id == space.id,
            Mixer.starts_at >= now - STILL_NEWS,
            _rounds(RoundState.DONE),
            or_(Mixer.ends_at <= now, evenings.has_ended()),
        )
        .order_by(Mixer.starts_at.desc(), Mixer.id.desc())
        .limit(1)
    )


def _rounds(*states: RoundState) -> ColumnElement[bool]:
    return exists().where(Round.mixer_id == Mixer.id, Round.state.in_(states)).correlate(Mixer)
