"""Inviting people of a space to claim their profile: one, or all who have not been yet."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import hosting, invitations, members, members_queries
from app.services.errors import Refused
from app.services.members_queries import State
from models import Invitation, Membership, Space

JUST_NOW = timedelta(minutes=1)


def invite(session: Session, space: Space, membership_id: int, *, now: datetime) -> Invitation:
    """Invite one person; a second tap within a minute is the same invitation."""
    _take_turns(session, space)
    membership = members.membership_in(session, space, membership_id)
    is_off = membership.member.disabled_at is not None and not hosting.is_stranger(membership)
    if not membership.is_current(space.today(now)) or is_off:
        message = "This person does not belong to the space now. Take them back first."
        raise Refused(message)
    latest = members_queries.open_invitation(session, membership.id, now=now)
    if latest is not None and latest.created_at > now - JUST_NOW:
        return latest
    return invitations.invite(session, membership, now=now)


def invite_all(session: Session, space: Space, *, now: datetime) -> int:
    """Invite everybody whom no link has reached, and say how many they were."""
    _take_turns(session, space)
    waiting = [
        person.id
        for person in members_queries.people_of(session, space, now=now)
        if person.state is State.NOT_INVITED
    ]
    for membership_id in waiting:
        invitations.invite(session, session.get_one(Membership, membership_id), now=now)
    return len(waiting)


def _take_turns(session: Session, space: Space) -> None:
    session.execute(select(Space.id).where(Space.id == space.id).with_for_update())
