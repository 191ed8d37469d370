"""Who sits where in a round."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Seat(Base):
    """One person at one table in one round; whoever has none sits out."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("round_id", "attendee_id"),
        CheckConstraint("table_number > 0", name="a_table"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    attendee_id: Mapped[int] = mapped_column(
        ForeignKey("attendee.id", ondelete="CASCADE"), index=True
    )
    table_number: Mapped[int]
    """From 1, as on the card that stands on the table."""
    is_locked: Mapped[bool] = mapped_column(default=False)
    """Whether planning anew leaves this seat alone."""
    taken_at: Mapped[datetime | None]
    """When somebody sat down who came in the middle of the round; empty means at its beginning."""
