"""What the plan was before it was changed, so that a change can be undone."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Change(enum.Enum):
    """What made a plan what it is."""

    PLANNED = "planned"
    PEOPLE = "people"
    """Somebody came or left."""
    SWAPPED = "swapped"
    LOCKED = "locked"
    UNDONE = "undone"


class Seating(Base):
    """The plan of the rounds to come after one change: numbers of people, no names.

    The newest row is the plan that holds. When a round begins, or somebody comes or
    leaves, the older ones go, since there is no way back behind that.
    """

    __tablename__ = "seating"
    __table_args__ = (
        UniqueConstraint("mixer_id", "number"),
        {"sqlite_autoincrement": True},  # the newest has the highest number, also after an undo
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mixer_id: Mapped[int] = mapped_column(ForeignKey("mixer.id", ondelete="CASCADE"))
    number: Mapped[int]
    """The value of `Evening.seating` that it made."""
    change: Mapped[Change]
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What the host reads about the change: figures of the plan, and who moved."""
    seats: Mapped[list[list[int]]] = mapped_column(JSON)
    """Round, attendee, table, and 1 where the seat is locked."""
    made_at: Mapped[datetime]
