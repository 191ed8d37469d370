"""What the clock on the wall of a space says of moments: when it closes, when it is two.

Every answer is a moment in UTC. On the day on which the clock is put back, an hour
comes twice: the next time that the clock reads it is meant. On the day on which it is
put forward, an hour is missing: what falls into it is meant as if the clock ran on.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.errors import Refused
from models import OpeningHours, Space

ONE_DAY = timedelta(days=1)
PASSED = "That time has passed. Choose a later one, or stay open to a chat."


def hours_of(session: Session, space: Space) -> dict[int, tuple[time, time]]:
    """Give the opening hours by weekday."""
    rows = session.execute(
        select(OpeningHours.weekday, OpeningHours.opens, OpeningHours.closes)
        .where(OpeningHours.space_id == space.id)
        .order_by(OpeningHours.weekday)
    )
    return {row.weekday: (row.opens, row.closes) for row in rows}


def closing_time(session: Session, space: Space, *, now: datetime) -> datetime:
    """Give the moment at which a stay that begins now ends by itself.

    That is the next closing time of hours that began yesterday or today, or else
    the end of the local day: without hours on that day, and for who comes later.
    """
    today = space.today(now)
    hours = hours_of(session, space)
    for day in (today - ONE_DAY, today):
        if day.weekday() not in hours:
            continue
        opens, closes = hours[day.weekday()]
        last_day = day if opens < closes else day + ONE_DAY
        for moment in _readings(space, last_day, closes):
            if now < moment:
                return moment
    return end_of_day(space, today)


def end_of_day(space: Space, day: date) -> datetime:
    """Give the moment at which a local day is over."""
    return next(_readings(space, day + ONE_DAY, time.min))


def next_time(space: Space, wall: time, *, now: datetime, before: datetime) -> datetime:
    """Give the next moment at which the clock on the wall reads so, today or before a moment.

    Raises Refused when it has passed.
    """
    today = space.today(now)
    for day in (today, today + ONE_DAY):
        for moment in _readings(space, day, wall):
            if now < moment and (day == today or moment <= before):
                return moment
    raise Refused(PASSED)


def moment(space: Space, day: date, wall: time) -> datetime:
    """Give the first moment of a day at which the clock on the wall reads so."""
    return next(_readings(space, day, wall))


def _readings(space: Space, day: date, wall: time) -> Iterator[datetime]:
    # Twice the same moment on all but one day of the year.
    for fold in (0, 1):
        shown = datetime.combine(day, wall, ZoneInfo(space.time_zone)).replace(fold=fold)
        yield shown.astimezone(UTC)
