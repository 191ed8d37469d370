"""What one of a member's texts means to the matching, so that it need not be read again."""

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Meaning(Base):
    """The vector of one text of one member; goes when they change any of their words."""

    __tablename__ = "meaning"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    """A hash of the text; the text itself stands with its owner alone."""
    edition: Mapped[str] = mapped_column(String(40))
    """Of the encoder that read it; another one reads anew."""
    vector: Mapped[bytes] = mapped_column(LargeBinary)
