"""Harbour Yard: the place itself, its zones, its hours and its rules."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SLUG = "harbour-yard"
NAME = "Harbour Yard"
TIME_ZONE = "Europe/Copenhagen"
ADDRESS = "Dokvej 12, by the lock"
WELCOME = (
    "Coffee is on the left, the quiet room on the right, and the soup is on Thursdays. "
    "Tell Helle or Samuel if something squeaks."
)
MONTHS_DAYS = 182
"""How far back the story goes: six months, in days."""
RETENTION_DAYS = 190
"""So that the whole story can be looked at; a new space keeps raw visits for 30 days."""


@dataclass(frozen=True, slots=True)
class SeedZone:
    """A part of the space, and how many of a hundred people sit there."""

    name: str
    share: float


ZONES = (
    SeedZone("Window desks", 0.36),
    SeedZone("Quiet room", 0.18),
    SeedZone("Workshop", 0.16),
    SeedZone("Kitchen table", 0.20),
    SeedZone("Sofas by the stairs", 0.10),
)

# Members have a key. It also lets a demo that is started at night have people in it.
OPENS = time(0, 0)
CLOSES = time(23, 59)
WEEKDAYS = range(7)


def moment(day: date, hours: float) -> datetime:
    """Give the moment in UTC at which the clock on the wall shows so many hours on that day."""
    minutes = min(max(round(hours * 60), 0), 23 * 60 + 59)
    local = datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(TIME_ZONE))
    return local.astimezone(UTC)


def closing(day: date) -> datetime:
    """Give the moment in UTC at which the space closes on that day."""
    return datetime.combine(day, CLOSES, ZoneInfo(TIME_ZONE)).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Give the moment in UTC at which the day is over, which is later than closing."""
    midnight = datetime.combine(day + timedelta(days=1), time(0, 0), ZoneInfo(TIME_ZONE))
    return midnight.astimezone(UTC)


def today(now: datetime) -> date:
    """Give the day that it is in the space."""
    return now.astimezone(ZoneInfo(TIME_ZONE)).date()
