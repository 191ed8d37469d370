"""Somebody who is asked to a mixer, comes to it, or came."""

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.member import Member
from models.mixer import Mixer


class Rsvp(enum.Enum):
    """Whether somebody comes."""

    INVITED = "invited"
    GOING = "going"
    WAITING = "waiting"
    """Would come if a place came free; the one who has waited longest comes first."""
    NOT_GOING = "not_going"


class MixerRole(enum.Enum):
    """On which side somebody sits where mentors meet mentees."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class Attendee(Base):
    """One person at one mixer: a member, or a guest who is there by name alone."""

    __tablename__ = "attendee"
    __table_args__ = (
        UniqueConstraint("mixer_id", "member_id"),
        Index("ix_attendee_mixer_id_reply", "mixer_id", "reply"),
        Index("ix_attendee_member_id", "member_id"),
        CheckConstraint("member_id IS NOT NULL OR name != ''", name="somebody"),
        {"sqlite_autoincrement": True},  # seats are given to numbers
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mixer_id: Mapped[int] = mapped_column(ForeignKey("mixer.id", ondelete="CASCADE"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    """Empty for guests, who have a name, a company and an industry of their own."""
    name: Mapped[str] = mapped_column(String(80), default="")
    company: Mapped[str] = mapped_column(String(120), default="")
    industry: Mapped[str] = mapped_column(String(24), default="")
    """A code of `models.industry`, or empty."""
    offers: Mapped[str] = mapped_column(Text, default="")
    asks: Mapped[str] = mapped_column(Text, default="")
    """What a guest can help with and looks for; members have theirs in the profile."""
    reply: Mapped[Rsvp] = mapped_column(default=Rsvp.INVITED)
    replied_at: Mapped[datetime | None]
    """Since when the reply holds; places come free in this order."""
    said_before: Mapped[Rsvp | None]
    """What this person had said who was let in at the door, unless that they come."""
    role: Mapped[MixerRole | None]
    first_round: Mapped[int | None]
    """From which round on this person is there; empty means from the beginning."""
    last_round: Mapped[int | None]
    """Until the end of which round; empty means to the end."""
    is_listed: Mapped[bool] = mapped_column(default=False)
    """Whether members who may see this person may read here that they come."""
    wants_letters: Mapped[bool] = mapped_column(default=False)
    """Whether this person is written to about changes and on the day before."""
    arrived_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    mixer: Mapped[Mixer] = relationship(lazy="raise_on_sql")
    member: Mapped[Member | None] = relationship(lazy="raise_on_sql")

    @property
    def is_there(self) -> bool:
        """Whether this person has come and not left."""
        return self.arrived_at is not None and self.left_at is None
