"""Ending the evenings whose last round nobody ended, so that those who met remember it."""

from datetime import UTC, datetime
from functools import partial

from flask import Flask

from app.extensions import db
from app.jobs.one_by_one import done_for_each
from app.services.mixers import rounds
from models import Space


def end_forgotten(_app: Flask) -> int:
    """End what is long over and say how many."""
    now = datetime.now(UTC)
    with db.reading() as session:
        found = [mixer.id for mixer in rounds.forgotten(session, now=now)]
    return done_for_each(found, partial(_end, now=now))


def _end(mixer_id: int, *, now: datetime) -> bool:
    with db.transaction() as session:
        # Looked at anew: another process may have ended it, or a host begun another round.
        mixer = next(
            (one for one in rounds.forgotten(session, now=now) if one.id == mixer_id), None
        )
        if mixer is not None:
            rounds.finish(session, mixer, session.get_one(Space, mixer.space_id), now=now)
    return mixer is not None
