"""Who is signed in, on which device, until when."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.member import Member

IDLE = timedelta(days=14)
LONGEST = timedelta(days=90)
LONGEST_FOR_HOSTS = timedelta(hours=12)


class SignIn(Base):
    """One signed-in device; deleting the row signs it out for good."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    agent: Mapped[str] = mapped_column(String(200), default="")
    """What the browser calls itself, so that its owner can tell devices apart."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")

    @staticmethod
    def end_of(created_at: datetime, seen_at: datetime, *, is_host: bool) -> datetime:
        """Work out when a device is signed out by itself; a host signs in every day."""
        longest = LONGEST_FOR_HOSTS if is_host else LONGEST
        return min(created_at + longest, seen_at + IDLE)
