"""The way in for somebody whose phone is not at hand."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class RecoveryCode(Base):
    """A code on paper that stands for the phone, once."""

    __tablename__ = "recovery_code"
    # A deleted row's number is not given again: letters remember what they told of by number.
    __table_args__ = (
        UniqueConstraint("member_id", "code_hash"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    code_hash: Mapped[str] = mapped_column(String(43))
    """Hashed with the secret of the phone, which is sealed: a copy of the table tells no code."""
    used_at: Mapped[datetime | None]
