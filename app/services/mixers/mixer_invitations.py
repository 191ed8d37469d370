"""Inviting members to a mixer: whom a host may ask, who has been asked, and who gets a letter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, exists, select
from sqlalchemy.orm import Session

from app.services import faces, once, texts
from app.services.errors import Conflict, NotFound
from app.services.evenings import attendees, evenings, mixer_letters
from app.services.faces import Face
from app.services.members import members_queries
from app.services.seating import rsvps
from models import Ask, Attendee, LetterKind, Membership, Mixer, Profile, Rsvp, Space

HAS_ANSWERED = "They have answered in the meantime. Look again, please."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Whom a host is looking for; left empty it means everybody."""

    words: str = ""
    industry: str = ""
    has_ask: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """A member as the host sees them who invites, as a plain value."""

    id: int
    """The number of the membership."""
    member_id: int
    face: Face
    name: str
    company: str
    industry: str
    has_ask: bool
    wants_mail: bool
    attendee_id: int | None
    reply: Rsvp | None


@dataclass(frozen=True, slots=True)
class Invited:
    """How many were invited, and how many of them are written to."""

    people: int
    letters: int


def members_for(session: Session, mixer: Mixer, space: Space, *, now: datetime) -> list[Invitee]:
    """Give everybody in the space by name, with what they have replied.

    All at once and searched in Python, as the list of members is.
    """
    today = space.today(now)
    looks_for_something = exists().where(
        Ask.member_id == Membership.member_id, Ask.expires_on >= today
    )
    is_theirs = and_(Attendee.member_id == Membership.member_id, Attendee.mixer_id == mixer.id)
    rows = session.execute(
        select(
            Membership.id,
            Membership.member_id,
            Membership.wants_mail,
            Profile.name,
            Profile.company,
            Profile.industry,
            Profile.photo,
            looks_for_something.label("has_ask"),
            Attendee.id.label("attendee_id"),
            Attendee.reply,
        )
        .join(Profile, Profile.member_id == Membership.member_id)
        .outerjoin(Attendee, is_theirs)
        .where(
            Membership.space_id == space.id,
            Membership.member_id.in_(attendees.members_of(space.id, today)),
        )
    )
    people = [_invitee(row) for row in rows]
    return sorted(people, key=lambda one: (texts.folded(one.name), one.id))


def _invitee(row: Row[*tuple[Any, ...]]) -> Invitee:
    return Invitee(
        id=row.id,
        member_id=row.member_id,
        face=faces.face(row.member_id, row.name, row.photo),
        name=row.name,
        company=row.company,
        industry=row.industry,
        has_ask=row.has_ask,
        wants_mail=row.wants_mail,
        attendee_id=row.attendee_id,
        reply=row.reply,
    )


def to_ask(people: Iterable[Invitee], wish: Wish | None = None) -> list[Invitee]:
    """Keep those who have neither been asked nor replied, and whom the wish describes."""
    return [one for one in people if one.reply is None and _is_meant(one, wish or Wish())]


def _is_meant(one: Invitee, wish: Wish) -> bool:
    return (
        (not wish.industry or one.industry == wish.industry)
        and (one.has_ask or not wish.has_ask)
        and members_queries.begins(f"{one.name} {one.company}", wish.words)
    )


def invite(
    session: Session, mixer: Mixer, space: Space, membership_ids: Collection[int], *, now: datetime
) -> Invited:
    """Invite these members, those alone who have not been asked, and write to who wants letters.

    A second tap, or a second host, finds them invited and writes nothing. Whoever is invited
    again after it was taken back is written to again: the link of the first letter has ended.
    """
    rsvps.take_turns(session, mixer)
    if not evenings.is_on(session, mixer, now=now):
        raise rsvps.ended(mixer)
    chosen = set(membership_ids)
    everybody = members_for(session, mixer, space, now=now)
    added = [
        one
        for one in to_ask(everybody)
        if one.id in chosen and _add(session, mixer, one.member_id, now)
    ]
    written = [one.member_id for one in added if one.wants_mail]
    mixer_letters.write(session, mixer, LetterKind.MIXER_INVITATION, to=written, now=now)
    return Invited(len(added), len(written))


def _add(session: Session, mixer: Mixer, member_id: int, now: datetime) -> bool:
    asked = {"mixer_id": mixer.id, "member_id": member_id, "reply": Rsvp.INVITED}
    return once.add(session, Attendee, **asked, created_at=now) is not None


def take_back(session: Session, mixer: Mixer, attendee_id: int) -> None:
    """Take back an invitation that nobody has answered; a letter that waits finds it gone."""
    rsvps.take_turns(session, mixer)
    attendee = session.get(Attendee, attendee_id, populate_existing=True)
    if attendee is None or attendee.mixer_id != mixer.id:
        raise NotFound
    if attendee.reply is not Rsvp.INVITED or attendee.arrived_at is not None:
        raise Conflict(HAS_ANSWERED)
    session.delete(attendee)
    session.flush()
