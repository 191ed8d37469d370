"""One's own evening, as a phone shows it: which table, with whom, why, and how long still.

At a table people see each other, so names are told; everything else of somebody only
to those who may see them (`directory.visible_members`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import Session

from app.services import directory
from app.services.acquaintance import glads
from app.services.errors import NotFound
from app.services.evenings import attendees, evenings
from app.services.evenings.evenings import Phase, Stage
from app.services.faces import Face, face
from app.services.introductions import introduction_reasons
from app.services.introductions.introduction_reasons import Why
from app.services.seating import matchmaking_attendees, seating_guests, seating_room, spans
from app.services.seating.spans import Span
from app.services.short_names import short_names, told_apart
from app.services.texts import folded
from app.services.viewers import Here
from models import Attendee, Member, Mixer, Profile, Round, Seat, Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Somebody at one's table."""

    id: int
    """Of the attendee."""
    face: Face
    label: str
    """The name, with as much more as tells people of one name apart."""
    called: str
    """The first name, or as much more as tells people at the table apart."""
    url_id: int | None
    """The member whose profile may be opened, if it may."""
    pronunciation: str
    headline: str
    reason: Why | None
    starter: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyEvening:
    """What one's own page shows."""

    stage: Stage
    is_on: bool
    """Whether one may still come."""
    attendee_id: int
    is_there: bool
    has_left: bool
    span: Span
    """For which rounds one is there."""
    number: int | None
    """Of the round whose table is shown."""
    table: int | None
    stays: bool
    """Whether everybody moves now and this table is the one where one sits already."""
    companions: tuple[Companion, ...]
    met: tuple[glads.Met, ...]
    """Whom one has sat with tonight, the newest first."""
    now: datetime


def attendee_of(session: Session, mixer: Mixer, member_id: int) -> Attendee:
    """Give the place of a member at a mixer; to anybody else there is none."""
    found = session.scalar(
        select(Attendee).where(Attendee.mixer_id == mixer.id, Attendee.member_id == member_id)
    )
    if found is None:
        raise NotFound
    return found


def my_evening(session: Session, here: Here, mixer: Mixer) -> MyEvening:
    """Give what a member's own page shows now."""
    me = attendee_of(session, mixer, here.viewer.id)
    stage = evenings.stage(session, mixer.id, now=here.now)
    # Before the first round the draft may still change, so nobody is told of it.
    number = stage.shown_number if stage.is_open and stage.number else None
    mates, table = _at_my_table(session, mixer, me, number)
    return MyEvening(
        stage=stage,
        is_on=evenings.is_on_at(stage, mixer, now=here.now),
        attendee_id=me.id,
        is_there=me.is_there,
        has_left=me.arrived_at is not None and me.left_at is not None,
        span=spans.span_of(me, mixer),
        number=number,
        table=table,
        stays=_stays(session, mixer, me, stage, table),
        companions=_companions(session, here, mixer, me, mates, played=stage.number),
        met=glads.met_tonight(session, here, me),
        now=here.now,
    )


def sits_there(session: Session, members: Select[int], *, by: int, now: datetime) -> bool:
    """Whether one of these members sits at one's own table now, and it is read there who they are.

    A face stands there like all else of them, also where it is seen nowhere else.
    """
    is_there = and_(Attendee.arrived_at.is_not(None), Attendee.left_at.is_(None))
    is_mine = and_(Attendee.mixer_id == Mixer.id, Attendee.member_id == by, is_there)
    played = select(Mixer).join(Attendee, is_mine).where(evenings.is_played()).order_by(Mixer.id)
    for mixer in session.scalars(played).all():
        me, space = attendee_of(session, mixer, by), session.get_one(Space, mixer.space_id)
        stage = evenings.stage(session, mixer.id, now=now)
        mates, _table = _at_my_table(session, mixer, me, stage.shown_number)
        seen = directory.seen_at_a_table(
            space.id, viewer_id=by, evening=space.today(mixer.starts_at), now=now
        )
        there = select(Attendee.member_id).where(Attendee.id.in_(mates))
        found = seen.where(Member.id.in_(members), Member.id.in_(there)).limit(1)
        if session.scalar(found) is not None:
            return True
    return False


def _at_my_table(
    session: Session, mixer: Mixer, me: Attendee, number: int | None
) -> tuple[list[int], int | None]:
    rows = session.execute(
        select(Seat.attendee_id, Seat.table_number)
        .join(Round, Round.id == Seat.round_id)
        .where(Round.mixer_id == mixer.id, Round.number == number)
    ).all()
    tables = {row.attendee_id: row.table_number for row in rows}
    mine = tables.get(me.id)
    return [one for one, table in tables.items() if table == mine], mine


def _stays(session: Session, mixer: Mixer, me: Attendee, stage: Stage, table: int | None) -> bool:
    # Looked up only while people move: at any other time nobody reads it.
    if stage.phase is not Phase.MOVING:
        return False
    _mates, before = _at_my_table(session, mixer, me, stage.number)
    return table == before


def _companions(
    session: Session, here: Here, mixer: Mixer, me: Attendee, mates: list[int], *, played: int
) -> tuple[Companion, ...]:
    if len(mates) < seating_room.FEWEST:
        return ()
    query = seating_guests.attendees().add_columns(Profile.photo)
    # Whoever was noted as there by mistake has a seat still; whoever comes later has one already.
    comes = seating_guests.is_there_or_awaited(played + 1)
    rows = session.execute(
        query.where(
            *(Attendee.id.in_(mates), comes, attendees.is_seated(mixer, now=here.now)),
            glads.not_blocked_by(here.viewer.id),
        )
    ).all()
    ids = [row.member_id for row in rows if row.member_id]
    visible = directory.visible_among(session, ids, by=here.viewer.id, now=here.now)
    at_a_table = directory.seen_at_a_table(
        here.space.id,
        viewer_id=here.viewer.id,
        evening=here.space.today(mixer.starts_at),
        now=here.now,
    )
    seen = visible | set(session.scalars(at_a_table.where(Member.id.in_(ids))))
    guests = [seating_guests.guest(row) for row in rows]
    told = matchmaking_attendees.reasons(session, guests, me.id, today=here.today)
    others = [row for row in rows if row.id != me.id]
    names = {row.id: row.name for row in rows}
    called = short_names(names)
    labels = told_apart(
        names, {r.id: (r.company,) for r in rows if r.member_id is None or r.member_id in seen}
    )
    return tuple(
        _companion(
            row,
            told.get(row.id, []),
            me.id,
            (labels[row.id], called[row.id]),
            seen=seen,
            has_page=visible,
        )
        for row in sorted(others, key=lambda row: (folded(row.name), row.id))
    )


def _companion(
    row: Row[*tuple[Any, ...]],
    told: list[dict[str, Any]],
    me: int,
    names: tuple[str, str],
    *,
    seen: set[int],
    has_page: set[int],
) -> Companion:
    is_seen = row.member_id is None or row.member_id in seen
    whys = introduction_reasons.told(told, to=me, visible=()) if is_seen else ()
    return Companion(
        id=row.id,
        face=face(row.member_id or row.id, row.name, row.photo if is_seen else None),
        label=names[0],
        called=names[1],
        url_id=row.member_id if row.member_id in has_page else None,
        pronunciation=(row.pronunciation or "") if is_seen else "",
        headline=(row.headline or "") if is_seen else "",
        reason=next(iter(whys), None),
        starter=next((why for why in whys if why.is_starter), None),
    )
