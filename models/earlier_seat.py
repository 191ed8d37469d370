"""Where somebody sat in a round before they left, and came back to it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class EarlierSeat(Base):
    """One stay at a table that ended in the middle of a round, of somebody who came back in it.

    The seat that they have since, at the same table, at another or at none, is a `Seat`.
    """

    __tablename__ = "earlier_seat"
    __table_args__ = (
        CheckConstraint("table_number > 0", name="a_table"),
        CheckConstraint("since < until", name="a_while"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    attendee_id: Mapped[int] = mapped_column(
        ForeignKey("attendee.id", ondelete="CASCADE"), index=True
    )
    table_number: Mapped[int]
    since: Mapped[datetime]
    until: Mapped[datetime]
