"""Today's visits as hosts see them at the front desk: who is in, and letting people in and out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select
from sqlalchemy.orm import Session

from app.services import departures, faces, hosting
from app.services.errors import NotFound, Refused
from app.services.faces import Face
from app.services.members import members
from app.services.presence import presence
from app.services.texts import folded
from models import Member, Membership, Profile, Space, Visit, VisitSource, Zone

NOT_JOINED = "This person has not accepted your invitation yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One visit of today, as a plain value."""

    id: int
    member_id: int
    face: Face
    name: str
    zone: str
    since: datetime
    left_at: datetime | None
    is_in: bool
    is_listed: bool
    heads_down_until: datetime | None


def today_in(session: Session, space: Space, *, now: datetime) -> list[Stay]:
    """Give today's visits, those who are in first, also those that members do not see."""
    today = space.today(now)
    rows = session.execute(
        select(
            Visit.id,
            Visit.member_id,
            Visit.checked_in_at,
            Visit.checked_out_at,
            Visit.closes_at,
            Visit.is_listed,
            Visit.heads_down_until,
            hosting.is_shown(today).label("is_shown"),
            departures.name_on_list(today).label("name"),
            Profile.photo,
            Zone.name.label("zone"),
        )
        .join(Member, Member.id == Visit.member_id)
        .join(Profile, Profile.member_id == Member.id)
        .outerjoin(
            Membership,
            (Membership.member_id == Visit.member_id) & (Membership.space_id == Visit.space_id),
        )
        .outerjoin(Zone, Zone.id == Visit.zone_id)
        .where(Visit.space_id == space.id, _is_of_today(space, now))
    )
    stays = [_stay(row, now) for row in rows]
    return sorted(stays, key=lambda stay: (not stay.is_in, folded(stay.name), stay.id))


def _stay(row: Row[*tuple[Any, ...]], now: datetime) -> Stay:
    # A stay that has outlived the closing time is over, even before a job says so.
    ended_at = row.checked_out_at or (row.closes_at if row.closes_at <= now else None)
    is_down = row.heads_down_until is not None and row.heads_down_until > now
    return Stay(
        id=row.id,
        member_id=row.member_id,
        face=faces.face(row.member_id, row.name, row.photo if row.is_shown else None),
        name=row.name,
        zone=row.zone or "",
        since=row.checked_in_at,
        left_at=ended_at,
        is_in=ended_at is None,
        is_listed=row.is_listed,
        heads_down_until=row.heads_down_until if is_down else None,
    )


def _is_of_today(space: Space, now: datetime) -> ColumnElement[bool]:
    is_running = and_(Visit.checked_out_at.is_(None), Visit.closes_at > now)
    return or_(Visit.day == space.today(now), is_running)


def check_in(session: Session, space: Space, membership_id: int, *, now: datetime) -> Visit:
    """Let somebody in; members see it only if that is what this person has chosen for always.

    Whoever has an account and has not accepted the invitation is not let in by others: it
    would end a stay of theirs in a space of their own.
    """
    membership = members.membership_in(session, space, membership_id)
    members.require_not_left(space, membership, now=now)
    if hosting.is_stranger(membership):
        raise Refused(NOT_JOINED)
    if membership.member.disabled_at is not None:
        message = "The sign-in of this person is switched off. Switch it on again first."
        raise Refused(message)
    return presence.check_in(
        session, membership, is_listed=membership.is_listed, source=VisitSource.HOST, now=now
    )


def check_out(session: Session, space: Space, visit_id: int, *, now: datetime) -> None:
    """Note that somebody has left; a second tap changes nothing."""
    visit = session.scalars(
        select(Visit).where(Visit.id == visit_id, Visit.space_id == space.id)
    ).one_or_none()
    if visit is None:
        raise NotFound
    # This very stay: meanwhile its owner may have gone on to another space.
    presence.close(session, Visit.id == visit.id, now=now)
