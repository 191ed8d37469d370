"""A short first message between two people who both said yes."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Hello(Base):
    """One soft message that may stay unanswered; each of the two has one."""

    __tablename__ = "hello"
    __table_args__ = (
        UniqueConstraint("introduction_id", "sender_id"),
        {"sqlite_autoincrement": True},  # letters remember what they told of by number
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[int] = mapped_column(ForeignKey("introduction.id", ondelete="CASCADE"))
    sender_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(String(280))
    sent_at: Mapped[datetime]
