"""Who belongs to a space: added, given another role, leaving, coming back."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, contains_eager

from app.services import addresses, departures, hosting, texts
from app.services.errors import NotFound, Refused
from app.services.members import invitations
from app.services.presence import presence
from models import Member, Membership, Profile, Role, SignIn, Space

LONGEST_NAME = 80
SMALL_HOURS = timedelta(hours=6)
"""How long after midnight an evening may still go on."""
HAS_LEFT = "This person has left. Invite them back, so that they can say whether they come."
NOT_ONESELF = "Ask another host to do this: nobody shuts the door behind themselves."


def newcomer(*, email: str, name: str, now: datetime) -> Member:
    """Make a person who has not claimed their profile yet; the address is a checked one."""
    return Member(email=email, created_at=now, profile=Profile(name=name))


def tie(member: Member, space: Space, *, role: Role = Role.MEMBER, now: datetime) -> Membership:
    """Make a membership from today on, with nothing agreed to."""
    return Membership(
        space=space, member=member, role=role, starts_on=space.today(now), created_at=now
    )


def add(
    session: Session, space: Space, *, email: str, name: str, role: Role, now: datetime
) -> Membership:
    """Put somebody on the list of a space; who is on it stays as they are, who has left, too.

    Whoever has an account keeps it as it is, whatever name is given here.
    """
    email, name = addresses.email_of(email), readable(name)
    member = _person(session, email, name, now)
    return add_known(session, member, space, role=role, now=now)


def add_known(
    session: Session, member: Member, space: Space, *, role: Role = Role.MEMBER, now: datetime
) -> Membership:
    """Put somebody who has a row on the list of a space."""
    known = select(Membership).where(
        Membership.space_id == space.id, Membership.member_id == member.id
    )
    membership = session.scalars(known.with_for_update()).one_or_none()
    if membership is None:
        membership = tie(member, space, role=role, now=now)
        try:
            with session.begin_nested():
                session.add(membership)
        except IntegrityError:  # in another process, somebody was quicker
            return session.scalars(known).one()
    elif membership.is_off_list:
        old, membership = membership, tie(member, space, role=role, now=now)
        departures.replace(session, old, membership)
    return membership


def readable(name: str) -> str:
    """Give a name as it is kept; refuse one without a letter."""
    no_name = Refused("A name needs at least one letter.")
    return texts.readable_line(name, most=LONGEST_NAME, otherwise=no_name)


def _person(session: Session, email: str, name: str, now: datetime) -> Member:
    known = select(Member).where(Member.email == email)
    member = session.scalars(known).one_or_none()
    if member is not None:
        return member
    member = newcomer(email=email, name=name, now=now)
    try:
        with session.begin_nested():
            session.add(member)
    except IntegrityError:  # in another process, somebody was quicker
        return session.scalars(known).one()
    return member


def membership_in(session: Session, space: Space, membership_id: int) -> Membership:
    """Give one membership of this space with its person; those of other spaces are not found."""
    found = session.scalars(
        select(Membership)
        .join(Membership.member)
        .join(Member.profile)
        .options(contains_eager(Membership.member).contains_eager(Member.profile))
        .where(
            Membership.id == membership_id,
            Membership.space_id == space.id,
            Membership.is_off_list.is_(False),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def change_role(
    session: Session, space: Space, membership_id: int, *, role: Role, by: int, now: datetime
) -> Membership:
    """Make somebody a member, a guest or a host."""
    membership = _to_change(session, space, membership_id, by=by)
    require_not_left(space, membership, now=now)
    if membership.role is not role:
        hosting.require_another_host(session, membership)
        membership.role = role
    return membership


def end(
    session: Session,
    space: Space,
    membership_id: int,
    *,
    last_day: date | None,
    by: int,
    now: datetime,
) -> Membership:
    """End a membership after its last day, or at once when none is named."""
    membership = _to_change(session, space, membership_id, by=by)
    if last_day is None and membership.has_ended(space.today(now)):
        return membership  # a second tap
    require_not_left(space, membership, now=now)
    if last_day is not None and last_day < space.today(now):
        msg = "That day is over. Choose today or a later day, or end it at once."
        raise Refused(msg)
    hosting.require_another_host(session, membership)
    membership.ends_on = last_day
    if last_day is None:
        see_out(session, space, membership, now=now)
    return membership


def take_back(
    session: Session, space: Space, membership_id: int, *, by: int, now: datetime
) -> Membership:
    """Let a membership go on that was to end."""
    membership = _to_change(session, space, membership_id, by=by)
    require_not_left(space, membership, now=now)
    membership.starts_on = min(membership.starts_on, space.today(now))
    membership.ends_on = None
    return membership


def disable(session: Session, space: Space, membership_id: int, *, by: int, now: datetime) -> None:
    """Switch off the sign-in of somebody who belongs to this space alone."""
    membership = _to_change(session, space, membership_id, by=by)
    require_not_left(space, membership, now=now)
    hosting.require_ours_alone(session, membership, now=now)
    hosting.require_another_host(session, membership)
    who = membership.member_id
    session.execute(
        update(Member).where(Member.id == who, Member.disabled_at.is_(None)).values(disabled_at=now)
    )
    session.execute(delete(SignIn).where(SignIn.member_id == who))
    invitations.revoke(session, membership, now=now)
    _close_stay(session, who, space, now)


def enable(session: Session, space: Space, membership_id: int, *, by: int, now: datetime) -> None:
    """Let somebody sign in again."""
    membership = _to_change(session, space, membership_id, by=by)
    require_not_left(space, membership, now=now)
    hosting.require_ours_alone(session, membership, now=now)
    membership.member.disabled_at = None


def require_not_left(space: Space, membership: Membership, *, now: datetime) -> None:
    """Refuse to do anything for somebody who has left but inviting them back."""
    if membership.has_ended(space.today(now)):
        raise Refused(HAS_LEFT)


def _to_change(session: Session, space: Space, membership_id: int, *, by: int) -> Membership:
    # Hosts take turns: of two who demote each other, the second finds the first one's doing.
    session.execute(select(Space.id).where(Space.id == space.id).with_for_update(key_share=True))
    membership = membership_in(session, space, membership_id)
    if membership.member_id == by:
        raise Refused(NOT_ONESELF)
    return membership


def see_out(session: Session, space: Space, membership: Membership, *, now: datetime) -> None:
    """End a membership at once, with a stay that runs and a link that is out."""
    membership.ends_on = _already_over(space, now)
    invitations.revoke(session, membership, now=now)
    _close_stay(session, membership.member_id, space, now)


def _already_over(space: Space, now: datetime) -> date:
    # Over by the clock of the space and by UTC, whichever is behind; and for an evening of the
    # day before that goes on, to which whoever belonged to that day may come after midnight.
    evening = now - SMALL_HOURS
    return min(space.today(evening), evening.astimezone(UTC).date()) - timedelta(days=1)


def _close_stay(session: Session, member_id: int, space: Space, now: datetime) -> None:
    visit = presence.open_visit_of(session, member_id)
    if visit is not None and visit.space_id == space.id:
        presence.check_out(session, member_id, now=now)
