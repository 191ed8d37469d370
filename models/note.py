"""What a member writes down about somebody they met, for their own eyes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Note(Base):
    """One member's private words about another."""

    __tablename__ = "note"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
    )
    about_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    words: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
