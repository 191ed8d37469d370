"""At the door of a mixer: who has come, who came without a word, and who has left."""

import enum
import zlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select, update
from sqlalchemy.orm import Session

from app.services import departures, faces, once
from app.services.errors import NotFound, Refused
from app.services.evenings import evenings
from app.services.evenings.attendees import evening_of, is_seated
from app.services.faces import Face
from app.services.matchmaking import matchmaking_queries
from app.services.members import members
from app.services.members.members_queries import begins
from app.services.seating import (
    rsvps,
    seating_chairs,
    seating_guests,
    seating_returns,
    seating_rows,
    spans,
)
from app.services.seating.spans import Span
from app.services.texts import folded
from models import Attendee, Mixer, Profile, Rsvp, Space, Visit

NO_MEMBER = "Only people who have joined the space can be let in. Write down others by name."


class Mark(enum.Enum):
    """What a host notes of somebody at the door."""

    CAME = "came"
    UNDO = "undo"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One person on the list at the door, as a plain value."""

    id: int
    member_id: int | None
    face: Face
    name: str
    company: str
    reply: Rsvp
    arrived_at: datetime | None
    left_at: datetime | None
    has_sat: bool
    first_round: int | None
    last_round: int | None

    @property
    def is_there(self) -> bool:
        """Whether this person has come and not left."""
        return self.arrived_at is not None and self.left_at is None

    def is_fresh(self, now: datetime) -> bool:
        """Whether this person came so short a time ago that a tap may have been a mistake."""
        return self.is_there and seating_returns.was_a_moment_ago(self.arrived_at, now=now)

    @property
    def version(self) -> int:
        """Tell by a short mark what stands here of this person."""
        told = (self.name, self.company, self.face, self.reply, self.has_sat)
        when = (self.first_round, self.last_round, self.arrived_at, self.left_at)
        return zlib.crc32(repr((told, when)).encode())

    @property
    def is_awaited(self) -> bool:
        """Whether this person has not come yet."""
        return self.arrived_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether this person would come if a place came free."""
        return self.reply is Rsvp.WAITING

    def is_meant(self, words: str) -> bool:
        """Whether every word begins some word of the name or the company."""
        return begins(f"{self.name} {self.company}", words)


def list_of(session: Session, mixer: Mixer, *, now: datetime) -> list[Expected]:
    """Give those who come or wait, by name: a tap must not move anybody from under the thumb."""
    gone = departures.has_left_since(mixer, now=now)
    rows = session.execute(
        seating_guests.attendees(gone)
        .add_columns(
            case((gone, None), else_=Profile.photo).label("photo"),
            seating_rows.has_sat().label("has_sat"),
        )
        .where(
            Attendee.mixer_id == mixer.id,
            Attendee.reply.in_((Rsvp.GOING, Rsvp.WAITING)),
            is_seated(mixer, now=now),
        )
    )
    people = [
        Expected(
            id=row.id,
            member_id=row.member_id,
            face=faces.face(row.member_id or row.id, row.name, row.photo),
            name=row.name,
            company=row.company,
            reply=row.reply,
            arrived_at=row.arrived_at,
            left_at=row.left_at,
            has_sat=row.has_sat,
            first_round=row.first_round,
            last_round=row.last_round,
        )
        for row in rows
    ]
    return sorted(people, key=lambda one: (folded(one.name), one.id))


def mark(session: Session, mixer: Mixer, attendee_id: int, what: Mark, *, now: datetime) -> None:
    """Note that somebody came or left, or take it back; a second tap changes nothing.

    Whoever waited and is let in has a place from then on.
    """
    rsvps.take_turns(session, mixer)
    require_open(session, mixer, now)
    attendee = session.get(Attendee, attendee_id)
    if attendee is None or attendee.mixer_id != mixer.id:
        raise NotFound
    if what is Mark.CAME:
        _let_in(session, Attendee.id == attendee_id, now)
        return
    here = and_(Attendee.id == attendee_id, Attendee.arrived_at.is_not(None))
    if what is Mark.LEFT:
        _set(session, here & Attendee.left_at.is_(None), left_at=now)
    else:
        _set(session, here, arrived_at=None, left_at=None)
        seating_chairs.give_back(session, attendee_id)


def expected_one(session: Session, mixer: Mixer, attendee_id: int) -> Attendee:
    """Give somebody who stands on the list."""
    attendee = session.get(Attendee, attendee_id, populate_existing=True)
    on_list = attendee is not None and attendee.reply in {Rsvp.GOING, Rsvp.WAITING}
    if attendee is None or not on_list or attendee.mixer_id != mixer.id:
        raise NotFound
    return attendee


def note_span(
    session: Session, mixer: Mixer, attendee_id: int, span: Span, *, now: datetime
) -> None:
    """Note for which rounds somebody is there, as they have told a host."""
    rsvps.take_turns(session, mixer)
    require_open(session, mixer, now)
    spans.keep(session, mixer, expected_one(session, mixer, attendee_id), span)


def walk_in(
    session: Session, mixer: Mixer, space: Space, membership_id: int, *, now: datetime
) -> int:
    """Let in a member who has not replied, and give the number of the attendee."""
    rsvps.take_turns(session, mixer)
    require_open(session, mixer, now)
    membership = members.membership_in(session, space, membership_id)
    days = (space.today(now), evening_of(mixer, space, now=now))
    if membership.joined_at is None or not any(map(membership.is_current, days)):
        raise Refused(NO_MEMBER)
    _add(session, mixer, membership.member_id, now)
    is_theirs = and_(Attendee.mixer_id == mixer.id, Attendee.member_id == membership.member_id)
    _let_in(session, is_theirs, now)
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


def take_present(session: Session, mixer: Mixer, space: Space, *, now: datetime) -> int:
    """Let in everybody who is in the space and open, and say how many they were."""
    rsvps.take_turns(session, mixer)
    require_open(session, mixer, now)
    ids = present(session, mixer, space, now=now)
    for member_id in ids:
        _add(session, mixer, member_id, now)
    is_one = and_(Attendee.mixer_id == mixer.id, Attendee.member_id.in_(ids))
    return _let_in(session, and_(is_one, Attendee.reply != Rsvp.NOT_GOING), now)


def require_open(session: Session, mixer: Mixer, now: datetime) -> None:
    """Refuse where nobody can come any more."""
    if not evenings.is_on(session, mixer, now=now):
        raise rsvps.ended(mixer)


def _add(session: Session, mixer: Mixer, member_id: int, now: datetime) -> None:
    once.add(
        session,
        Attendee,
        mixer_id=mixer.id,
        member_id=member_id,
        reply=Rsvp.INVITED,
        created_at=now,
    )


def _let_in(session: Session, which: ColumnElement[bool], now: datetime) -> int:
    seating_returns.begin_anew(session, which, now=now)
    return _set(
        session,
        and_(which, Attendee.arrived_at.is_(None) | Attendee.left_at.is_not(None)),
        reply=Rsvp.GOING,
        replied_at=func.coalesce(Attendee.replied_at, now),
        arrived_at=func.coalesce(Attendee.arrived_at, now),
        left_at=None,
    )


def _set(session: Session, which: ColumnElement[bool], **values: object) -> int:
    changed = session.execute(
        update(Attendee)
        .where(which)
        .values(**values)
        .returning(Attendee.id)
        .execution_options(synchronize_session=False)
    )
    return len(changed.all())
