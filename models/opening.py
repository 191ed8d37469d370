"""When a space is open: one row for each weekday on which it opens."""

from datetime import time

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class OpeningHours(Base):
    """The hours of one weekday, by the clock of the space; no row means closed."""

    __tablename__ = "opening_hours"
    __table_args__ = (CheckConstraint("weekday between 0 and 6", name="weekday"),)

    space_id: Mapped[int] = mapped_column(
        ForeignKey("space.id", ondelete="CASCADE"), primary_key=True
    )
    weekday: Mapped[int] = mapped_column(primary_key=True)
    """0 is Monday, as in `datetime.date.weekday`."""
    opens: Mapped[time]
    closes: Mapped[time]
