"""Forgetting what need not be known any longer."""

from datetime import UTC, datetime
from functools import partial

from flask import Flask

from app.extensions import db
from app.jobs.one_by_one import done_for_each
from app.services import photos, retention
from app.services.members import erasure
from models import Space


def forget_due(app: Flask) -> int:
    """Count finished weeks, then delete what is older than each space keeps it.

    Space by space, so that others can write in between.
    """
    now = datetime.now(UTC)
    with db.reading() as session:
        spaces = retention.spaces(session)
    forgotten = done_for_each(spaces, partial(_forget_visits, now=now))
    with db.transaction() as session:
        forgotten += retention.forget_guest_lists(session, now=now)
        retention.forget_leftovers(session, now=now)
    with db.reading() as session:
        strays = photos.orphans(session, app.config["SETTINGS"].photos, now=now)
    for stray in strays:
        stray.unlink(missing_ok=True)
    erasure.settle(db.engine)  # also what somebody deleted while others read
    return forgotten


def _forget_visits(space_id: int, *, now: datetime) -> int:
    with db.transaction() as session:
        space = session.get_one(Space, space_id)
        retention.count_weeks(session, space, now=now)
        return retention.forget_visits(session, space, now=now)
