"""What a member was asked, in which words, and what they said."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class ConsentKind(enum.Enum):
    """What consent is asked for, each on its own."""

    LISTED = "listed"
    INTRODUCTIONS = "introductions"
    MAIL = "mail"


class Consent(Base):
    """One answer to one question; rows are added, never changed."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(
        ForeignKey("membership.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[ConsentKind]
    is_given: Mapped[bool]
    wording: Mapped[str] = mapped_column(Text)
    """The very sentence the person saw."""
    at: Mapped[datetime]
