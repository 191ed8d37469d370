"""What a host asks of the plan about particular people."""

import enum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class WishKind(enum.Enum):
    """Whether two should share a table."""

    APART = "apart"
    TOGETHER = "together"


class SeatingWish(Base):
    """Two people whom the host wants never at one table, or always."""

    __tablename__ = "seating_wish"
    __table_args__ = (CheckConstraint("first_id < second_id", name="ordered"),)

    first_id: Mapped[int] = mapped_column(
        ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    kind: Mapped[WishKind]


class TableHost(Base):
    """Somebody who stays at one table in every round and welcomes those who come to it."""

    __tablename__ = "table_host"
    __table_args__ = (CheckConstraint("table_number > 0", name="a_table"),)

    attendee_id: Mapped[int] = mapped_column(
        ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    table_number: Mapped[int]
