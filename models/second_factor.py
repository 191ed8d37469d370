"""What somebody holds beside their password: a phone that shows codes."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class SecondFactor(Base):
    """The secret that a member's phone shares with us; without the row the password is enough.

    It is there only once a code has shown that the phone has it.
    """

    __tablename__ = "second_factor"
    # A deleted row's number is not given again: letters remember what they told of by number.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), unique=True)
    sealed_secret: Mapped[str] = mapped_column(String(250))
    """Sealed with the installation's key, so that a copy of the database makes no codes."""
    last_step: Mapped[int]
    """The half minute, since 1970, of the newest code that was taken: each counts once."""
    created_at: Mapped[datetime]
