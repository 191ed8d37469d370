"""Who can be seated at a mixer: members and guests by name, as a plan knows them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.services import departures
from app.services.evenings import attendees as who_comes
from app.services.short_names import told_apart
from models import Attendee, Mixer, MixerRole, Profile, Rsvp
from models.industry import INDUSTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who is given a seat: a member, or a guest by name."""

    id: int
    """Of the attendee."""
    member_id: int | None
    name: str
    label: str
    """The name, with as much more as tells people of one name apart."""
    company: str
    industry: str
    role: MixerRole | None
    offers: str
    asks: str
    """What a guest said; of members it stands in the profile."""
    does: str
    """What a member does, in their own words."""
    has_left: bool
    """The space, since: whatever they say now is not for this evening."""
    is_there: bool
    first_round: int | None
    last_round: int | None

    def is_in(self, number: int) -> bool:
        """Whether this person wants to be there in a round."""
        return is_in(number, self.first_round, self.last_round)


def is_in(number: int, first: int | None, last: int | None) -> bool:
    """Whether somebody is there in a round who comes from one to another, or to all.

    >>> [is_in(number, 2, None) for number in (1, 2, 3)]
    [False, True, True]
    """
    return (first or 1) <= number <= (last or number)


def seatable(
    session: Session, mixer: Mixer, *, waited_for: int, now: datetime
) -> tuple[Guest, ...]:
    """Give who is to be seated: who is there, and who comes from that round on, or later."""
    of_space = who_comes.is_seated(mixer, now=now)
    rows = session.execute(
        attendees(departures.has_left_since(mixer, now=now)).where(
            Attendee.mixer_id == mixer.id, is_there_or_awaited(waited_for), of_space
        )
    )
    return tuple(_told_apart([guest(row) for row in rows]))


def is_there_or_awaited(since: int) -> ColumnElement[bool]:
    """Say of an attendee that they are there, or come from that round on, or later."""
    coming = and_(Attendee.reply == Rsvp.GOING, func.coalesce(Attendee.first_round, 1) >= since)
    return and_(Attendee.left_at.is_(None), or_(Attendee.arrived_at.is_not(None), coming))


def labels(session: Session, mixer: Mixer, *, now: datetime) -> dict[int, str]:
    """Give everybody's name as a host reads it, by the number of the attendee."""
    gone = or_(departures.has_left_since(mixer, now=now), ~who_comes.is_seated(mixer, now=now))
    rows = session.execute(attendees(gone).where(Attendee.mixer_id == mixer.id))
    return {one.id: one.label for one in _told_apart([guest(row) for row in rows])}


def _told_apart(guests: list[Guest]) -> Iterator[Guest]:
    names = {one.id: one.name for one in guests}
    told = told_apart(names, {one.id: details(one.company, one.industry) for one in guests})
    return (replace(one, label=told[one.id]) for one in guests)


def details(company: str, industry: str) -> tuple[str, str]:
    """Give what is told of people beside a name that is somebody else's, too."""
    known = INDUSTRIES.get(industry)
    return company, known.name if known else ""


def with_rounds(guests: tuple[Guest, ...], numbers: tuple[int, ...]) -> tuple[Guest, ...]:
    """Leave out those for whom no round is left, as if they had gone home."""
    if not numbers:
        return guests
    return tuple(guest for guest in guests if any(map(guest.is_in, numbers)))


def attendees(gone: ColumnElement[bool] | None = None) -> Select[*tuple[Any, ...]]:
    """Select attendees with what a plan needs, by id; members as their profile has them.

    Of those who are `gone`, only the name is told.
    """
    is_gone = false() if gone is None else gone

    def unless_gone(words: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[str]:
        return case((is_gone, ""), else_=words)

    return (
        select(
            Attendee.id,
            Attendee.member_id,
            departures.name_at_mixer().label("name"),
            unless_gone(func.coalesce(Profile.company, Attendee.company)).label("company"),
            unless_gone(func.coalesce(Profile.industry, Attendee.industry)).label("industry"),
            Attendee.role,
            Attendee.offers,
            Attendee.asks,
            unless_gone(Profile.headline).label("headline"),
            unless_gone(Profile.working_on).label("working_on"),
            unless_gone(Profile.pronunciation).label("pronunciation"),
            is_gone.label("has_left"),
            Attendee.reply,
            Attendee.first_round,
            Attendee.last_round,
            Attendee.arrived_at,
            Attendee.left_at,
        )
        .outerjoin(Profile, Profile.member_id == Attendee.member_id)
        .order_by(Attendee.id)
    )


def guest(row: Row[*tuple[Any, ...]]) -> Guest:
    """Make a guest of a row of `attendees`."""
    who = ("id", "member_id", "name", "company", "industry", "role", "offers", "asks")
    fields = (*who, "has_left", "first_round", "last_round")
    return Guest(
        **{name: getattr(row, name) for name in fields},
        label=row.name,
        does=". ".join(filter(None, (row.headline, row.working_on))),
        is_there=row.arrived_at is not None and row.left_at is None,
    )
