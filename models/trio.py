"""Three members proposed to each other together."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Trio(Base):
    """What ties the three introductions of three members, each with each, together.

    Whatever holds between two people, holds in each of the three rows. Only what one of the
    three sees and says is about both others at once: one card, one answer, one place of the
    day's limit. The row names nobody, so nothing of anybody stays in it.
    """

    __tablename__ = "trio"

    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
