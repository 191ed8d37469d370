"""Who comes to a mixer without a word: let in one by one, or all together who are in the space."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from app.services import once
from app.services.errors import Refused
from app.services.evenings.attendees import evening_of
from app.services.matchmaking import matchmaking_queries
from app.services.members import members
from app.services.mixers import doors
from app.services.seating import rsvps
from app.services.seating.seating_returns import A_MOMENT
from models import Attendee, Mixer, Round, Rsvp, Space, Visit

NO_MEMBER = "Only people who have joined the space can be let in. Write down others by name."


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Those who were let in together a moment ago."""

    first_id: int
    """Of the attendee by whom they are known again."""
    people: int


def walk_in(
    session: Session, mixer: Mixer, space: Space, membership_id: int, *, now: datetime
) -> int:
    """Let in a member who has not replied, and give the number of the attendee."""
    rsvps.take_turns(session, mixer)
    doors.require_open(session, mixer, now)
    membership = members.membership_in(session, space, membership_id)
    days = (space.today(now), evening_of(mixer, space, now=now))
    if membership.joined_at is None or not any(map(membership.is_current, days)):
        raise Refused(NO_MEMBER)
    _add(session, mixer, membership.member_id, now)
    is_theirs = and_(Attendee.mixer_id == mixer.id, Attendee.member_id == membership.member_id)
    doors.let_in(session, is_theirs, now)
    return session.scalars(select(Attendee.id).where(is_theirs)).one()


def present(session: Session, mixer: Mixer, space: Space, *, now: datetime) -> list[int]:
    """Give the members who are in, listed, open and willing to be introduced, and not yet there.

    Whoever said that they do not come, or has left, is not taken along.
    """
    is_settled = select(Attendee.member_id).where(
        Attendee.mixer_id == mixer.id,
        Attendee.member_id.is_not(None),
        (Attendee.reply == Rsvp.NOT_GOING) | Attendee.arrived_at.is_not(None),
    )
    query = matchmaking_queries.with_standing(select(Visit.member_id).select_from(Visit)).where(
        Visit.space_id == space.id,
        matchmaking_queries.is_willing(now, evening_of(mixer, space, now=now)),
        Visit.member_id.not_in(is_settled),
    )
    return [row.member_id for row in session.execute(query.order_by(Visit.member_id))]


def would_come(
    session: Session, mixer: Mixer, ids: Collection[int], *, now: datetime
) -> int | None:
    """Count who comes if these are taken along; None where as many may come as like."""
    if mixer.capacity is None or not ids:
        return None
    is_counted = and_(Attendee.mixer_id == mixer.id, Attendee.reply == Rsvp.GOING)
    counted = select(func.count()).where(is_counted, Attendee.member_id.in_(ids))
    going = rsvps.places(session, mixer, now=now).going
    return going + len(ids) - (session.scalar(counted) or 0)


def take_present(session: Session, mixer: Mixer, space: Space, *, now: datetime) -> int:
    """Let in everybody who is in the space and open, and say how many they were."""
    rsvps.take_turns(session, mixer)
    doors.require_open(session, mixer, now)
    ids = present(session, mixer, space, now=now)
    for member_id in ids:
        _add(session, mixer, member_id, now)
    is_one = and_(Attendee.mixer_id == mixer.id, Attendee.member_id.in_(ids))
    return doors.let_in(session, and_(is_one, Attendee.reply != Rsvp.NOT_GOING), now)


def taken(session: Session, mixer: Mixer, *, now: datetime) -> Taken | None:
    """Give those who were let in together last, as long as it may have been a mistake.

    No two taps are of one moment, so whoever came in the same was taken along. Once a round has
    begun they have a table, and each goes for themselves.
    """
    has_begun = exists().where(Round.mixer_id == mixer.id, Round.started_at >= Attendee.arrived_at)
    row = session.execute(
        select(func.min(Attendee.id).label("first_id"), func.count().label("people"))
        .where(
            Attendee.mixer_id == mixer.id,
            Attendee.member_id.is_not(None),
            Attendee.arrived_at > now - A_MOMENT,
            Attendee.left_at.is_(None),
            ~has_begun,
        )
        .group_by(Attendee.arrived_at)
        .having(func.count() > 1)
        .order_by(Attendee.arrived_at.desc())
        .limit(1)
    ).first()
    return Taken(first_id=row.first_id, people=row.people) if row else None


def take_back(session: Session, mixer: Mixer, *, first_id: int, now: datetime) -> int:
    """Take back that those were let in, and say how many; a second tap finds nobody."""
    rsvps.take_turns(session, mixer)
    doors.require_open(session, mixer, now)
    last = taken(session, mixer, now=now)
    if last is None or last.first_id != first_id:
        return 0
    moment = select(Attendee.arrived_at).where(Attendee.id == first_id).scalar_subquery()
    together = select(Attendee.id).where(
        Attendee.mixer_id == mixer.id,
        Attendee.member_id.is_not(None),
        Attendee.arrived_at == moment,
        Attendee.left_at.is_(None),
    )
    ids = session.scalars(together).all()
    for attendee_id in ids:
        doors.take_back(session, attendee_id)
    return len(ids)


def _add(session: Session, mixer: Mixer, member_id: int, now: datetime) -> None:
    once.add(
        session,
        Attendee,
        mixer_id=mixer.id,
        member_id=member_id,
        reply=Rsvp.INVITED,
        created_at=now,
    )
