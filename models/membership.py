"""What ties a member to a space, and what they agreed to there."""

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, false
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
    __table_args__ = (
        UniqueConstraint("space_id", "member_id"),
        # A page left open speaks of a number: it must never become somebody else's.
        {"sqlite_autoincrement": True},
    )

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
    left_as: Mapped[str | None] = mapped_column(String(80))
    """The name with which somebody left, from the moment that it is not theirs any more or that
    they are invited back; until they accept, hosts read it in place of name and address."""
    is_off_list: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether hosts see it no more: its person has left, or has not come, and moved to another
    address, which is nothing to this space."""
    created_at: Mapped[datetime]

    space: Mapped[Space] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(lazy="raise_on_sql")

    def is_current(self, today: date) -> bool:
        """Whether the membership holds on that day."""
        return self.starts_on <= today and not self.has_ended(today)

    def has_ended(self, today: date) -> bool:
        """Whether the last day is over."""
        return self.ends_on is not None and self.ends_on < today

    def begin_anew(self, *, name: str, role: Role) -> None:
        """Wait for its person again, who has left; what they had agreed to holds no more."""
        self.role = role
        if self.joined_at is not None and self.left_as is None:
            self.left_as = name
        self.joined_at = self.welcomed_at = self.ends_on = self.paused_until = None
        self.is_listed = self.wants_introductions = self.wants_mail = False
