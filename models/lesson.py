"""What the answers of a space teach about its introductions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Lesson(Base):
    """One night's lesson of one space: numbers about all its answers, and of nobody alone."""

    __tablename__ = "lesson"
    __table_args__ = (
        UniqueConstraint("space_id", "day"),
        UniqueConstraint("space_id", "version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    version: Mapped[int]
    """Counts up in each space."""
    day: Mapped[date]
    """The local day; only answers of earlier days were heard."""
    taught_at: Mapped[datetime]
    matching_version: Mapped[str] = mapped_column(String(24))
    answers: Mapped[int]
    loss: Mapped[float]
    """Of the lesson on answers that were held back; see `matching.lessons.learning`."""
    loss_without: Mapped[float]
    """Of worth alone, without a lesson, on the same answers."""
    is_used: Mapped[bool]
    """Whether it foretold the held-back answers better than worth alone."""
    terms: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What was learned, as plain numbers."""
