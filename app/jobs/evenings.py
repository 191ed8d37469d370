"""Ending the evenings whose last round nobody ended, so that those who met remember it."""

from datetime import UTC, datetime

from flask import Flask

from app.extensions import db
from app.services import rounds
from models import Space


def end_forgotten(_app: Flask) -> int:
    """End what is long over and say how many."""
    now = datetime.now(UTC)
    with db.transaction() as session:
        found = rounds.forgotten(session, now=now)
        for mixer in found:
            rounds.finish(session, mixer, session.get_one(Space, mixer.space_id), now=now)
    return len(found)
