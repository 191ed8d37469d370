"""What the answers of a space teach its matching: heard at night, kept as a row, told to nobody.

A lesson holds numbers about all answers together. How readily one person says yes, and is said
yes to, is never stored: it is counted from that space's answers when somebody is matched, only
from days before the lesson's, and only enters the choosing.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, CompoundSelect, and_, case, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

import matching
from app.services import once
from models import Introduction, Lesson, Reply, Space

HEARD_FOR = timedelta(days=365)
"""Older answers are of another time."""
NIGHT_ENDS = 3
"""From this hour of the local clock on, yesterday's answers are heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InUse:
    """A lesson with which a room is matched, and how readily each says yes and is said yes to."""

    version: int
    lesson: matching.Lesson
    tendencies: dict[int, tuple[float, float]]


def due(session: Session, *, now: datetime) -> list[int]:
    """Give the spaces that have enough answers, some of them newer than their last lesson."""
    taught = select(Lesson.space_id, func.max(Lesson.day).label("day")).group_by(Lesson.space_id)
    last = {row.space_id: row.day for row in session.execute(taught)}
    return [
        space.id
        for space in session.scalars(select(Space).order_by(Space.id))
        if _is_time(space, last.get(space.id), now)
        and _has_news(session, space, last.get(space.id), now)
        and _has_enough(session, space, now)
    ]


def _is_time(space: Space, last: date | None, now: datetime) -> bool:
    return space.local(now).hour >= NIGHT_ENDS and (last is None or last < space.today(now))


def _has_news(session: Session, space: Space, last: date | None, now: datetime) -> bool:
    newer = or_(*(reply != Reply.PENDING for reply in _REPLIES))
    heard = _heard(space, space.today(now), since=last)
    return session.scalar(select(Introduction.id).where(heard, newer).limit(1)) is not None


def _has_enough(session: Session, space: Space, now: datetime) -> bool:
    answers = func.sum(_is_answer(Introduction.first_reply) + _is_answer(Introduction.second_reply))
    heard = _heard(space, space.today(now))
    return (session.scalar(select(answers).where(heard)) or 0) >= matching.FEWEST_ANSWERS


def _heard(space: Space, until: date, *, since: date | None = None) -> ColumnElement[bool]:
    """Say of an introduction that its answers are heard: of a year, and of the days before one."""
    return and_(
        Introduction.space_id == space.id,
        Introduction.parts.is_not(None),
        Introduction.day >= max(since or date.min, until - HEARD_FOR),
        Introduction.day < until,
    )


_REPLIES = (Introduction.first_reply, Introduction.second_reply)


def _is_answer(reply: InstrumentedAttribute[Reply]) -> ColumnElement[int]:
    return case((reply == Reply.PENDING, 0), else_=1)


def learned(session: Session, space: Space, *, now: datetime) -> Lesson | None:
    """Learn from the answers of the days before today; the row is not added yet."""
    today = space.today(now)
    answers = list(_answers(session, space, today))
    taught = matching.taught(answers)
    if taught is None:
        return None
    said_yes = sum(answer.is_yes for answer in answers)
    return Lesson(
        space_id=space.id,
        day=today,
        taught_at=now,
        matching_version=matching.VERSION,
        answers=taught.answers,
        loss=taught.loss,
        loss_without=taught.loss_without,
        is_used=taught.is_better,
        terms=asdict(taught.lesson) | {"yes": matching.usual_share(said_yes, len(answers))},
    )


def keep(session: Session, lesson: Lesson) -> bool:
    """Add the lesson unless another process has taught one today; say whether it was added."""
    newest = session.scalar(
        select(func.max(Lesson.version)).where(Lesson.space_id == lesson.space_id)
    )
    names = (column.key for column in Lesson.__table__.columns if column.key != "id")
    values = {name: getattr(lesson, name) for name in names} | {"version": (newest or 0) + 1}
    return once.add(session, Lesson, **values) is not None


def _answers(session: Session, space: Space, today: date) -> Iterable[matching.Answer]:
    rows = session.execute(
        select(
            Introduction.first_id,
            Introduction.second_id,
            Introduction.day,
            Introduction.parts,
            *_REPLIES,
        ).where(_heard(space, today))
    )
    for row in rows:
        ends = (str(row.first_id), str(row.second_id))
        for (who, whom), reply in zip(
            (ends, ends[::-1]), (row.first_reply, row.second_reply), strict=True
        ):
            if reply is not Reply.PENDING:
                yield matching.Answer(
                    who=who,
                    whom=whom,
                    day=row.day.toordinal(),
                    is_yes=reply is Reply.YES,
                    parts=row.parts,
                )


def in_use(session: Session, space: Space, ids: Collection[int]) -> InUse | None:
    """Give the newest lesson of the space where it foretells better than none."""
    row = session.scalars(
        select(Lesson).where(Lesson.space_id == space.id).order_by(Lesson.version.desc()).limit(1)
    ).one_or_none()
    if row is None or not row.is_used or row.matching_version != matching.VERSION:
        return None
    terms = dict(row.terms)
    usual = terms.pop("yes")
    gives, gets = (_counted(session, space, ids, side=side, row=row) for side in ("who", "whom"))
    nothing = (0, 0)
    return InUse(
        version=row.version,
        lesson=matching.Lesson(**terms),
        tendencies={
            one: (
                matching.tendency(*gives.get(one, nothing), usual),
                matching.tendency(*gets.get(one, nothing), usual),
            )
            for one in ids
        },
    )


def _counted(
    session: Session, space: Space, ids: Collection[int], *, side: str, row: Lesson
) -> dict[int, tuple[int, int]]:
    """Count the yeses and the answers that each gave, or got, before the day of the lesson."""
    said = _said(space, row).subquery()
    person = said.c[side]
    rows = session.execute(
        select(person, func.sum(said.c.is_yes), func.count())
        .where(person.in_(ids))
        .group_by(person)
    )
    return {one: (int(yes), answers) for one, yes, answers in rows}


def _said(space: Space, row: Lesson) -> CompoundSelect[int, int, int]:
    ends = (Introduction.first_id, Introduction.second_id)
    return union_all(
        *(
            select(
                who.label("who"),
                whom.label("whom"),
                case((reply == Reply.YES, 1), else_=0).label("is_yes"),
            ).where(_heard(space, row.day), reply != Reply.PENDING)
            for (who, whom), reply in zip((ends, ends[::-1]), _REPLIES, strict=True)
        )
    )
