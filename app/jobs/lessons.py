"""The nightly lesson of each space in which there were answers."""

from datetime import UTC, datetime
from functools import partial

from flask import Flask

from app.extensions import db
from app.jobs.one_by_one import done_for_each
from app.services.matchmaking import matchmaking_lessons
from models import Space


def teach_due(_app: Flask) -> int:
    """Teach where a lesson is due and say how many were; learning takes no lock, only keeping."""
    now = datetime.now(UTC)
    with db.reading() as session:
        spaces = matchmaking_lessons.due(session, now=now)
    return done_for_each(spaces, partial(_teach, now=now))


def _teach(space_id: int, *, now: datetime) -> bool:
    with db.reading() as session:
        space = session.get(Space, space_id)
        lesson = matchmaking_lessons.learned(session, space, now=now) if space else None
    if lesson is None:
        return False
    with db.transaction() as session:
        return matchmaking_lessons.keep(session, lesson)
