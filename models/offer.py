"""What a member can help others with."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.skill import Skill

offer_skill = Table(
    "offer_skill",
    Base.metadata,
    Column("offer_id", ForeignKey("offer.id", ondelete="CASCADE"), primary_key=True),
    Column("skill_id", ForeignKey("skill.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Offer(Base):
    """One thing a member can help with, in their own words, with skill tags."""

    __tablename__ = "offer"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(
        ForeignKey("profile.member_id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]

    skills: Mapped[list[Skill]] = relationship(
        secondary=offer_skill, order_by=Skill.name, lazy="raise_on_sql", passive_deletes=True
    )
