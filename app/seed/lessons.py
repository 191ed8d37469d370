"""What the demo space has learned from half a year of answers, by the code of every night."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.seed.load import demo_space
from app.services.introductions import lessons
from app.services.matchmaking import matchmaking_lessons, matchmaking_past

DAYS = 180
"""So far back the matching looks, which takes some seconds: as far as the story goes."""


def teach(session: Session, *, now: datetime) -> bool:
    """Let the demo space learn, once; say whether it did. The caller commits."""
    space = demo_space(session)
    if space is None or lessons.newest(session, space) is not None:
        return False
    matchmaking_past.note_parts(session, space, days=DAYS, today=space.today(now))
    lesson = matchmaking_lessons.learned(session, space, now=now)
    return lesson is not None and matchmaking_lessons.keep(session, lesson)
