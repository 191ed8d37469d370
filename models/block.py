"""A private "not with"."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Block(Base):
    """One member wants nothing to do with another; it holds in both directions."""

    __tablename__ = "block"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime]
    known_as: Mapped[str | None] = mapped_column(String(80))
    """The name of the other of then, from the moment that it is not theirs any more."""
