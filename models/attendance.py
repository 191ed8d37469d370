"""What is kept of visits once the raw rows are gone."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Attendance(Base):
    """How many visits and people a space had in one week; never fewer than five people."""

    __tablename__ = "attendance"

    space_id: Mapped[int] = mapped_column(
        ForeignKey("space.id", ondelete="CASCADE"), primary_key=True
    )
    week: Mapped[date] = mapped_column(primary_key=True)
    """The Monday of the week."""
    visits: Mapped[int]
    people: Mapped[int]
