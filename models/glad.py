"""A private "glad to meet again" after a shared table."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Glad(Base):
    """One would be glad to meet the other again; told to both when both said so, else to nobody."""

    __tablename__ = "glad"
    __table_args__ = (CheckConstraint("from_id != about_id", name="another"),)

    from_id: Mapped[int] = mapped_column(
        ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True
    )
    about_id: Mapped[int] = mapped_column(
        ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime]
