"""What may go wrong with a mixer: told to the host before it is announced, and never refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import comb
from typing import Any

from sqlalchemy.orm import Session

from app.services import opening
from app.services.mixers.mixers import Plan
from app.services.seating.spans import MOVING
from models import Space
from models.mixer import PAIR

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that may go wrong: its name, and the figures of the sentence about it."""

    name: str
    facts: dict[str, Any]


def doubts(session: Session, space: Space, plan: Plan, *, coming: int = 0) -> list[Doubt]:
    """Give what may go wrong; where places are not counted, those who come so far are."""
    people = plan.capacity or coming
    return [
        *about_tables(people, plan.table_size, plan.rounds),
        *_about_sides(plan),
        *_about_time(plan),
        *_about_hours(session, space, plan),
    ]


def about_tables(people: int, size: int, rounds: int) -> Iterator[Doubt]:
    """Say why so many people at such tables must meet again, if they must."""
    if people < PAIR or rounds == 1:
        return
    tables = _tables(people, size)
    fitting = max((fewer for fewer in range(PAIR, size) if _can_part(people, fewer)), default=0)
    if fitting and not _can_part(people, size):
        facts = {"people": people, "size": size, "tables": tables, "fitting": fitting}
        yield Doubt("tables", facts)
        return
    larger = people % tables
    smallest = people // tables
    pairs = larger * comb(smallest + 1, 2) + (tables - larger) * comb(smallest, 2)
    most = comb(people, 2) // pairs
    if rounds > most:
        yield Doubt("rounds", {"people": people, "size": size, "most": most})


def _tables(people: int, size: int) -> int:
    return -(-people // size)


def _can_part(people: int, size: int) -> bool:
    """Whether those of the largest table can all sit at different tables in the next round."""
    tables = _tables(people, size)
    return _tables(people, tables) <= tables


def _about_sides(plan: Plan) -> Iterator[Doubt]:
    if plan.cross_role and plan.table_size > PAIR:
        yield Doubt("sides", {"size": plan.table_size})


def _about_time(plan: Plan) -> Iterator[Doubt]:
    needed = plan.rounds * plan.round_minutes + (plan.rounds - 1) * MOVING
    there = int((plan.ends_at - plan.starts_at) / A_MINUTE)
    if needed > there > 0:
        facts = {"rounds": plan.rounds, "minutes": plan.round_minutes}
        yield Doubt("time", facts | {"needed": needed, "there": there})


def _about_hours(session: Session, space: Space, plan: Plan) -> Iterator[Doubt]:
    """Compare with the hours of the day on which it begins; without any, nothing is known."""
    hours = opening.hours_of(session, space)
    day = space.local(plan.starts_at).date()
    if hours and day.weekday() not in hours:
        yield Doubt("closed", {})
    elif hours:
        opens, closes = hours[day.weekday()]
        if not _is_open(space, plan, opens, closes):
            yield Doubt("hours", {"opens": opens, "closes": closes})


def _is_open(space: Space, plan: Plan, opens: time, closes: time) -> bool:
    day = space.local(plan.starts_at).date()
    last_day = day if opens < closes else day + opening.ONE_DAY
    first: datetime = opening.moment(space, day, opens)
    return first <= plan.starts_at and plan.ends_at <= opening.moment(space, last_day, closes)
