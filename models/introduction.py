"""Two members proposed to each other, and what each has said so far."""

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.member import Member

TO_ASK = "agreed_at IS NOT NULL AND asked_at IS NULL"
"""Nobody has asked yet by letter whether these two have met."""


class Reply(enum.Enum):
    """What one of the two has said."""

    PENDING = "pending"
    YES = "yes"
    NOT_NOW = "not_now"
    NEVER = "never"


class Introduction(Base):
    """Two members proposed to each other on one day in one space.

    The pair is stored in id order, so that (Ana, Bo) and (Bo, Ana) are one row.
    Neither sees the other's reply until both have said yes.
    """

    __tablename__ = "introduction"
    __table_args__ = (
        UniqueConstraint("space_id", "day", "first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="ordered"),
        Index("ix_introduction_first_id_day", "first_id", "day"),
        Index("ix_introduction_second_id_day", "second_id", "day"),
        Index("ix_introduction_trio_id", "trio_id"),
        Index(
            "ix_introduction_to_ask",
            *("space_id", "day"),
            sqlite_where=text(TO_ASK),
            postgresql_where=text(TO_ASK),
        ),
        {"sqlite_autoincrement": True},  # letters remember what they told of by number
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    day: Mapped[date]
    first_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    trio_id: Mapped[int | None] = mapped_column(ForeignKey("trio.id"))
    """Where a third was proposed to both: what ties this row to the two others."""
    worth: Mapped[float]
    """From 0 to 1, by its parts alone; what answers have taught is not in it."""
    parts: Mapped[dict[str, float] | None] = mapped_column(JSON(none_as_null=True))
    """The parts of that worth by name; what is learned from answers starts from them.

    None of a trio: one answer to two people does not say of which of them it speaks.
    """
    is_explored: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether what answers have taught was left aside, so that there is more to learn."""
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """At most three `matching.Reason` as plain values; templates make sentences of them."""
    matching_version: Mapped[str] = mapped_column(String(24), default="")
    proposed_at: Mapped[datetime]
    first_reply: Mapped[Reply] = mapped_column(default=Reply.PENDING)
    second_reply: Mapped[Reply] = mapped_column(default=Reply.PENDING)
    first_replied_at: Mapped[datetime | None]
    second_replied_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    """The moment of the second yes; set once, by whichever reply came last."""
    first_met: Mapped[bool | None]
    second_met: Mapped[bool | None]
    """What each said to "did you meet?"; empty while not answered."""
    asked_at: Mapped[datetime | None]
    """When "did you meet?" was asked by letter."""

    first: Mapped[Member] = relationship(foreign_keys=first_id, lazy="raise_on_sql")
    second: Mapped[Member] = relationship(foreign_keys=second_id, lazy="raise_on_sql")

    @property
    def is_agreed(self) -> bool:
        """Whether both members said yes."""
        return self.first_reply is self.second_reply is Reply.YES

    def is_tied_to(self, other: "Introduction") -> bool:
        """Whether both are of one trio."""
        return self.trio_id is not None and self.trio_id == other.trio_id

    def partner_of(self, member_id: int) -> int:
        """Give the id of the other one."""
        return self.second_id if member_id == self.first_id else self.first_id

    def reply_of(self, member_id: int) -> Reply:
        """Give what this member has said."""
        return self.first_reply if member_id == self.first_id else self.second_reply

    def met_of(self, member_id: int) -> bool | None:
        """Give what this member said to "did you meet?"."""
        return self.first_met if member_id == self.first_id else self.second_met

    def has_met(self, member_id: int) -> bool | None:
        """Give whether the two have met, as this member knows: a yes of either counts for both."""
        return True in (self.first_met, self.second_met) or self.met_of(member_id)
