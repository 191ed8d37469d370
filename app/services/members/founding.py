"""Setting up a space: its name, its clock, and a first arrangement that its host can change."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import available_timezones

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.services.errors import Conflict, NotFound, Refused
from app.services.members import inviting, members
from models import Membership, OpeningHours, Role, Space, Zone

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 120
LONGEST_SLUG = 60
ZONES = ("Open space", "Quiet room", "Kitchen")
OPENS, CLOSES = time(8), time(19)
WORKING_DAYS = range(5)


def found(session: Session, *, name: str, slug: str, time_zone: str, now: datetime) -> Space:
    """Make a space with three zones, open on working days from eight to seven."""
    _require_sensible(name, slug, time_zone)
    if session.scalar(select(exists().where(Space.slug == slug))):
        message = f"There is a space called {slug} already."
        raise Conflict(message)
    space = Space(
        name=name,
        slug=slug,
        time_zone=time_zone,
        created_at=now,
        zones=[Zone(name=zone, position=place) for place, zone in enumerate(ZONES)],
        opening_hours=[
            OpeningHours(weekday=day, opens=OPENS, closes=CLOSES) for day in WORKING_DAYS
        ],
    )
    session.add(space)
    session.flush()
    return space


def has_begun(session: Session) -> bool:
    """Whether there is any space in this installation."""
    return bool(session.scalar(select(exists().select_from(Space))))


def spaces(session: Session) -> Sequence[Space]:
    """All spaces of this installation, by their names in addresses."""
    return session.scalars(select(Space).order_by(Space.slug)).all()


def named(session: Session, slug: str) -> Space:
    """Find the space of this name; who mistypes it is told which there are."""
    space = session.scalars(select(Space).where(Space.slug == slug)).one_or_none()
    if space is None:
        known = ", ".join(session.scalars(select(Space.slug).order_by(Space.slug))) or "none yet"
        message = f"There is no space “{slug}”. There are: {known}."
        raise NotFound(message)
    return space


def appoint(session: Session, slug: str, *, email: str, name: str, now: datetime) -> Membership:
    """Make somebody a host of the space of that name, whether or not they belong to it already.

    Whoever has left is to be invited back.
    """
    space = session.scalars(select(Space).where(Space.slug == slug)).one_or_none()
    if space is None:
        message = f"There is no space called {slug}."
        raise NotFound(message)
    membership = members.add(session, space, email=email, name=name, role=Role.HOST, now=now)
    if membership.has_ended(space.today(now)):
        person = members.membership_in(session, space, membership.id)
        inviting.ask_back(session, person, role=Role.HOST, now=now)
    membership.role = Role.HOST
    session.flush()
    return membership


def _require_sensible(name: str, slug: str, time_zone: str) -> None:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        message = f"A name has between 1 and {LONGEST_NAME} characters."
        raise Refused(message)
    if len(slug) > LONGEST_SLUG or not SLUG.fullmatch(slug):
        message = "A slug is what stands in addresses: small letters, figures and hyphens."
        raise Refused(message)
    if time_zone not in available_timezones():
        message = f"{time_zone} is not a time zone; one is Europe/Lisbon, another America/Bogota."
        raise Refused(message)
