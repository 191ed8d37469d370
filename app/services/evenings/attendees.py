"""Who comes to a mixer: who may, and who of them is told to each."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, case, literal, or_, select
from sqlalchemy.orm import Session

from app.services import glimpses
from app.services.glimpses import Glimpse
from app.services.texts import folded
from app.services.viewers import Here
from models import Attendee, Member, Membership, Mixer, Rsvp, Space
from models.base import UtcDateTime
from models.local_day import local_day

SHOWN = 24


def seen_coming(session: Session, mixer: Mixer, here: Here) -> list[Glimpse]:
    """Give those who come, have agreed that it is read here, and whom the viewer may see anyway.

    All others are in the count alone, which is the same for everybody: so a block
    looks like somebody who would rather not be named.
    """
    listed = session.scalars(
        select(Attendee.member_id)
        .where(
            Attendee.mixer_id == mixer.id,
            Attendee.reply == Rsvp.GOING,
            Attendee.is_listed.is_(True),
            Attendee.member_id.is_not(None),
            Attendee.member_id != here.viewer.id,
            is_seated(mixer, now=here.now),
        )
        .order_by(Attendee.id)
    )
    ids = [one for one in listed if one is not None]
    seen = glimpses.seen_by(session, here.viewer.id, among=ids, now=here.now)
    return sorted(seen.values(), key=lambda one: (folded(one.name), one.id))[:SHOWN]


def is_seated(mixer: Mixer, *, now: datetime) -> ColumnElement[bool]:
    """Say of an attendee that they belong to the space, or are a guest by name: a seat is theirs.

    An evening is of the day on which it begins: a membership that ends with that day goes on
    after midnight.
    """
    at = literal(_moment(mixer, now), UtcDateTime()), literal(now, UtcDateTime())
    since, today = (
        select(local_day(Space.time_zone, moment)).where(Space.id == mixer.space_id)
        for moment in at
    )
    return _is_welcome(mixer.space_id, today.scalar_subquery(), since=since.scalar_subquery())


def is_welcome_to_any(space: Space, *, now: datetime) -> ColumnElement[bool]:
    """Say the same of an attendee of any mixer of a space, in a query over both."""
    moment = case((Mixer.starts_at < now, Mixer.starts_at), else_=literal(now, UtcDateTime()))
    since = local_day(literal(space.time_zone), moment)
    return _is_welcome(space.id, space.today(now), since=since)


def evening_of(mixer: Mixer, space: Space, *, now: datetime) -> date:
    """Give the day by which an evening goes: that on which it began, or today before it has."""
    return space.today(_moment(mixer, now))


def _moment(mixer: Mixer, now: datetime) -> datetime:
    return min(now, mixer.starts_at)


def _is_welcome(
    space_id: int, today: date | ColumnElement[date], *, since: ColumnElement[date]
) -> ColumnElement[bool]:
    members = members_of(space_id, today, since=since)
    return or_(Attendee.member_id.is_(None), Attendee.member_id.in_(members))


def members_of(
    space_id: int,
    today: date | ColumnElement[date],
    *,
    since: date | ColumnElement[date] | None = None,
) -> Select[int]:
    """Give the ids of those who belong to the space and can sign in, to build on.

    Where a day is given since when, whoever belonged to it then counts as well.
    """
    return (
        select(Membership.member_id)
        .join(Member, Member.id == Membership.member_id)
        .where(
            Membership.space_id == space_id,
            Membership.joined_at.is_not(None),
            Membership.starts_on <= today,
            or_(
                Membership.ends_on.is_(None),
                Membership.ends_on >= (today if since is None else since),
            ),
            Member.claimed_at.is_not(None),
            Member.disabled_at.is_(None),
        )
    )
