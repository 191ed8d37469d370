"""Who is looking: the signed-in person, and where they stand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session, contains_eager

from app.services import opening
from app.services.errors import NotFound
from models import Member, Membership, Profile, Role, SecondFactor, SignIn, Space


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """The signed-in person, as pages need them: a plain value, no row."""

    id: int
    name: str
    email: str
    photo: str | None
    sign_in_id: int
    signed_in_at: datetime
    seen_at: datetime
    until: datetime
    """When time alone may change this: at the end of the sign-in, or on a new day in a space."""
    has_second_factor: bool = False
    """Whether a code from their phone was asked for after the password."""
    memberships: tuple[Membership, ...]
    """The current ones, each with its space, by the space's name."""
    until_yesterday: tuple[Membership, ...] = ()
    """Those that ended with the day before: an evening may still be going on (`small_hours`)."""

    @property
    def is_host(self) -> bool:
        """Whether this person runs a space."""
        return any(membership.role is Role.HOST for membership in self.memberships)

    def may_host(self, membership: Membership) -> bool:
        """Whether this person runs the space, and has the second step if it asks for one."""
        is_enough = self.has_second_factor or not membership.space.asks_second_factor
        return membership.role is Role.HOST and is_enough

    @property
    def spaces_that_ask(self) -> list[str]:
        """Name the spaces in which this person may be a host only with a second step."""
        held = (one for one in self.memberships if one.role is Role.HOST)
        return [one.space.name for one in held if not self.may_host(one)]

    is_authenticated = True
    is_active = True
    is_anonymous = False


@dataclass(frozen=True, kw_only=True)
class Here:
    """A viewer in one of their spaces at one moment."""

    viewer: Viewer
    membership: Membership
    space: Space
    now: datetime

    @property
    def today(self) -> date:
        """The local day of the space."""
        return self.space.today(self.now)

    @property
    def is_host(self) -> bool:
        """Whether the viewer may act as a host of this space."""
        return self.viewer.may_host(self.membership)

    @property
    def lacks_second_factor(self) -> bool:
        """Whether the viewer would be host here with a second step, and is not without."""
        return self.membership.role is Role.HOST and not self.is_host


def viewer_of(session: Session, token_hash: str, *, now: datetime) -> Viewer | None:
    """Give the person behind a sign-in with their current memberships, in one query.

    None when the sign-in has ended or its owner may not sign in any more.
    """
    rows = session.execute(_behind(), {"token_hash": token_hash, "now": now}).all()
    if not rows:
        return None
    first = rows[0]
    held = [row.Membership for row in rows if row.Membership is not None and row.joined_at]
    current = tuple(m for m in held if m.is_current(m.space.today(now)))
    until_yesterday = tuple(m for m in held if _ended_yesterday(m, m.space.today(now)))
    is_host = any(m.role is Role.HOST for m in current)
    ends_at = SignIn.end_of(first.created_at, first.seen_at, is_host=is_host)
    if ends_at <= now:
        return None
    new_days = (opening.end_of_day(m.space, m.space.today(now)) for m in held)
    return Viewer(
        id=first.id,
        name=first.name,
        email=first.email,
        photo=first.photo,
        sign_in_id=first.sign_in_id,
        signed_in_at=first.created_at,
        seen_at=first.seen_at,
        until=min(ends_at, first.expires_at, *new_days),
        has_second_factor=first.has_second_factor,
        memberships=current,
        until_yesterday=until_yesterday,
    )


def _ended_yesterday(membership: Membership, today: date) -> bool:
    return membership.has_ended(today) and membership.is_current(today - timedelta(days=1))


@cache
def _behind() -> Select[*tuple[Any, ...]]:
    """Make the statement once: every request runs it, and making it takes longer."""
    return (
        select(
            SignIn.id.label("sign_in_id"),
            SignIn.created_at,
            SignIn.seen_at,
            SignIn.expires_at,
            Member.id,
            Member.email,
            Profile.name,
            Profile.photo,
            exists().where(SecondFactor.member_id == Member.id).label("has_second_factor"),
            Membership,
            Membership.joined_at,
        )
        .join(Member, Member.id == SignIn.member_id)
        .join(Profile, Profile.member_id == Member.id)
        .outerjoin(Membership, Membership.member_id == Member.id)
        .outerjoin(Space, Space.id == Membership.space_id)
        .options(contains_eager(Membership.space))
        .where(
            SignIn.token_hash == bindparam("token_hash"),
            SignIn.expires_at > bindparam("now"),
            Member.claimed_at.is_not(None),
            Member.disabled_at.is_(None),
        )
        .order_by(Space.name)
    )


def here(viewer: Viewer, slug: str, *, now: datetime) -> Here:
    """Place the viewer in the space of that name; to anybody else there is no such space."""
    for membership in viewer.memberships:
        if membership.space.slug == slug:
            return Here(viewer=viewer, membership=membership, space=membership.space, now=now)
    raise NotFound
