"""One round of a mixer: everybody sits down, talks, and moves on."""

import enum
from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class RoundState(enum.Enum):
    """How far a round has come."""

    PLANNED = "planned"
    RUNNING = "running"
    """Also once its time is over, until the next one begins: meanwhile people move."""
    DONE = "done"


class Round(Base):
    """One round; of those of a mixer one is running at most.

    The clock is kept as the moment at which it will have run out, so that nothing
    needs to tick: a restarted server goes on where it was.
    """

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("mixer_id", "number"),
        Index(
            "uq_round_running",
            "mixer_id",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        CheckConstraint("state = 'planned' OR ends_at IS NOT NULL", name="has_an_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mixer_id: Mapped[int] = mapped_column(ForeignKey("mixer.id", ondelete="CASCADE"))
    number: Mapped[int]
    """From 1."""
    state: Mapped[RoundState] = mapped_column(default=RoundState.PLANNED)
    started_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    """When the time is up; while the round pauses, when it would have been."""
    paused_at: Mapped[datetime | None]
    pauses: Mapped[list[list[float]]] = mapped_column(JSON, default=list, server_default="[]")
    """From when until when it has paused and gone on again (`app.services.evenings.pauses`)."""
    extensions: Mapped[int] = mapped_column(default=0)
    """How often it was made longer; two hosts who press at once mean one and the same."""
