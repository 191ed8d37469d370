"""What ties a member to a space, and what they agreed to there."""

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.member import Member
from models.space import Space


class Role(enum.Enum):
    """What somebody is in a space."""

    MEMBER = "member"
    GUEST = "guest"
    HOST = "host"


class Membership(Base):
    """One member in one space, for a time, with what they agreed to there.

    Everything is off until the person says so; `models.consent` keeps the
    wording and the moment of each yes and no.
    """

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("space_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(default=Role.MEMBER)
    is_listed: Mapped[bool] = mapped_column(default=False)
    wants_introductions: Mapped[bool] = mapped_column(default=False)
    wants_mail: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime | None]
    """When the person accepted the invitation; until then the space is not open to them."""
    welcomed_at: Mapped[datetime | None]
    """When the person answered the welcome questions."""
    introductions_per_day: Mapped[int | None]
    """Their own limit; the limit of the space when empty."""
    reach: Mapped[float] = mapped_column(default=0.5, server_default="0.5")
    """Whom they like to meet: from 0, nearer to their own field, to 1, further from it."""
    paused_until: Mapped[date | None]
    """No introductions up to and including this day."""
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    created_at: Mapped[datetime]

    space: Mapped[Space] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")

    def is_current(self, today: date) -> bool:
        """Whether the membership holds on that day."""
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)
