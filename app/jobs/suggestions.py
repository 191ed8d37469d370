"""Introductions for the spaces in which somebody has arrived or changed."""

from datetime import UTC, datetime

from flask import Flask

from app.extensions import db
from app.services import introductions
from models import Space


def propose_due(_app: Flask) -> int:
    """Propose introductions where they are due and say how many were made."""
    now = datetime.now(UTC)
    with db.reading() as session:
        spaces = introductions.due(session, now=now)
    return sum(_propose(space_id, now) for space_id in spaces)


def _propose(space_id: int, now: datetime) -> int:
    with db.transaction() as session:
        space = session.get(Space, space_id)
        return len(introductions.propose(session, space, now=now)) if space else 0


def ask_whether_met(_app: Flask) -> int:
    """Note the letters that ask "did you meet?" and say how many."""
    with db.transaction() as session:
        return introductions.ask_whether_met(session, now=datetime.now(UTC))
