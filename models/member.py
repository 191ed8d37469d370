"""A person with a sign-in."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.profile import Profile


class Member(Base):
    """A person with a sign-in; until they claim it, only a name on a host's list."""

    __tablename__ = "member"
    # Without it SQLite would give a deleted person's number to the next newcomer.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case, so that one address is one person."""
    password_hash: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    """When the person accepted the invitation and made the profile their own."""
    disabled_at: Mapped[datetime | None]

    profile: Mapped[Profile] = relationship(
        lazy="raise_on_sql", cascade="all", passive_deletes=True
    )

    @property
    def is_active(self) -> bool:
        """Whether this person may sign in."""
        return self.claimed_at is not None and self.disabled_at is None
