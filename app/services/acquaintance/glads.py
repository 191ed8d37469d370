"""A private "glad to meet again" for those one has sat with tonight; told only when it is mutual.

With whom one has sat, the seats say, also where somebody sat at two tables in one round
(`sittings`); of whom one has met, the ledger says it.

Whoever said it may take it back until the other has said it, too; then both know,
and it stays. Nothing else can be told from it: neither a count nor an order changes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, delete, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.services import departures, directory, once
from app.services.errors import NotFound
from app.services.evenings import attendees, sittings
from app.services.faces import Face, face
from app.services.short_names import told_apart
from app.services.viewers import Here
from models import (
    Attendee,
    Block,
    Encounter,
    Glad,
    Member,
    Mixer,
    Profile,
    Round,
    RoundState,
    Via,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Somebody with whom one sat tonight."""

    id: int
    """Of the attendee."""
    face: Face
    label: str
    """The name, with as much more as tells people of one name apart."""
    url_id: int | None
    """The member whose profile may be opened, if it may."""
    is_member: bool
    """Guests who are there by name alone could not say that they were glad, too."""
    is_kept: bool
    """Whether the ledger says that the two have met tonight, who may only have greeted."""
    is_glad: bool
    """Whether one has said so."""
    is_mutual: bool


def met_tonight(session: Session, here: Here, me: Attendee) -> tuple[Met, ...]:
    """Give whom a member has sat with tonight, by name, the newest first."""
    mixer = session.get_one(Mixer, me.mixer_id)
    rows = session.execute(
        _met(me, here.now, _ledger(me, here, mixer)).where(not_blocked_by(here.viewer.id))
    ).all()
    members = [row.member_id for row in rows if row.member_id]
    visible = set(
        session.scalars(
            directory.visible_members(here.viewer.id, now=here.now).where(Member.id.in_(members))
        )
    )
    said = session.execute(
        select(Glad.from_id, Glad.about_id).where(or_(*_between(me.id, [r.id for r in rows])))
    )
    pairs = {(row.from_id, row.about_id) for row in said}
    known = {r.id: (r.company,) for r in rows if r.member_id is None or r.member_id in visible}
    labels = told_apart({row.id: row.name for row in rows}, known)
    return tuple(_told(row, me, labels[row.id], pairs, visible) for row in rows)


def say(session: Session, here: Here, me: Attendee, about_id: int, *, now: datetime) -> None:
    """Say that one would be glad to meet somebody again with whom one sat tonight."""
    if about_id not in {met.id for met in met_tonight(session, here, me) if met.is_member}:
        raise NotFound
    once.add(session, Glad, from_id=me.id, about_id=about_id, at=now)


def mutual_with(member_id: int) -> Select[int | None]:
    """Select whom a member would be glad to meet again who would be glad, too, to build on."""
    mine, theirs = aliased(Glad), aliased(Glad)
    me, other = aliased(Attendee), aliased(Attendee)
    return (
        select(other.member_id)
        .join(theirs, theirs.from_id == other.id)
        .join(mine, and_(mine.from_id == theirs.about_id, mine.about_id == theirs.from_id))
        .join(me, me.id == mine.from_id)
        .where(me.member_id == member_id, other.member_id.is_not(None))
    )


def mutual(session: Session, me: Attendee) -> int:
    """Count those who would be glad, too: what a page may tell without being loaded anew.

    Blocks leave the count alone, so that no page stirs when somebody is blocked.
    """
    mine, theirs = aliased(Glad), aliased(Glad)
    both = and_(theirs.from_id == mine.about_id, theirs.about_id == mine.from_id)
    asked = select(func.count()).select_from(mine).join(theirs, both)
    return session.scalar(asked.where(mine.from_id == me.id)) or 0


def take_back(session: Session, me: Attendee, about_id: int) -> None:
    """Take it back, unless the other has said it, too."""
    session.execute(delete(Glad).where(Glad.from_id == me.id, Glad.about_id == about_id, _alone()))


def take_back_all(session: Session, member_id: int, about_id: int) -> None:
    """Take back what one member has said of another, wherever the other has not said it, too."""
    mine, theirs = (
        select(Attendee.id).where(Attendee.member_id == one) for one in (member_id, about_id)
    )
    session.execute(delete(Glad).where(Glad.from_id.in_(mine), Glad.about_id.in_(theirs), _alone()))


def _alone() -> ColumnElement[bool]:
    theirs = aliased(Glad)
    return ~exists().where(theirs.from_id == Glad.about_id, theirs.about_id == Glad.from_id)


def not_blocked_by(member_id: int) -> ColumnElement[bool]:
    """Leave out whom a member has blocked.

    Whoever has blocked them stays, by name alone, as somebody who has left the space: it is
    known who sat there, and a line that is gone would tell what nobody may learn.
    """
    blocked = select(Block.other_id).where(Block.member_id == member_id)
    return or_(Attendee.member_id.is_(None), Attendee.member_id.not_in(blocked))


def _met(me: Attendee, now: datetime, ledger: Select[int]) -> Select[*tuple[Any, ...]]:
    sat = _sat(me, now).subquery()
    return (
        select(
            Attendee.id,
            Attendee.member_id,
            departures.name_at_mixer().label("name"),
            func.coalesce(Profile.company, Attendee.company).label("company"),
            Profile.photo,
            Attendee.member_id.in_(ledger).label("is_kept"),
        )
        .join(sat, sat.c.id == Attendee.id)
        .outerjoin(Profile, Profile.member_id == Attendee.member_id)
        .group_by(
            *(Attendee.id, Attendee.mixer_id, Attendee.member_id),
            *(Attendee.name, Attendee.company),
            *(Profile.name, Profile.company, Profile.photo),
        )
        .order_by(func.max(sat.c.number).desc(), Attendee.id)
    )


def _sat(me: Attendee, now: datetime) -> Select[int, int]:
    """Select who sat at a table with somebody, by the round."""
    mine = sittings.sittings(Attendee.id == me.id)
    others = sittings.sittings(Round.mixer_id == me.mixer_id)
    return (
        select(others.c.attendee_id.label("id"), Round.number)
        .join(Round, Round.id == others.c.round_id)
        .join(mine, sittings.shared(mine, others))
        .where(_is_over(now))
    )


def _ledger(me: Attendee, here: Here, mixer: Mixer) -> Select[int]:
    """Select whom a member has met at the tables of the day of an evening."""
    is_first = Encounter.first_id == me.member_id
    return select(case((is_first, Encounter.second_id), else_=Encounter.first_id)).where(
        or_(is_first, Encounter.second_id == me.member_id),
        Encounter.space_id == here.space.id,
        Encounter.day == attendees.evening_of(mixer, here.space, now=here.now),
        Encounter.via == Via.MIXER,
    )


def _is_over(now: datetime) -> ColumnElement[bool]:
    is_up = and_(Round.ends_at <= now, Round.paused_at.is_(None))
    return or_(Round.state == RoundState.DONE, and_(Round.state == RoundState.RUNNING, is_up))


def _between(me: int, others: list[int]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        and_(Glad.from_id == me, Glad.about_id.in_(others)),
        and_(Glad.about_id == me, Glad.from_id.in_(others)),
    )


def _told(
    row: Row[*tuple[Any, ...]],
    me: Attendee,
    label: str,
    pairs: set[tuple[int, int]],
    visible: set[int],
) -> Met:
    is_seen = row.member_id in visible
    is_glad = (me.id, row.id) in pairs
    return Met(
        id=row.id,
        face=face(row.member_id or row.id, row.name, row.photo if is_seen else None),
        label=label,
        url_id=row.member_id if is_seen else None,
        is_member=row.member_id is not None,
        is_kept=bool(row.is_kept),
        is_glad=is_glad,
        is_mutual=is_glad and (row.id, me.id) in pairs,
    )
