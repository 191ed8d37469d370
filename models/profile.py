"""What a member tells about themselves."""

import enum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.ask import Ask
from models.base import Base
from models.interest import Interest
from models.language import SpokenLanguage
from models.link import Link
from models.offer import Offer


class WayOfWorking(enum.Enum):
    """How somebody earns their living."""

    FREELANCE = "freelance"
    CONSULTANT = "consultant"
    SMALL_BUSINESS = "small_business"
    STARTUP = "startup"
    LARGER_COMPANY = "larger_company"


class Profile(Base):
    """What a member tells about themselves; everything but the name may stay empty."""

    __tablename__ = "profile"
    __table_args__ = (
        Index(
            "ix_profile_photo",
            "photo",
            sqlite_where=text("photo IS NOT NULL"),
            postgresql_where=text("photo IS NOT NULL"),
        ),
    )

    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(String(80))
    pronunciation: Mapped[str] = mapped_column(String(80), default="")
    pronouns: Mapped[str] = mapped_column(String(40), default="")
    headline: Mapped[str] = mapped_column(String(120), default="")
    bio: Mapped[str] = mapped_column(Text, default="")
    working_on: Mapped[str] = mapped_column(String(200), default="")
    industry: Mapped[str] = mapped_column(String(24), default="")
    """A code of `models.industry`, or empty."""
    company: Mapped[str] = mapped_column(String(120), default="")
    way_of_working: Mapped[WayOfWorking | None]
    photo: Mapped[str | None] = mapped_column(String(40))
    """The random stem of the stored pictures' file names."""
    version: Mapped[int] = mapped_column(default=1)
    """Grows with every change, so that a rendered card can be kept until then."""

    languages: Mapped[list[SpokenLanguage]] = relationship(
        order_by=SpokenLanguage.position,
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
        passive_deletes=True,
    )
    links: Mapped[list[Link]] = relationship(
        order_by=Link.position,
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
        passive_deletes=True,
    )
    interests: Mapped[list[Interest]] = relationship(
        order_by=Interest.name,
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
        passive_deletes=True,
    )
    offers: Mapped[list[Offer]] = relationship(
        order_by=Offer.id,
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
        passive_deletes=True,
    )
    asks: Mapped[list[Ask]] = relationship(
        order_by=Ask.id,
        cascade="all, delete-orphan",
        lazy="raise_on_sql",
        passive_deletes=True,
    )

    def touch(self) -> None:
        """Mark the profile as changed, so that no kept copy of its card is shown."""
        self.version += 1
