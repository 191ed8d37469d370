"""What a host is told of the lessons of a space: from how many answers, and how much they help."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Lesson, Space

ROUNDED_TO = 10
"""Answers are told in tens: the exact number would tell of single ones, a no among them."""


@dataclass(frozen=True, slots=True)
class Told:
    """The newest lesson, as a host may know it."""

    answers: int
    """Rounded down."""
    better: int
    """By how many percent a yes is foretold better than without; never negative."""
    is_used: bool


def newest(session: Session, space: Space) -> Told | None:
    """Tell of the newest lesson, if there is one."""
    lesson = session.scalars(
        select(Lesson).where(Lesson.space_id == space.id).order_by(Lesson.version.desc()).limit(1)
    ).one_or_none()
    if lesson is None:
        return None
    gain = 1 - lesson.loss / lesson.loss_without
    return Told(
        answers=lesson.answers // ROUNDED_TO * ROUNDED_TO,
        better=max(0, round(100 * gain)),
        is_used=lesson.is_used,
    )
