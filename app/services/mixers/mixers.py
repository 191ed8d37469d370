"""Evenings on which members meet: announced by hosts, read by those who may come."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Row, Select, and_, bindparam, exists, or_, select, update
from sqlalchemy.orm import Session, joinedload

from app.services import marks
from app.services.errors import NotFound, Refused
from app.services.evenings import evenings, mixer_letters
from app.services.seating import rsvps, seatings, spans
from app.services.viewers import Here
from models import Attendee, Audience, Change, LetterKind, Mixer, Rsvp, Space, Zone

SHOWN_PAST = 20
LONGEST_TITLE = LONGEST_PLACE = 120
LONGEST_WORDS = 2000
ENDS_FIRST = "It would end before it begins. Choose a later end."
IS_OVER = "That has passed. Choose a day and time to come."
IS_OFF = "This mixer was cancelled. Announce a new one."
IS_PLAYED = "Rounds are being played. End the evening instead."
NO_SUCH_ZONE = "That zone takes nobody any more. Choose another one."
ON_CALENDARS = ("title", "words", "place", "zone_id", "starts_at", "ends_at")
WRITTEN_ABOUT = ("place", "zone_id", "starts_at", "ends_at")
NextMixer = Row[Mixer, Rsvp | None, bool]
"""A mixer with the viewer's reply, and whether they have been noted at the door."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a host says of a mixer: what, when, where, in how many rounds, and for whom."""

    title: str
    words: str
    place: str
    starts_at: datetime
    ends_at: datetime
    zone_id: int | None = None
    rounds: int = 4
    round_minutes: int = 12
    table_size: int = 5
    capacity: int | None = None
    audience: Audience = Audience.SPACE
    max_same_industry: int | None = None
    cross_role: bool = False


def upcoming(session: Session, here: Here) -> list[Mixer]:
    """Give the mixers that are not over and that the viewer may read of, the next one first."""
    return list(session.scalars(_not_over(), _asked_by(here)))


def on_now(session: Session, upcoming: Sequence[Mixer], *, now: datetime) -> set[int]:
    """Give which of these are going on: by the clock, or because rounds are played."""
    ids = [mixer.id for mixer in upcoming if mixer.cancelled_at is None]
    played = session.scalars(select(Mixer.id).where(Mixer.id.in_(ids), evenings.is_played()))
    return {
        *played,
        *(mixer.id for mixer in upcoming if mixer.id in ids and mixer.starts_at <= now),
    }


def past(session: Session, here: Here) -> list[Mixer]:
    """Give the last mixers that are over, the newest first."""
    query = (
        select(Mixer)
        .where(_readable(), _is_over(), Mixer.cancelled_at.is_(None))
        .order_by(Mixer.starts_at.desc(), Mixer.id.desc())
        .limit(SHOWN_PAST)
    )
    return list(session.scalars(query, _asked_by(here)))


def next_in(session: Session, here: Here) -> NextMixer | None:
    """Give the next mixer that the viewer may come to, or the one going on."""
    return session.execute(_next(), _asked_by(here)).first()


def seen_by(session: Session, here: Here, mixer_id: int) -> Mixer:
    """Give a mixer that the viewer may read of; any other one is not to be found."""
    query = (
        select(Mixer)
        .where(Mixer.id == mixer_id, _readable())
        .options(joinedload(Mixer.zone))
        .execution_options(populate_existing=True)
    )
    mixer = session.scalar(query, _asked_by(here))
    if mixer is None:
        raise NotFound
    return mixer


def mixer_of(session: Session, space: Space, mixer_id: int) -> Mixer:
    """Give a mixer of this space; one of another space is not to be found here."""
    mixer = session.get(Mixer, mixer_id)
    if mixer is None or mixer.space_id != space.id:
        raise NotFound
    return mixer


def plan_of(mixer: Mixer) -> Plan:
    """Give what a host has said of a mixer."""
    return Plan(**{field.name: getattr(mixer, field.name) for field in fields(Plan)})


def announce(session: Session, space: Space, plan: Plan, *, now: datetime) -> Mixer:
    """Announce a mixer in a space."""
    _require_sound(session, space, plan, now=now)
    mixer = Mixer(space_id=space.id, created_at=now, **_columns(plan))
    session.add(mixer)
    session.flush()
    return mixer


def change(
    session: Session,
    space: Space,
    mixer_id: int,
    plan: Plan,
    *,
    shown: str | None = None,
    now: datetime,
) -> Change | None:
    """Change what is announced; whoever comes is told of another time or place.

    More places let those who wait move up at once. Fewer turn nobody away. Where another host
    has changed it since the form with the mark `shown`, nothing is. What is given back says as
    what change the rounds to come are to be planned anew, if they are.
    """
    mixer = mixer_of(session, space, mixer_id)
    rsvps.take_turns(session, mixer)
    closed = refusal(session, mixer, now=now)
    if closed:
        raise closed
    _require_sound(session, space, plan, now=now, kept=mixer.zone_id)
    if shown and plan_of(mixer) != plan:
        marks.require_seen(plan_of(mixer), shown)
    changed = {n for n, value in _columns(plan).items() if getattr(mixer, n) != value}
    for name in changed:
        setattr(mixer, name, getattr(plan, name))
    if changed & set(ON_CALENDARS):
        mixer.sequence += 1
    session.flush()
    if "rounds" in changed:
        spans.fit(session, mixer)
    outdated = seatings.outdate(session, mixer, changed, now=now)
    if "starts_at" in changed:
        moved = update(Attendee).where(Attendee.mixer_id == mixer.id)
        session.execute(moved.values(reminded_at=None))
    if changed & set(WRITTEN_ABOUT):
        mixer_letters.write_to_all(session, mixer, LetterKind.MIXER_CHANGED, now=now)
    rsvps.move_up(session, mixer, now=now)
    return outdated


def refusal(session: Session, mixer: Mixer, *, now: datetime) -> Refused | None:
    """Say why nothing can be changed any more, once it is called off or its evening was ended."""
    if mixer.cancelled_at is not None:
        return Refused(IS_OFF)
    is_open = evenings.stage(session, mixer.id, now=now).is_open
    return None if is_open else rsvps.ended(mixer)


def cancel(session: Session, space: Space, mixer_id: int, *, now: datetime) -> None:
    """Call a mixer off: the page says so, and those who wanted to come get a letter."""
    mixer = mixer_of(session, space, mixer_id)
    rsvps.take_turns(session, mixer)
    if mixer.cancelled_at is not None:
        return
    stage = evenings.stage(session, mixer.id, now=now)
    if stage.is_under_way:
        raise Refused(IS_PLAYED)
    if not evenings.is_on_at(stage, mixer, now=now):
        raise rsvps.ended(mixer)
    mixer.cancelled_at, mixer.sequence = now, mixer.sequence + 1
    session.flush()
    mixer_letters.call_off(session, mixer, now=now)


def _asked_by(here: Here) -> dict[str, Any]:
    return {
        "space_id": here.space.id,
        "viewer_id": here.viewer.id,
        "is_host": here.is_host,
        "now": here.now,
    }


def _readable() -> Any:  # noqa: ANN401 - a condition of a query
    is_asked = (
        exists()
        .where(Attendee.mixer_id == Mixer.id, Attendee.member_id == bindparam("viewer_id"))
        .correlate(Mixer)
    )
    is_host = bindparam("is_host", type_=Boolean()).is_(True)
    may_come = or_(Mixer.audience == Audience.SPACE, is_host, is_asked)
    return (Mixer.space_id == bindparam("space_id")) & may_come


def _is_over() -> Any:  # noqa: ANN401 - a condition of a query
    has_passed = (Mixer.ends_at <= bindparam("now")) & ~evenings.is_played()
    return or_(has_passed, evenings.has_ended())


@cache
def _not_over() -> Select[Mixer]:
    return select(Mixer).where(_readable(), ~_is_over()).order_by(Mixer.starts_at, Mixer.id)


@cache
def _next() -> Select[Mixer, Rsvp, bool]:
    is_theirs = and_(Attendee.mixer_id == Mixer.id, Attendee.member_id == bindparam("viewer_id"))
    is_there = and_(Attendee.arrived_at.is_not(None), Attendee.left_at.is_(None))
    return (
        _not_over()
        .add_columns(Attendee.reply, is_there.label("is_there"))
        .outerjoin(Attendee, is_theirs)
        .where(Mixer.cancelled_at.is_(None))
        .limit(1)
    )


def _columns(plan: Plan) -> dict[str, Any]:
    return {field.name: getattr(plan, field.name) for field in fields(plan)}


def _require_sound(
    session: Session, space: Space, plan: Plan, *, now: datetime, kept: int | None = None
) -> None:
    if plan.ends_at <= plan.starts_at:
        raise Refused(ENDS_FIRST)
    if plan.ends_at <= now:
        raise Refused(IS_OVER)
    if plan.zone_id is None or plan.zone_id == kept:
        return
    zone = session.get(Zone, plan.zone_id)
    if zone is None or zone.space_id != space.id or zone.closed_at is not None:
        raise Refused(NO_SUCH_ZONE)
