"""The way back in for somebody who forgot their password."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.member import Member


class PasswordReset(Base):
    """Permission to choose a new password, good once and for minutes."""

    __tablename__ = "password_reset"
    # A deleted row's number is not given again: letters remember what they told of by number.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    nonce: Mapped[str] = mapped_column(String(43), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
