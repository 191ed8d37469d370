"""A language that a member speaks."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class SpokenLanguage(Base):
    """One language of one member, by its BCP 47 code."""

    __tablename__ = "spoken_language"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("profile.member_id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
