"""Inviting people of a space to claim their profile: one, or all who have not been yet."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import hosting, memberships
from app.services.errors import Refused
from app.services.members import invitations, members, members_queries
from app.services.members.members_queries import State
from models import Invitation, Membership, Role, Space

JUST_NOW = timedelta(minutes=1)


def invite(
    session: Session,
    space: Space,
    membership_id: int,
    *,
    role: Role = Role.MEMBER,
    now: datetime,
) -> Invitation:
    """Invite one person; a second tap within a minute is the same invitation.

    Whoever has left is invited back in a role that is chosen for them: whoever was a host is
    no host again because nobody thought of it. Of others, the list says it already.
    """
    _take_turns(session, space)
    membership = members.membership_in(session, space, membership_id)
    if membership.has_ended(space.today(now)):
        ask_back(session, membership, role=role, now=now)
    if membership.member.disabled_at is not None and not hosting.is_stranger(membership):
        message = "The sign-in of this person is switched off. Switch it on again first."
        raise Refused(message)
    latest = members_queries.open_invitation(session, membership.id, now=now)
    if latest is not None and latest.created_at > now - JUST_NOW:
        return latest
    return invitations.invite(session, membership, now=now)


def ask_back(session: Session, membership: Membership, *, role: Role, now: datetime) -> None:
    """Let a membership that has ended wait for its person, who can then be sent an invitation.

    They say themselves whether they come, and decide anew what is shown of them.
    """
    member = membership.member
    if membership.joined_at is not None and not hosting.belongs_elsewhere(
        session, membership, now=now
    ):
        member.disabled_at = None  # where a host had switched it off, nobody else could let them in
    membership.begin_anew(name=member.profile.name, role=role)
    memberships.unlist_visits(session, membership, now=now)


def invite_all(session: Session, space: Space, *, now: datetime) -> int:
    """Invite everybody who has no link that works, and say how many they were."""
    _take_turns(session, space)
    waiting = [
        person.id
        for person in members_queries.people_of(session, space, now=now)
        if person.state in {State.NOT_INVITED, State.EXPIRED}
    ]
    for membership_id in waiting:
        invitations.invite(session, session.get_one(Membership, membership_id), now=now)
    return len(waiting)


def _take_turns(session: Session, space: Space) -> None:
    session.execute(select(Space.id).where(Space.id == space.id).with_for_update(key_share=True))
