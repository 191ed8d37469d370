"""A coworking location and the rules that its host has set."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.opening import OpeningHours
from models.zone import Zone


class Space(Base):
    """One coworking location, with a time zone, zones, opening hours and rules."""

    __tablename__ = "space"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    time_zone: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(200), default="")
    welcome: Mapped[str] = mapped_column(Text, default="")
    introductions_per_day: Mapped[int] = mapped_column(default=2)
    """The most that one person gets here; 0 makes none at all."""
    cooling_days: Mapped[int] = mapped_column(default=90)
    retention_days: Mapped[int] = mapped_column(default=30)
    counts_cross_industry: Mapped[int] = mapped_column(default=1, server_default="1")
    """How much it counts for introductions that fields differ: 0 not at all, 1 as usual, 2 more;
    likewise what follows, each named as in `matching.Weights`."""
    counts_newcomer: Mapped[int] = mapped_column(default=1, server_default="1")
    counts_bridging: Mapped[int] = mapped_column(default=1, server_default="1")
    counts_zone: Mapped[int] = mapped_column(default=1, server_default="1")
    asks_second_factor: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether whoever runs it needs a second step to do so."""
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    introduced_at: Mapped[datetime | None]
    """When introductions were last worked out; older than the newest change means due."""

    zones: Mapped[list[Zone]] = relationship(order_by=Zone.position, lazy="raise_on_sql")
    opening_hours: Mapped[list[OpeningHours]] = relationship(
        order_by=OpeningHours.weekday, lazy="raise_on_sql"
    )

    def limit_of(self, own: int | None) -> int:
        """Give how many introductions a day one gets here who has chosen this many, or none."""
        most = self.introductions_per_day
        return most if own is None else min(own, most)

    def local(self, moment: datetime) -> datetime:
        """Give the moment as the clock on the wall of this space shows it."""
        return moment.astimezone(ZoneInfo(self.time_zone))

    def today(self, now: datetime) -> date:
        """Give the local day that it is in this space."""
        return self.local(now).date()
