"""The way in: a link that lets one person claim one membership."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.membership import Membership


class Invitation(Base):
    """An invitation to claim a membership, good once and for a time.

    The token in the link is worked out from the nonce and the installation's
    secret, so a copy of the database alone opens nothing.
    """

    __tablename__ = "invitation"
    # A deleted row's number is not given again: letters remember what they told of by number.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(
        ForeignKey("membership.id", ondelete="CASCADE"), index=True
    )
    nonce: Mapped[str] = mapped_column(String(43), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    membership: Mapped[Membership] = relationship(lazy="raise_on_sql")

    def is_open(self, now: datetime) -> bool:
        """Whether the link still works."""
        return self.used_at is None and self.revoked_at is None and now < self.expires_at
