"""Who is in now, as one member may see it: the stays, and the cards beside them."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache, reduce
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Date,
    Integer,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from app.services import directory
from app.services.presence.cards import Card
from app.services.viewers import Here
from models import Introduction, Membership, Profile, Reply, Visit, Zone
from models.base import UtcDateTime


class Present(NamedTuple):
    """Somebody who is in, as far as the stay tells."""

    member_id: int
    profile_version: int
    heads_down_until: datetime | None
    """Only while it lasts."""
    zone: str
    tie: str
    """What the viewer has to do with them today: "asked", "agreed" or "" for nothing."""
    mark: str
    """Differs whenever anything above does, or what the viewer looks for and offers."""
    changes_at: datetime
    """When time alone next ends a stay or a time of being heads-down where the viewer may look."""


class Person(NamedTuple):
    """Somebody who is in: the stay, and what the card tells."""

    stay: Present
    card: Card


def present(session: Session, here: Here) -> list[Present]:
    """Give those in whom the viewer may see: the open ones first, the newest first."""
    rows = session.connection().execute(_present(), _asked_by(here)).all()
    return list(map(Present._make, rows))


def marks(session: Session, here: Here) -> tuple[str, datetime]:
    """Give the marks of all those present, in their order, without reading who they are.

    With them comes the moment from which they are others even if nobody does anything.
    """
    row = session.connection().execute(_marks(), _asked_by(here)).one()
    return row.marks or "", min(here.viewer.until, row.changes_at or here.viewer.until)


def holds_until(stays: Sequence[Present], here: Here) -> datetime:
    """Tell from when on others are present even if nobody does anything, or otherwise."""
    # With nobody to see, nothing tells when that changes: then it holds no longer than this look.
    return min(here.viewer.until, stays[0].changes_at) if stays else here.now


def _asked_by(here: Here) -> dict[str, object]:
    ids = {"viewer_id": here.viewer.id, "space_id": here.space.id}
    return ids | {"now": here.now, "today": here.today}


@cache
def _present() -> Select[*tuple[Any, ...]]:
    """Make the statement once; only what is asked about differs."""
    viewer_id = bindparam("viewer_id", type_=Integer())
    space_id = bindparam("space_id", type_=Integer())
    now = bindparam("now", type_=UtcDateTime())
    until = case((Visit.heads_down_until > now, Visit.heads_down_until))
    zone = func.coalesce(Zone.name, "")
    waiting, agreed = _partners(viewer_id, space_id)
    tie = case(
        (Visit.member_id.in_(agreed), "agreed"), (Visit.member_id.in_(waiting), "asked"), else_=""
    )
    is_open = case((until.is_(None), "open"), else_="busy")
    numbers = (Profile.version, Visit.id, Visit.version, _version_of(viewer_id))
    mark = [cast(number, String) for number in numbers] + [is_open, tie, zone]
    return (
        directory.listed_in(space_id, viewer_id=viewer_id, now=now)
        .join(Profile, Profile.member_id == Visit.member_id)
        .outerjoin(Zone, Zone.id == Visit.zone_id)
        .with_only_columns(
            Visit.member_id,
            Profile.version,
            until.label("until"),
            zone,
            tie,
            reduce(lambda left, right: left.concat(":").concat(right), mark).label("mark"),
            _changes_at(viewer_id, now).label("changes_at"),
            maintain_column_froms=True,
        )
        .order_by(until.is_not(None), Visit.checked_in_at.desc(), Visit.id.desc())
    )


def _version_of(viewer_id: BindParameter[int]) -> ScalarSelect[int]:
    own = aliased(Profile)
    return select(own.version).where(own.member_id == viewer_id).scalar_subquery()


@cache
def _marks() -> Select[*tuple[Any, ...]]:
    inner = _present().subquery()
    return select(
        func.aggregate_strings(inner.c.mark, "\n").label("marks"),
        func.min(inner.c.changes_at).label("changes_at"),
    )


def _changes_at(
    viewer_id: BindParameter[int], now: BindParameter[datetime]
) -> ScalarSelect[datetime]:
    """Select when time alone next changes what the viewer sees, in any of their spaces.

    All stays there count, seen or not: whether somebody may be seen can hang on any of them.
    """
    stay = aliased(Visit)
    spaces = select(Membership.space_id).where(Membership.member_id == viewer_id)
    opens_first = and_(stay.heads_down_until > now, stay.heads_down_until < stay.closes_at)
    change = case((opens_first, stay.heads_down_until), else_=stay.closes_at)
    return (
        select(func.min(change))
        .where(stay.space_id.in_(spaces), stay.checked_out_at.is_(None), stay.closes_at > now)
        .scalar_subquery()
    )


def _partners(
    viewer_id: BindParameter[int], space_id: BindParameter[int]
) -> tuple[Select[int], Select[int]]:
    """Give with whom an introduction of today waits for the viewer, and with whom both agreed."""
    is_first = Introduction.first_id == viewer_id
    mine = case((is_first, Introduction.first_reply), else_=Introduction.second_reply)
    today = select(case((is_first, Introduction.second_id), else_=Introduction.first_id)).where(
        Introduction.space_id == space_id,
        Introduction.day == bindparam("today", type_=Date()),
        or_(is_first, Introduction.second_id == viewer_id),
    )
    both_yes = and_(Introduction.first_reply == Reply.YES, Introduction.second_reply == Reply.YES)
    return today.where(mine == Reply.PENDING), today.where(both_yes)
