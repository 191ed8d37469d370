"""Who came when: a habit makes a week, a week makes six months, and today is always busy."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from app.seed import space
from app.seed.members import Habit, SeedMember

FEWEST_TODAY, MOST_TODAY = 43, 47
LEFT_EARLIER_TODAY = 5
_NOON = 11.5
_LATEST = 21.5
# Monday to Sunday: how busy the house is, as a factor on everybody's habit.
_WEEK = (0.9, 1.05, 1.1, 1.05, 0.8, 0.16, 0.1)
_CHANCE = {
    Habit.REGULAR: 0.54,
    Habit.PART_TIME: 0.06,
    Habit.OCCASIONAL: 0.07,
    Habit.NEWCOMER: 0.5,
    Habit.LAPSED: 0.45,
    Habit.NEVER: 0.0,
}
_CHANCE_ON_OWN_DAYS = 0.56
_SOURCES = ("self", "kiosk", "door", "host")
_SOURCE_SHARES = (0.8, 0.12, 0.05, 0.03)
_LISTED_VISITS = 0.93
_ELSEWHERE = 0.3
_HEADS_DOWN_SHARE = 0.22
_HEADS_DOWN_TODAY = 0.45
_FORGOT_TO_LEAVE = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedVisit:
    """One stay of the member with this number, in the zone with this number."""

    member: int
    zone: int
    source: str
    day: date
    is_listed: bool
    heads_down_until: datetime | None
    checked_in_at: datetime
    checked_out_at: datetime | None
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Habits:
    """What is usual for each member: chance by weekday, hour of arrival, favourite zone."""

    chance: npt.NDArray[np.float64]
    """Shape (members, 7): the chance to come on each weekday."""
    arrives: npt.NDArray[np.float64]
    """Shape (members,): the usual hour by the clock on the wall."""
    zone: npt.NDArray[np.int_]
    """Shape (members,): where they like to sit."""
    gone_days: npt.NDArray[np.int_]
    """Shape (members,): days since which they have not been seen; 0 for those who still come."""


def habits(people: Sequence[SeedMember], rng: np.random.Generator) -> Habits:
    """Draw what is usual for each member."""
    chance = np.array([_week_of(person, rng) for person in people]) * np.array(_WEEK)
    count = len(people)
    shares = [zone.share for zone in space.ZONES]
    lapsed = np.array([person.habit is Habit.LAPSED for person in people])
    return Habits(
        chance=chance,
        arrives=rng.uniform(7.4, 10.4, count),
        zone=rng.choice(len(shares), size=count, p=shares),
        gone_days=np.where(lapsed, rng.integers(35, 80, count), 0),
    )


def _week_of(person: SeedMember, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    week = np.full(7, _CHANCE[person.habit])
    if person.habit is Habit.PART_TIME:
        week[rng.choice(5, size=2, replace=False)] = _CHANCE_ON_OWN_DAYS
    return week


def past_visits(
    people: Sequence[SeedMember], usual: Habits, rng: np.random.Generator, *, today: date
) -> tuple[SeedVisit, ...]:
    """Tell who came on each day of the six months before today."""
    joined = np.array([person.joined_on.toordinal() for person in people])
    visits: list[SeedVisit] = []
    for days_ago in range(space.MONTHS_DAYS, 0, -1):
        day = today - timedelta(days=days_ago)
        may = (joined <= day.toordinal()) & (days_ago >= usual.gone_days)
        came = may & (rng.random(len(people)) < usual.chance[:, day.weekday()])
        visits += [_stay(people, usual, rng, who, day) for who in np.flatnonzero(came).tolist()]
    return tuple(visits)


def _stay(
    people: Sequence[SeedMember], usual: Habits, rng: np.random.Generator, who: int, day: date
) -> SeedVisit:
    """Draw one whole stay on a day that is over."""
    arrives = max(6.5, usual.arrives[who] + rng.normal(0, 0.6))
    leaves = min(_LATEST, arrives + rng.uniform(2.5, 9.0))
    until = math.floor((arrives + rng.uniform(1.0, 3.5)) * 2) / 2
    closes_at = space.closing(day)
    is_quiet = _is_heads_down(rng) and until < leaves
    forgot = rng.random() < _FORGOT_TO_LEAVE
    seat = _seat(people[who], int(usual.zone[who]), rng)
    return SeedVisit(
        member=who,
        zone=seat.zone,
        source=seat.source,
        is_listed=seat.is_listed,
        day=day,
        heads_down_until=space.moment(day, until) if is_quiet else None,
        checked_in_at=space.moment(day, arrives),
        checked_out_at=closes_at if forgot else space.moment(day, leaves),
        closes_at=closes_at,
    )


@dataclass(frozen=True, slots=True)
class _Seat:
    zone: int
    source: str
    is_listed: bool


def _seat(person: SeedMember, favourite: int, rng: np.random.Generator) -> _Seat:
    """Draw where somebody sits, how they came in, and whether others may know."""
    elsewhere, shown = rng.random(2)
    source = str(rng.choice(_SOURCES, p=_SOURCE_SHARES))
    zone = int(rng.integers(len(space.ZONES))) if elsewhere < _ELSEWHERE else favourite
    # What a door reports is presence; whether it may be shown, only the person can say.
    is_listed = person.is_listed and bool(shown < _LISTED_VISITS) and source != "door"
    return _Seat(zone, source, is_listed)


def _is_heads_down(rng: np.random.Generator) -> bool:
    return bool(rng.random() < _HEADS_DOWN_SHARE)


def visits_today(
    people: Sequence[SeedMember],
    usual: Habits,
    rng: np.random.Generator,
    *,
    now: datetime,
    surely: frozenset[int] = frozenset(),
) -> tuple[SeedVisit, ...]:
    """Tell who is in now, some 45 people whatever the day, and who has left already.

    Those whom a visitor can be are left at home, so that they can check in themselves;
    those who are surely in are open to a chat.
    """
    may = np.array([not person.is_played and person.habit is not Habit.NEVER for person in people])
    may &= usual.gone_days == 0
    weight = usual.chance.max(axis=1) * may
    stays = int(rng.integers(FEWEST_TODAY, MOST_TODAY + 1))
    clock = now.astimezone(ZoneInfo(space.TIME_ZONE))
    hour = clock.hour + clock.minute / 60
    left = LEFT_EARLIER_TODAY if hour > _NOON else 0
    # The heaviest of weights drawn this way are a draw without replacement (Efraimidis, 2006).
    drawn = np.where(weight > 0, rng.random(len(people)) ** (1 / np.maximum(weight, 1e-9)), -1.0)
    drawn[sorted(surely)] = np.where(may[sorted(surely)], 1.0, -1.0)
    came = [int(who) for who in np.argsort(-drawn)[: stays + left] if drawn[who] > 0]
    return tuple(
        _stay_today(people, usual, rng, who, now=now, hour=hour, has_left=rank >= stays)
        if who not in surely
        else replace(
            _stay_today(people, usual, rng, who, now=now, hour=hour, has_left=False),
            is_listed=people[who].is_listed,
            source="self",
            heads_down_until=None,
        )
        for rank, who in enumerate(came)
    )


def _stay_today(
    people: Sequence[SeedMember],
    usual: Habits,
    rng: np.random.Generator,
    who: int,
    *,
    now: datetime,
    hour: float,
    has_left: bool,
) -> SeedVisit:
    day = space.today(now)
    arrives = max(usual.arrives[who] + rng.normal(0, 0.4), hour - rng.uniform(5.0, 9.0))
    if arrives > hour:
        arrives = rng.uniform(max(0.0, hour - 2.0), hour)
    closes_at = space.closing(day) if now < space.closing(day) else space.end_of_day(day)
    quiet_until = min(
        space.moment(day, math.ceil(hour * 2) / 2 + rng.integers(1, 5) / 2), closes_at
    )
    is_quiet = bool(rng.random() < _HEADS_DOWN_TODAY) and not has_left and quiet_until > now
    checked_in_at = min(space.moment(day, arrives), now)
    left_at = min(space.moment(day, rng.uniform(max(arrives, hour - 1.5), hour)), now)
    seat = _seat(people[who], int(usual.zone[who]), rng)
    return SeedVisit(
        member=who,
        zone=seat.zone,
        source=seat.source,
        is_listed=seat.is_listed,
        day=day,
        heads_down_until=quiet_until if is_quiet else None,
        checked_in_at=checked_in_at,
        checked_out_at=max(left_at, checked_in_at) if has_left else None,
        closes_at=closes_at,
    )
