"""How introductions go in a space, for its hosts: what waits, what was agreed, who met.

Never who said no. A no looks like no answer: it waits until the day is over,
and has lapsed afterwards. For the same reason no yes is counted by itself: of
two proposals with one yes the other would be known. And three who were introduced
together are one introduction, agreed as soon as two of them are: which two, and
whether the third is with them, would tell what the third has said.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.services import departures, faces
from app.services.faces import Face
from app.services.matchmaking import trios
from app.services.texts import folded
from models import Introduction, Profile, Reply, Space

LISTED_DAYS = 7
COUNTED_DAYS = 30


class Progress(StrEnum):
    """How far an introduction has come, as a host may know it."""

    WAITING = "waiting"
    LAPSED = "lapsed"
    AGREED = "agreed"
    MET = "met"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Two people, or three, and how far it has come."""

    id: int
    day: date
    first: Face
    second: Face
    third: Face | None = None
    progress: Progress

    @property
    def people(self) -> tuple[Face, ...]:
        """Give all of them."""
        return (self.first, self.second, *([self.third] if self.third else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The last thirty days, today not included, in numbers."""

    proposed: int
    agreed: int
    met: int
    people: int
    """How many different members were proposed to somebody."""


def recent(session: Session, space: Space, *, now: datetime) -> list[Line]:
    """Give the introductions of today and of the six days before, the newest first."""
    first, second = aliased(Profile), aliased(Profile)
    today = space.today(now)
    rows = session.execute(
        select(
            Introduction.id,
            Introduction.day,
            trios.counted_as().label("one"),
            first.member_id.label("first_id"),
            departures.name_in(space.id, first).label("first_name"),
            departures.photo_in(space.id, first, today=today).label("first_photo"),
            second.member_id.label("second_id"),
            departures.name_in(space.id, second).label("second_name"),
            departures.photo_in(space.id, second, today=today).label("second_photo"),
            _agreed().label("is_agreed"),
            _met().label("has_met"),
        )
        .join(first, first.member_id == Introduction.first_id)
        .join(second, second.member_id == Introduction.second_id)
        .where(
            Introduction.space_id == space.id,
            Introduction.day > today - timedelta(days=LISTED_DAYS),
        )
    )
    found: dict[int, Line] = {}
    for row in sorted(rows, key=_place):
        line = _line(row, today)
        found[row.one] = _together(found[row.one], line) if row.one in found else line
    return list(found.values())


def figures(session: Session, space: Space, *, now: datetime) -> Figures:
    """Count the thirty days before today."""
    today = space.today(now)
    counted = (
        Introduction.space_id == space.id,
        Introduction.day < today,
        Introduction.day >= today - timedelta(days=COUNTED_DAYS),
    )
    ends = (
        select(Introduction.first_id.label("id"))
        .where(*counted)
        .union(select(Introduction.second_id.label("id")).where(*counted))
        .subquery()
    )
    row = session.execute(
        select(
            trios.count().label("proposed"),
            trios.count().filter(_agreed()).label("agreed"),
            trios.count().filter(_met()).label("met"),
            select(func.count()).select_from(ends).scalar_subquery().label("people"),
        )
        .select_from(Introduction)
        .where(*counted)
    ).one()
    return Figures(proposed=row.proposed, agreed=row.agreed, met=row.met, people=row.people)


def _place(row: Row[*tuple[Any, ...]]) -> tuple[int, str, str, int]:
    # By the names that are shown: of who has left, a place among others would tell a later one.
    return -row.day.toordinal(), folded(row.first_name), folded(row.second_name), row.id


def _agreed() -> ColumnElement[bool]:
    return and_(Introduction.first_reply == Reply.YES, Introduction.second_reply == Reply.YES)


def _met() -> ColumnElement[bool]:
    said = or_(Introduction.first_met.is_(True), Introduction.second_met.is_(True))
    return and_(_agreed(), said)


def _together(line: Line, more: Line) -> Line:
    """Put two introductions of a trio on one line, as far on as the one that is further."""
    known = {face.id for face in line.people}
    third = next((face for face in more.people if face.id not in known), line.third)
    furthest = max(line.progress, more.progress, key=list(Progress).index)
    return replace(line, third=third, progress=furthest)


def _line(row: Row[*tuple[Any, ...]], today: date) -> Line:
    progress = Progress.WAITING if row.day == today else Progress.LAPSED
    if row.is_agreed:
        progress = Progress.MET if row.has_met else Progress.AGREED
    return Line(
        id=row.id,
        day=row.day,
        first=faces.face(row.first_id, row.first_name, row.first_photo),
        second=faces.face(row.second_id, row.second_name, row.second_photo),
        progress=progress,
    )
