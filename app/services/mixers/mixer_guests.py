"""Guests of a mixer who are there by name alone: written down on the spot, and taken off again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.errors import NotFound, Refused
from app.services.members.members_queries import Person
from app.services.mixers import doors
from app.services.seating import rsvps, seating_rows
from app.services.texts import folded
from models import Attendee, Mixer, Rsvp

NO_NAME = "A name needs at least one letter."
HAS_SAT = "They have sat at a table already. Note that they have left instead."
JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody whom a host writes down on the spot."""

    name: str
    company: str = ""
    industry: str = ""
    offers: str = ""
    asks: str = ""
    email: str = ""
    """To know a member by; not kept."""


def members_among(guests: Iterable[Guest], people: Iterable[Person]) -> dict[Guest, Person]:
    """Find who may be a member: those whose address is a member's, or else whose name is.

    Two people may be called alike, so it is for the host to say.
    """
    everybody = list(people)
    by_email = {person.email.casefold(): person for person in everybody if person.email}
    by_name = {folded(person.name): person for person in everybody}
    found = (
        (guest, by_email.get(guest.email.casefold()) or by_name.get(folded(guest.name)))
        for guest in guests
    )
    return {guest: person for guest, person in found if person}


def add(session: Session, mixer: Mixer, guest: Guest, *, now: datetime) -> Attendee:
    """Write down a guest who is there; a second tap is the same guest."""
    rsvps.take_turns(session, mixer)
    doors.require_open(session, mixer, now)
    if not guest.name:
        raise Refused(NO_NAME)
    same = session.scalars(
        select(Attendee).where(
            Attendee.mixer_id == mixer.id,
            Attendee.member_id.is_(None),
            Attendee.name == guest.name,
            Attendee.company == guest.company,
            Attendee.created_at > now - JUST_NOW,
        )
    ).first()
    if same is not None:
        return same
    attendee = Attendee(
        mixer_id=mixer.id,
        name=guest.name,
        company=guest.company,
        industry=guest.industry,
        offers=guest.offers,
        asks=guest.asks,
        reply=Rsvp.GOING,
        replied_at=now,
        arrived_at=now,
        created_at=now,
    )
    session.add(attendee)
    session.flush()
    return attendee


def expect(session: Session, mixer: Mixer, guests: Iterable[Guest], *, now: datetime) -> int:
    """Put guests on the list who have not come yet, each once; say how many are new."""
    rsvps.take_turns(session, mixer)
    doors.require_open(session, mixer, now)
    rows = session.execute(
        select(Attendee.name, Attendee.company).where(
            Attendee.mixer_id == mixer.id, Attendee.member_id.is_(None)
        )
    )
    known = {(folded(row.name), folded(row.company)) for row in rows}
    fresh: dict[tuple[str, str], Guest] = {}
    for guest in guests:
        fresh.setdefault((folded(guest.name), folded(guest.company)), guest)
    added = [guest for key, guest in fresh.items() if key not in known]
    coming = {"mixer_id": mixer.id, "reply": Rsvp.GOING, "replied_at": now, "created_at": now}
    session.add_all(Attendee(name=guest.name, company=guest.company, **coming) for guest in added)
    session.flush()
    return len(added)


def remove(session: Session, mixer: Mixer, attendee_id: int) -> None:
    """Take a guest off the list who was written down by mistake, before they have sat anywhere."""
    rsvps.take_turns(session, mixer)
    attendee = session.get(Attendee, attendee_id, populate_existing=True)
    if attendee is None or attendee.mixer_id != mixer.id or attendee.member_id is not None:
        raise NotFound
    is_one = Attendee.id == attendee_id
    if session.scalar(select(Attendee.id).where(is_one, seating_rows.has_sat())):
        raise Refused(HAS_SAT)
    session.delete(attendee)
    session.flush()
