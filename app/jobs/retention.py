"""Forgetting what need not be known any longer."""

from datetime import UTC, datetime

from flask import Flask

from app.extensions import db
from app.services import erasure, photos, retention


def forget_due(app: Flask) -> int:
    """Count finished weeks, then delete what is older than each space keeps it."""
    now = datetime.now(UTC)
    with db.transaction() as session:
        retention.count_weeks(session, now=now)
        forgotten = retention.forget_visits(session, now=now)
        forgotten += retention.forget_guest_lists(session, now=now)
        retention.forget_leftovers(session, now=now)
    with db.reading() as session:
        strays = photos.orphans(session, app.config["SETTINGS"].photos, now=now)
    for stray in strays:
        stray.unlink(missing_ok=True)
    erasure.settle(db.engine)  # also what somebody deleted while others read
    return forgotten
