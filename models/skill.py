"""Tags that offers and asks share."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Skill(Base):
    """A tag; an alias points to the tag it means ("UX" to "user experience")."""

    __tablename__ = "skill"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(60), unique=True)
    """The name folded for comparing, see `key_of`."""
    means_id: Mapped[int | None] = mapped_column(
        ForeignKey("skill.id", ondelete="SET NULL"), index=True
    )

    means: Mapped["Skill | None"] = relationship(remote_side="Skill.id", lazy="raise_on_sql")

    @staticmethod
    def key_of(name: str) -> str:
        """Fold a tag for comparing: case and spacing make no difference."""
        return " ".join(name.casefold().split())
