"""Mending what a host has typed of somebody who has not claimed their profile yet."""

from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.services import addresses, departures, hosting
from app.services.errors import Refused
from app.services.members import erasure, invitations, members
from models import Attendee, Member, Membership, Space, Visit

OWN_NOW = "This profile belongs to its owner now. Only they can change it."
TAKEN = "Somebody on your list has this e-mail already."


def correct(
    session: Session, space: Space, membership_id: int, *, name: str, email: str, now: datetime
) -> Membership:
    """Mend the name or address of somebody who has not claimed their profile yet.

    A link that went to another address stops working. Where the address is somebody's of another
    space, they come on the list as when they are added, and whoever was mistyped leaves it, without
    a row to wonder about unless they have been in: to refuse would tell a host, without a trace,
    who has an account.
    """
    name, email = members.readable(name), addresses.email_of(email)
    membership = members.membership_in(session, space, membership_id)
    member = membership.member
    session.refresh(member, ["claimed_at", "email"], with_for_update=True)
    members.require_not_left(space, membership, now=now)
    if member.claimed_at is not None or hosting.belongs_elsewhere(session, membership, now=now):
        raise Refused(OWN_NOW)
    if email != member.email:
        if not _has_moved(session, member, email):
            return _instead(session, space, membership, email=email, name=name, now=now)
        departures.leave_lists(session, member.id, but=membership.id, now=now)
        invitations.revoke(session, membership, now=now)
    if name != member.profile.name:
        member.profile.name = name
        member.profile.touch()
    return membership


def _has_moved(session: Session, member: Member, email: str) -> bool:
    try:
        with session.begin_nested():
            member.email = email
    except IntegrityError:
        return False
    return True


def _instead(
    session: Session, space: Space, mistyped: Membership, *, email: str, name: str, now: datetime
) -> Membership:
    here = exists().where(
        Membership.space_id == space.id,
        Membership.member_id == Member.id,
        Membership.is_off_list.is_(False),
    )
    if session.scalar(select(here.where(Member.email == email))):
        raise Refused(TAKEN)
    right = members.add(session, space, email=email, name=name, role=mistyped.role, now=now)
    if _is_a_line_alone(session, mistyped):
        erasure.forget(session, mistyped.member_id)
        return right
    members.see_out(session, space, mistyped, now=now)
    return right


def _is_a_line_alone(session: Session, membership: Membership) -> bool:
    """Whether somebody has never been in, is asked to no mixer, and never was in another space."""
    who = membership.member_id
    traces = (
        exists().where(Visit.member_id == who),
        exists().where(Attendee.member_id == who),
        exists().where(Membership.member_id == who, Membership.id != membership.id),
    )
    return not session.scalar(select(or_(*traces)))
