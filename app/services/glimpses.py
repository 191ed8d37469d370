"""A person at a glance, for lines and introductions: face, name, how to say it, what they do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, bindparam, select
from sqlalchemy.orm import Session

from app.services import directory, faces
from models import Member, Profile
from models.base import UtcDateTime

PROFILE_URL = "/people/{id}"
"""Where `profiles.show` answers; written out as the pictures' is. A test holds the two together."""

COLUMNS = (
    Profile.member_id,
    Profile.name,
    Profile.photo,
    Profile.pronunciation,
    Profile.pronouns,
    Profile.headline,
    Profile.working_on,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """A person as the macros for lines and introductions take them."""

    id: int
    name: str
    initials: str
    tint: int
    photo_url: str | None
    """The large picture, sharp up to 128 pixels."""
    pronunciation: str
    pronouns: str
    headline: str
    working_on: str

    @property
    def call_name(self) -> str:
        """Give what one would call this person."""
        return call_name(self.name)

    @property
    def key(self) -> str:
        """Tell this person's card from all others on the page."""
        return str(self.id)

    @property
    def url(self) -> str:
        """Give the address of the profile."""
        return PROFILE_URL.format(id=self.id)


def call_name(name: str) -> str:
    """Give what one would call somebody: the first name, or all of it where that is unclear.

    >>> call_name("Ana Silva"), call_name("Dr. Ana Silva"), call_name("van Dyck")
    ('Ana', 'Dr. Ana Silva', 'van Dyck')
    """
    first, *_ = name.split(maxsplit=1) or [""]
    return name if first.endswith(".") or first.islower() else first or name


def glimpse(row: Row[*tuple[Any, ...]]) -> Glimpse:
    """Make a glimpse of a person from a row that has `COLUMNS`."""
    face = faces.face(row.member_id, row.name, row.photo)
    return Glimpse(
        id=row.member_id,
        name=row.name,
        initials=face.initials,
        tint=face.tint,
        photo_url=faces.photo_url(row.photo, 256),
        pronunciation=row.pronunciation,
        pronouns=row.pronouns,
        headline=row.headline,
        working_on=row.working_on,
    )


def seen_by(
    session: Session, viewer_id: int, *, among: Collection[int], now: datetime
) -> dict[int, Glimpse]:
    """Give a glimpse of those among these people whom the viewer may see."""
    if not among:
        return {}
    rows = session.execute(_seen(), {"viewer_id": viewer_id, "among": list(among), "now": now})
    return {row.member_id: glimpse(row) for row in rows}


@cache
def _seen() -> Select[*tuple[Any, ...]]:
    """Make the statement once: every page runs it, and making it takes far longer."""
    seen = directory.visible_members(
        bindparam("viewer_id", type_=Integer()), now=bindparam("now", type_=UtcDateTime())
    ).where(Member.id.in_(bindparam("among", expanding=True)))
    return select(*COLUMNS).where(Profile.member_id.in_(seen))
