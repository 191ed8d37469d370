"""Introductions for the spaces in which somebody has arrived or changed."""

from datetime import UTC, datetime

from flask import Flask

from app import introducing
from app.extensions import db
from app.jobs.one_by_one import done_for_each
from app.services.introductions import introductions

GOES = 10
"""So many times in a row; letters and other chores wait meanwhile."""


def propose_due(_app: Flask) -> int:
    """Propose introductions where they are due and say how many were made."""
    now = datetime.now(UTC)
    with db.reading() as session:
        spaces = introductions.due(session, now=now)
    return done_for_each(spaces, introducing.look)


def ask_whether_met(_app: Flask) -> int:
    """Note the letters that ask "did you meet?", some at a time, and say how many."""
    asked = 0
    for _go in range(GOES):
        with db.transaction() as session:
            noted = introductions.ask_whether_met(session, now=datetime.now(UTC))
        asked += noted
        if not noted:
            break
    return asked
