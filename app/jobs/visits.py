"""Closing the stays whose space has closed."""

from datetime import UTC, datetime

from flask import Flask

from app.extensions import db
from app.services.presence import presence


def close_due(_app: Flask) -> int:
    """Check out everybody whose space has closed and say how many."""
    with db.transaction() as session:
        return presence.close_due(session, now=datetime.now(UTC))
