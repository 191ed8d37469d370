"""How good the introductions of each look at a room were when they were chosen."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Choosing(Base):
    """One look at a space in which somebody was introduced; names nobody."""

    __tablename__ = "choosing"
    __table_args__ = (Index("ix_choosing_space_id_day", "space_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    day: Mapped[date]
    at: Mapped[datetime]
    matching_version: Mapped[str] = mapped_column(String(24))
    lesson_version: Mapped[int | None]
    """Which lesson had a say; see `models.lesson`."""
    pairs: Mapped[int]
    value: Mapped[float]
    """What the chosen pairs are worth together."""
    bound: Mapped[float]
    """No choice among the candidates could have been worth more."""
