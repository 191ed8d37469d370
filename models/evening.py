"""How far the evening of a mixer has come."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Evening(Base):
    """One row for each mixer with a plan; all that moves tables or time counts it up.

    Whoever changes something takes this row first, so that two hosts who press at
    once come one after the other, and the second sees what the first has done.
    """

    __tablename__ = "evening"

    mixer_id: Mapped[int] = mapped_column(
        ForeignKey("mixer.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    version: Mapped[int] = mapped_column(default=1)
    """Grows with every change that a screen must show."""
    seating: Mapped[int] = mapped_column(default=0)
    """Grows with every change of who sits where in the rounds to come."""
    announced_for: Mapped[datetime | None]
    """When a mixer that was begun before its day was to begin, in case that is taken back."""
    finished_at: Mapped[datetime | None]
    """When the host ended the evening."""
