"""The people of a space as its hosts see them: who they are and how far they have come."""

import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from app.services import departures, faces, hosting
from app.services.faces import Face
from app.services.texts import folded
from models import Invitation, Member, Membership, Profile, Role, Space

T = TypeVar("T")

PAGE = 50
_LONGEST = 200
"""More of a text is not looked through."""


class State(enum.Enum):
    """How far somebody has come, from their name on a list to being one of us, and out again."""

    NOT_INVITED = "not_invited"
    INVITED = "invited"
    EXPIRED = "expired"
    """Their link was not used in time, and none works now."""
    JOINED = "joined"
    DISABLED = "disabled"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One membership with its person, as a plain value; nothing of whom they have met."""

    id: int
    """The number of the membership."""
    member_id: int
    face: Face
    name: str
    email: str
    company: str
    role: Role
    state: State
    starts_on: date
    ends_on: date | None
    is_claimed: bool
    """Whether the profile is the person's own, here or in another space."""

    @property
    def is_here(self) -> bool:
        """Whether they belong to the space now."""
        return self.state is not State.LEFT

    @property
    def over_since(self) -> date | None:
        """The first day on which they did not belong any more; that of an end at once, too."""
        if self.ends_on is None or self.is_here:
            return None
        return self.ends_on + timedelta(days=1)

    @property
    def next_role(self) -> Role:
        """What they are from the next word of a host on; whoever has left, a plain member."""
        return self.role if self.is_here else Role.MEMBER


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of many, and where one is among them."""

    items: Sequence[T]
    number: int
    pages: int
    total: int


def people_of(session: Session, space: Space, *, now: datetime) -> list[Person]:
    """Give everybody on the list of a space, by name.

    All at once, and searched in Python: a space has hundreds, and only so are
    accents and capitals folded alike on every engine.
    """
    today = space.today(now)
    works_until = (
        select(Invitation.membership_id, func.max(Invitation.expires_at).label("until"))
        .join(Membership, Membership.id == Invitation.membership_id)
        .where(
            Membership.space_id == space.id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
        )
        .group_by(Invitation.membership_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Membership.id,
            Membership.member_id,
            Membership.role,
            Membership.joined_at,
            Membership.starts_on,
            Membership.ends_on,
            departures.email_on_list(today).label("email"),
            Member.claimed_at,
            Member.disabled_at,
            departures.name_on_list(today).label("name"),
            Profile.company,
            Profile.photo,
            works_until.c.until,
            hosting.is_shown(today).label("is_shown"),
        )
        .join(Member, Member.id == Membership.member_id)
        .join(Profile, Profile.member_id == Member.id)
        .outerjoin(works_until, works_until.c.membership_id == Membership.id)
        .where(Membership.space_id == space.id, Membership.is_off_list.is_(False))
    )
    people = [_person(row, today=today, now=now) for row in rows]
    return sorted(people, key=lambda person: (folded(person.name), person.id))


def _person(row: Row[*tuple[Any, ...]], *, today: date, now: datetime) -> Person:
    return Person(
        id=row.id,
        member_id=row.member_id,
        face=faces.face(row.member_id, row.name, row.photo if row.is_shown else None),
        name=row.name,
        email=row.email,
        company=row.company if row.is_shown else "",
        role=row.role,
        state=_state(row, today=today, now=now),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_claimed=row.claimed_at is not None,
    )


def _state(row: Row[*tuple[Any, ...]], *, today: date, now: datetime) -> State:
    if row.ends_on is not None and row.ends_on < today:
        return State.LEFT
    # Of an account whose owner has not accepted yet, nobody learns that it is switched off.
    if row.disabled_at is not None and (row.joined_at or row.claimed_at is None):
        return State.DISABLED
    if row.joined_at is not None:
        return State.JOINED
    if row.until is None:
        return State.NOT_INVITED
    return State.INVITED if row.until > now else State.EXPIRED


def chosen(
    people: Iterable[Person], *, words: str = "", state: State | None = None
) -> list[Person]:
    """Keep those of one state (or all who have not left) whom the words describe."""
    return [
        person
        for person in people
        if (person.state is state if state else person.is_here) and is_meant(person, words)
    ]


def is_meant(person: Person, words: str) -> bool:
    """Whether every word begins some word of the name, the e-mail or the company."""
    return begins(f"{person.name} {person.email} {person.company}", words)


def begins(text: str, words: str) -> bool:
    """Whether each of the words begins some word of the text; capitals and accents are alike."""
    there, wanted = (re.split(r"\W+", folded(one[:_LONGEST])) for one in (text, words))
    return all(any(word.startswith(want) for word in there) for want in wanted if want)


def page_of(items: Sequence[T], *, number: int, size: int = PAGE) -> Page[T]:
    """Cut one page out of many; beyond the last one, the last."""
    pages = max(1, ceil(len(items) / size))
    number = min(max(1, number), pages)
    return Page(items[(number - 1) * size : number * size], number, pages, len(items))


def open_invitation(session: Session, membership_id: int, *, now: datetime) -> Invitation | None:
    """Give the invitation whose link works for this membership."""
    found = session.scalars(
        select(Invitation)
        .where(
            Invitation.membership_id == membership_id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now,
        )
        .order_by(Invitation.id.desc())
        .limit(1)
    )
    return found.one_or_none()
