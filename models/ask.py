"""What a member looks for, until it expires."""

import enum
from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.skill import Skill

ASK_LASTS_DAYS = 60

ask_skill = Table(
    "ask_skill",
    Base.metadata,
    Column("ask_id", ForeignKey("ask.id", ondelete="CASCADE"), primary_key=True),
    Column("skill_id", ForeignKey("skill.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class AskKind(enum.Enum):
    """Whom the ask is looking for."""

    SUPPLIER = "supplier"
    MENTOR = "mentor"
    COLLABORATOR = "collaborator"
    FEEDBACK = "feedback"
    CLIENT = "client"
    HIRE = "hire"
    OTHER = "other"


class Ask(Base):
    """One thing a member looks for, in their own words, with skill tags."""

    __tablename__ = "ask"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(
        ForeignKey("profile.member_id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[AskKind]
    words: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    expires_on: Mapped[date]
    """The last day on which it counts; renewing moves it on."""

    skills: Mapped[list[Skill]] = relationship(
        secondary=ask_skill, order_by=Skill.name, lazy="raise_on_sql", passive_deletes=True
    )
