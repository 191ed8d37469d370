"""What a member likes beyond work."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Interest(Base):
    """One interest of one member, as a plain tag in lower case."""

    __tablename__ = "interest"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("profile.member_id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
