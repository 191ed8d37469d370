"""At the door of a mixer: who has come, and who has left; see `walk_ins` for who comes unasked."""

import enum
import zlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, delete, func, update
from sqlalchemy.orm import Session

from app.services import departures, faces
from app.services.errors import NotFound
from app.services.evenings import evenings
from app.services.evenings.attendees import is_seated
from app.services.faces import Face
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
from models import Attendee, Mixer, Profile, Rsvp


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

    Whoever waited and is let in has a place from then on. Whoever was let in by mistake waits
    again, or does not come, as they had said, and is off the list if they had said nothing.
    """
    rsvps.take_turns(session, mixer)
    require_open(session, mixer, now)
    attendee = session.get(Attendee, attendee_id)
    if attendee is None or attendee.mixer_id != mixer.id:
        raise NotFound
    if what is Mark.CAME:
        let_in(session, Attendee.id == attendee_id, now)
        return
    here = and_(Attendee.id == attendee_id, Attendee.arrived_at.is_not(None))
    if what is Mark.LEFT:
        _set(session, here & Attendee.left_at.is_(None), left_at=now)
    else:
        take_back(session, attendee_id)


def take_back(session: Session, attendee_id: int) -> None:
    """Take back that somebody has come, and with it what only the door has said for them."""
    here = and_(Attendee.id == attendee_id, Attendee.arrived_at.is_not(None))
    by_door = here & Attendee.member_id.is_not(None) & (Attendee.replied_at == Attendee.arrived_at)
    is_of_then = (Attendee.created_at == Attendee.arrived_at) & ~seating_rows.has_sat()
    seating_chairs.give_back(session, attendee_id)
    session.execute(
        delete(Attendee).where(by_door, is_of_then).execution_options(synchronize_session=False)
    )
    _set(session, by_door, reply=Rsvp.INVITED, replied_at=None, arrived_at=None, left_at=None)
    # Whoever has said something themselves since means that.
    other = here & (Attendee.reply == Rsvp.GOING) & Attendee.said_before.is_not(None)
    _set(session, other, reply=Attendee.said_before)
    _set(session, here, said_before=None, arrived_at=None, left_at=None)


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


def require_open(session: Session, mixer: Mixer, now: datetime) -> None:
    """Refuse where nobody can come any more."""
    if not evenings.is_on(session, mixer, now=now):
        raise rsvps.ended(mixer)


def let_in(session: Session, which: ColumnElement[bool], now: datetime) -> int:
    """Note that such attendees are there, and give how many were not before."""
    seating_returns.begin_anew(session, which, now=now)
    said_otherwise = Attendee.reply.in_((Rsvp.WAITING, Rsvp.NOT_GOING))
    return _set(
        session,
        and_(which, Attendee.arrived_at.is_(None) | Attendee.left_at.is_not(None)),
        said_before=case((said_otherwise, Attendee.reply), else_=Attendee.said_before),
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
