"""An evening on which members meet."""

import enum
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.zone import Zone

PAIR = 2
"""With two at a table a mixer is speed rounds, one to one."""
SHORTEST_MEETING = timedelta(minutes=3)


class Audience(enum.Enum):
    """Who may read of a mixer and come."""

    SPACE = "space"
    INVITED = "invited"


def _new_uid() -> str:
    return secrets.token_hex(16)


class Mixer(Base):
    """What is announced: what, when, where, in how many rounds, and for whom.

    A cancelled one stays, so that those who wanted to come can read that it is off.
    """

    __tablename__ = "mixer"
    __table_args__ = (
        Index("ix_mixer_space_id_starts_at", "space_id", "starts_at"),
        {"sqlite_autoincrement": True},  # letters remember what they told of by number
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(120))
    words: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zone.id", ondelete="SET NULL"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    rounds: Mapped[int] = mapped_column(default=4)
    round_minutes: Mapped[int] = mapped_column(default=12)
    table_size: Mapped[int] = mapped_column(default=5)
    """How many sit at a table; two are a pair."""
    capacity: Mapped[int | None]
    """How many may come; empty means as many as like."""
    audience: Mapped[Audience] = mapped_column(default=Audience.SPACE)
    max_same_industry: Mapped[int | None]
    """How many of one industry may share a table; empty means any number."""
    cross_role: Mapped[bool] = mapped_column(default=False)
    """Whether mentors sit with mentees only."""
    uid: Mapped[str] = mapped_column(String(32), unique=True, default=_new_uid)
    """By which calendars know it again, all its life."""
    sequence: Mapped[int] = mapped_column(default=0)
    """Grows with every change that a calendar must learn of."""
    cancelled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    zone: Mapped[Zone | None] = relationship(lazy="raise_on_sql")

    @property
    def is_pairs(self) -> bool:
        """Whether people meet one to one."""
        return self.table_size == PAIR

    @property
    def shortest_meeting(self) -> timedelta:
        """Give for how long two share a table at least before they have met.

        A host who presses twice ends a round that had just begun. Whoever has met is not seated
        together again tonight, nor introduced for weeks: that is not to be used up by a few
        seconds. Where rounds are short on purpose, half of one is a meeting.
        """
        return min(SHORTEST_MEETING, timedelta(minutes=self.round_minutes) / 2)

    def is_on(self, now: datetime) -> bool:
        """Whether one may still come: neither cancelled nor over."""
        return self.cancelled_at is None and now < self.ends_at
