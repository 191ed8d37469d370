"""One stay of one member in a space."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.space import Space
from models.zone import Zone


class VisitSource(enum.Enum):
    """Who or what said that somebody is here."""

    SELF = "self"
    KIOSK = "kiosk"
    DOOR = "door"
    NETWORK = "network"
    HOST = "host"
    IMPORT = "import"


class Visit(Base):
    """One stay, check-in to check-out, on one local day; a member has one open at most."""

    __tablename__ = "visit"
    __table_args__ = (
        Index(
            "uq_visit_open",
            "member_id",
            unique=True,
            sqlite_where=text("checked_out_at IS NULL"),
            postgresql_where=text("checked_out_at IS NULL"),
        ),
        Index(
            "ix_visit_in",
            "space_id",
            "closes_at",
            sqlite_where=text("checked_out_at IS NULL"),
            postgresql_where=text("checked_out_at IS NULL"),
        ),
        Index(
            "ix_visit_to_end",
            "closes_at",
            sqlite_where=text("checked_out_at IS NULL"),
            postgresql_where=text("checked_out_at IS NULL"),
        ),
        Index("ix_visit_space_day", "space_id", "day"),
        Index("ix_visit_member_space_day", "member_id", "space_id", "day"),
        CheckConstraint("checked_out_at >= checked_in_at", name="out_after_in"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id", ondelete="SET NULL"))
    day: Mapped[date]
    """The local day of the space on which the stay began."""
    source: Mapped[VisitSource]
    is_listed: Mapped[bool]
    """Whether other members may see that this person is, or was, in on that day."""
    heads_down_until: Mapped[datetime | None]
    """Not to be disturbed before this moment; empty means open."""
    checked_in_at: Mapped[datetime]
    checked_out_at: Mapped[datetime | None]
    closes_at: Mapped[datetime]
    """When the stay ends by itself: the closing time of the space."""
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    zone: Mapped[Zone | None] = relationship(lazy="raise_on_sql")
    space: Mapped[Space] = relationship(lazy="raise_on_sql")

    def is_running(self, now: datetime) -> bool:
        """Whether the person is in: not checked out, and the space has not closed since."""
        return self.checked_out_at is None and now < self.closes_at

    def is_open_to_people(self, now: datetime) -> bool:
        """Whether the person may be spoken to, or is heads-down."""
        return self.heads_down_until is None or self.heads_down_until <= now

    def touch(self, now: datetime) -> None:
        """Mark the stay as changed."""
        self.changed_at = now
        self.version += 1
