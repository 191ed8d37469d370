"""How far a host's hand reaches: a space keeps a host, and nobody acts for another space."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.services.errors import Refused
from models import Member, Membership, Role

Day = date | ColumnElement[date]

LAST_HOST = "A space needs a host. Make somebody else a host first."
ELSEWHERE = (
    "This sign-in is not for your space alone to switch off. End the membership instead; "
    "that takes effect at once."
)


def runs_for_good() -> ColumnElement[bool]:
    """Say of a membership that it makes somebody a host of the space, with no end in sight."""
    return and_(
        Membership.role == Role.HOST,
        Membership.joined_at.is_not(None),
        Membership.ends_on.is_(None),
    )


def has_another_host(session: Session, space_id: int, *, but: int) -> bool:
    """Whether somebody who can sign in runs the space for good beside this member."""
    others = exists().where(
        runs_for_good(),
        Membership.space_id == space_id,
        Membership.member_id != but,
        Member.id == Membership.member_id,
        Member.claimed_at.is_not(None),
        Member.disabled_at.is_(None),
    )
    return bool(session.scalar(select(others)))


def require_another_host(session: Session, membership: Membership) -> None:
    """Refuse what would leave a space without anybody to run it."""
    is_host = membership.role is Role.HOST
    if is_host and not has_another_host(session, membership.space_id, but=membership.member_id):
        raise Refused(LAST_HOST)


def require_ours_alone(session: Session, membership: Membership, *, now: datetime) -> None:
    """Refuse to act for somebody who belongs to another space, too, or not to this one yet."""
    if is_stranger(membership) or belongs_elsewhere(session, membership, now=now):
        raise Refused(ELSEWHERE)


def is_shown(today: Day) -> ColumnElement[bool]:
    """Say of a member on a list, in a query over both, that its hosts may see who that is.

    Nothing is shown of somebody with an account before they have accepted, nor of what hosts
    of another space have typed of somebody: or a host could learn who is behind any address
    by adding it. Nothing is shown, either, of what becomes of somebody who has left.
    """
    earlier = aliased(Membership)
    typed_next_door = (
        exists()
        .where(
            earlier.member_id == Membership.member_id,
            earlier.space_id != Membership.space_id,
            earlier.id < Membership.id,
            or_(earlier.ends_on.is_(None), earlier.ends_on >= today),
        )
        .correlate(Membership)
    )
    is_ours = and_(Member.claimed_at.is_(None), ~typed_next_door)
    return and_(~has_left(today), or_(Membership.joined_at.is_not(None), is_ours))


def has_left(today: Day) -> ColumnElement[bool]:
    """Say of a membership, in a query, that its last day is over."""
    return and_(Membership.ends_on.is_not(None), Membership.ends_on < today)


def is_stranger(membership: Membership) -> bool:
    """Whether somebody has an account and has not accepted this space's invitation."""
    return membership.member.claimed_at is not None and membership.joined_at is None


def belongs_elsewhere(session: Session, membership: Membership, *, now: datetime) -> bool:
    """Whether somebody is on the list of another space."""
    elsewhere = exists().where(
        Membership.member_id == membership.member_id,
        Membership.space_id != membership.space_id,
        or_(Membership.ends_on.is_(None), Membership.ends_on >= now.date() - timedelta(days=1)),
    )
    return bool(session.scalar(select(elsewhere)))
