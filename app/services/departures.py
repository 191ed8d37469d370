"""What hosts keep of people who have left: the name with which they left, and when.

Neither a later name nor any address or picture of them is told, nor whether they use their
account for another space. Whoever moves to another address, having left or not accepted yet,
goes from the list, as whoever deletes the account does: an old line beside a free address
would tell that the account is in use.
"""

from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    and_,
    case,
    delete,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from app.services import hosting
from models import Attendee, Consent, Member, Membership, Mixer, Profile, Space
from models.base import UtcDateTime
from models.local_day import local_day


def name_on_list(today: date) -> ColumnElement[str]:
    """Give the name on the hosts' list, in a query over member, profile and membership.

    Whoever never came stands there as the address that was typed.
    """
    is_known = or_(hosting.is_shown(today), Membership.joined_at.is_not(None))
    return case(
        (Membership.left_as.is_not(None), Membership.left_as),
        (is_known, Profile.name),
        else_=Member.email,
    )


def email_on_list(today: date) -> ColumnElement[str]:
    """Give the address on the hosts' list; none of somebody who has left or is invited back."""
    is_gone = and_(hosting.has_left(today), Membership.joined_at.is_not(None))
    return case((or_(is_gone, Membership.left_as.is_not(None)), ""), else_=Member.email)


def name_in(space_id: int, profile: type[Profile]) -> ColumnElement[str]:
    """Give somebody's name for the hosts of a space: of who has left, the one then."""
    return func.coalesce(
        select(Membership.left_as)
        .where(Membership.space_id == space_id, Membership.member_id == profile.member_id)
        .scalar_subquery(),
        profile.name,
    )


def photo_in(space_id: int, profile: type[Profile], *, today: date) -> ColumnElement[str | None]:
    """Give somebody's picture for the hosts of a space; none of who has left."""
    belongs = exists().where(
        Membership.space_id == space_id,
        Membership.member_id == profile.member_id,
        Membership.joined_at.is_not(None),
        ~hosting.has_left(today),
    )
    return case((belongs, profile.photo), else_=None)


def name_at_mixer() -> ColumnElement[str]:
    """Give the name of an attendee, in a query over profiles: of who has left, the one then."""
    return func.coalesce(_left_as(), Profile.name, Attendee.name)


def _left_as() -> ScalarSelect[str | None]:
    return (
        select(Membership.left_as)
        .join(Mixer, Mixer.space_id == Membership.space_id)
        .where(Mixer.id == Attendee.mixer_id, Membership.member_id == Attendee.member_id)
        .correlate(Attendee)
        .scalar_subquery()
    )


def has_left_since(mixer: Mixer, *, now: datetime) -> ColumnElement[bool]:
    """Say of an attendee of a mixer that is over that they have left the space since."""
    if now <= mixer.ends_at:
        return false()
    has_left = exists().where(
        Membership.space_id == mixer.space_id,
        Membership.member_id == Attendee.member_id,
        or_(Membership.joined_at.is_(None), _is_over(now)),
    )
    return has_left.correlate(Attendee)


def keep_name(session: Session, member_id: int, name: str, *, now: datetime) -> None:
    """Let spaces that somebody has left go on with their name of then, before they take another."""
    session.execute(
        update(Membership)
        .where(
            Membership.member_id == member_id,
            Membership.left_as.is_(None),
            Membership.joined_at.is_not(None),
            _is_over(now),
        )
        .values(left_as=name)
    )


def leave_lists(session: Session, member_id: int, *, but: int | None = None, now: datetime) -> None:
    """Take somebody with another address off the lists of spaces that they have left or not joined.

    What was agreed to there is kept, and an invitation goes on to be theirs.
    """
    session.execute(
        update(Membership)
        .where(
            Membership.member_id == member_id,
            Membership.id != (but or 0),
            or_(Membership.joined_at.is_(None), _is_over(now)),
        )
        .values(is_off_list=True)
    )


def replace(session: Session, old: Membership, new: Membership) -> None:
    """Put a new line in the place of one that hosts see no more, under another number.

    The old number would tell who it is. What the person had agreed to goes along as history.
    """
    columns = (Consent.kind, Consent.is_given, Consent.wording, Consent.at)
    said = select(*columns).where(Consent.membership_id == old.id).order_by(Consent.id)
    history = session.execute(said).mappings().all()
    session.execute(delete(Membership).where(Membership.id == old.id))
    session.expunge(old)
    session.add(new)
    session.flush()
    session.add_all(Consent(membership_id=new.id, **answer) for answer in history)


def _is_over(now: datetime) -> ColumnElement[bool]:
    moment = literal(now, UtcDateTime())
    today = select(local_day(Space.time_zone, moment)).where(Space.id == Membership.space_id)
    return hosting.has_left(today.correlate(Membership).scalar_subquery())
