"""Evenings on which members meet: announced by hosts, read by everybody in the space."""

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.services.errors import NotFound, Refused
from models import Mixer, Space

SHOWN_PAST = 20
LONGEST_TITLE = LONGEST_PLACE = 120
LONGEST_WORDS = 2000
ENDS_FIRST = "It would end before it begins. Choose a later end."
IS_OVER = "That has passed. Choose a day and time to come."


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a host says of a mixer: what, when and where."""

    title: str
    words: str
    place: str
    starts_at: datetime
    ends_at: datetime


def upcoming(session: Session, space: Space, *, now: datetime) -> list[Mixer]:
    """Give the mixers that are not over, the next one first."""
    return list(session.scalars(_not_over(), {"space_id": space.id, "now": now}))


def past(session: Session, space: Space, *, now: datetime) -> list[Mixer]:
    """Give the last mixers that are over, the newest first."""
    return list(
        session.scalars(
            select(Mixer)
            .where(Mixer.space_id == space.id, Mixer.ends_at <= now)
            .order_by(Mixer.starts_at.desc(), Mixer.id.desc())
            .limit(SHOWN_PAST)
        )
    )


def next_in(session: Session, space: Space, *, now: datetime) -> Mixer | None:
    """Give the next mixer, or the one that is going on."""
    return session.scalar(_next(), {"space_id": space.id, "now": now})


def announce(session: Session, space: Space, plan: Plan, *, now: datetime) -> Mixer:
    """Announce a mixer in a space."""
    _require_sound(plan, now)
    mixer = Mixer(space_id=space.id, created_at=now, **_columns(plan))
    session.add(mixer)
    session.flush()
    return mixer


def change(session: Session, space: Space, mixer_id: int, plan: Plan, *, now: datetime) -> None:
    """Change what is announced."""
    _require_sound(plan, now)
    mixer = mixer_of(session, space, mixer_id)
    for name, value in _columns(plan).items():
        setattr(mixer, name, value)


def cancel(session: Session, space: Space, mixer_id: int) -> None:
    """Take a mixer off the page, as if it had not been announced."""
    session.delete(mixer_of(session, space, mixer_id))


def mixer_of(session: Session, space: Space, mixer_id: int) -> Mixer:
    """Give a mixer of this space; one of another space is not to be found here."""
    mixer = session.get(Mixer, mixer_id)
    if mixer is None or mixer.space_id != space.id:
        raise NotFound
    return mixer


@cache
def _not_over() -> Select[Mixer]:
    return (
        select(Mixer)
        .where(Mixer.space_id == bindparam("space_id"), Mixer.ends_at > bindparam("now"))
        .order_by(Mixer.starts_at, Mixer.id)
    )


@cache
def _next() -> Select[Mixer]:
    return _not_over().limit(1)


def _columns(plan: Plan) -> dict[str, str | datetime]:
    return {field.name: getattr(plan, field.name) for field in fields(plan)}


def _require_sound(plan: Plan, now: datetime) -> None:
    if plan.ends_at <= plan.starts_at:
        raise Refused(ENDS_FIRST)
    if plan.ends_at <= now:
        raise Refused(IS_OVER)
