"""The one ledger of who met whom."""

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Via(enum.Enum):
    """How two people came to meet."""

    INTRODUCTION = "introduction"
    MIXER = "mixer"
    BY_HAND = "by_hand"


class Encounter(Base):
    """Two people met. Introductions and mixers both read this ledger and both write it."""

    __tablename__ = "encounter"
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="ordered"),
        Index("ix_encounter_first_id", "first_id"),
        Index("ix_encounter_second_id", "second_id"),
        # What both see is there once for both; what one notes by hand is there once for each
        # who notes it. In one index the second to note a meeting would learn of the first.
        Index(
            "uq_encounter_shared",
            *("first_id", "second_id", "day", "via"),
            unique=True,
            sqlite_where=text("noted_by_id IS NULL"),
            postgresql_where=text("noted_by_id IS NULL"),
        ),
        Index(
            "uq_encounter_by_hand",
            *("first_id", "second_id", "day", "noted_by_id"),
            unique=True,
            sqlite_where=text("noted_by_id IS NOT NULL"),
            postgresql_where=text("noted_by_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"))
    first_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    day: Mapped[date]
    via: Mapped[Via]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    """Who noted a meeting by hand; only they see it. Empty for all others."""
    created_at: Mapped[datetime]
