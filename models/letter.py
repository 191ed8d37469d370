"""A letter that is to be sent, and what became of it."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.member import Member


class LetterKind(enum.Enum):
    """Which letter; `templates/mail` has one file for each."""

    INVITATION = "invitation"
    RESET = "reset"
    NEW_EMAIL = "new_email"
    EMAIL_CHANGED = "email_changed"
    SECOND_FACTOR_ON = "second_factor_on"
    SECOND_FACTOR_OFF = "second_factor_off"
    RECOVERY_CODE_USED = "recovery_code_used"
    PROPOSED = "proposed"
    AGREED = "agreed"
    HELLO = "hello"
    DID_YOU_MEET = "did_you_meet"
    MIXER_INVITATION = "mixer_invitation"
    MIXER_PLACE = "mixer_place"
    MIXER_CHANGED = "mixer_changed"
    MIXER_CANCELLED = "mixer_cancelled"
    MIXER_REMINDER = "mixer_reminder"


class Letter(Base):
    """One letter to one member about one row, written when it is sent.

    The row is made in the same transaction as what it tells of, so nothing is
    sent that was rolled back and nothing is lost in a crash. It holds no words
    and no token: they are worked out at the last moment.
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("kind", "member_id", "about_id"),
        Index("ix_letter_sent_at_claimed_until", "sent_at", "claimed_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[LetterKind]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    about_id: Mapped[int]
    """The row that it tells of: an invitation, an introduction, a mixer and so on, by its kind."""
    message_id: Mapped[str] = mapped_column(String(80), unique=True)
    """Stays the same however often it is tried, so that a mailbox can tell copies."""
    created_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    """While in the future, some process is sending it."""
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    given_up_at: Mapped[datetime | None]
    """Set when it will not be tried again."""
    last_error: Mapped[str] = mapped_column(String(200), default="")

    member: Mapped[Member] = relationship(lazy="raise_on_sql")
