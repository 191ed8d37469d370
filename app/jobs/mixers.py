"""What is due around mixers: places that came free, and letters on the day before."""

from datetime import UTC, datetime

from flask import Flask

from app.extensions import db
from app.services.evenings import mixer_letters
from app.services.seating import rsvps


def move_up(_app: Flask) -> int:
    """Give free places to those who wait, and say how many moved up."""
    with db.transaction() as session:
        return rsvps.move_up_everywhere(session, now=datetime.now(UTC))


def remind(_app: Flask) -> int:
    """Note the letters of the day before, and say how many."""
    with db.transaction() as session:
        return mixer_letters.remind(session, now=datetime.now(UTC))
