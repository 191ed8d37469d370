"""Who is in: checking in and out, and when a stay ends by itself."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, case, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, joinedload

from app.services import memberships, opening
from app.services.errors import Conflict, Refused
from models import Member, Membership, Space, Visit, VisitSource, Zone

LISTED_THIS_TIME = "Show me to other members as in, this time"
"""What the switch of a check-in says, and so what a yes to it agrees to."""

NOT_TODAY = "This membership does not hold today."
NOT_IN = "You are not checked in any more."
NO_SUCH_ZONE = "That zone takes nobody any more. Choose another one."

ATTEMPTS = 3


@dataclass(frozen=True, kw_only=True)
class _Choice:
    zone_id: int | None
    is_listed: bool
    heads_down_until: datetime | None


def open_visit_of(session: Session, member_id: int) -> Visit | None:
    """Give the stay that a member has not checked out of, with its zone.

    It may have outlived the closing time of the space: see `Visit.is_running`.
    """
    return session.scalar(_open_visit(), {"member_id": member_id})


@cache
def _open_visit() -> Select[Visit]:
    return (
        select(Visit)
        .where(Visit.member_id == bindparam("member_id"), Visit.checked_out_at.is_(None))
        .options(joinedload(Visit.zone))
    )


def zones_of(session: Session, space: Space) -> list[Zone]:
    """Give the zones that take people, in the order in which members see them."""
    query = select(Zone).where(Zone.space_id == space.id, Zone.closed_at.is_(None))
    return list(session.scalars(query.order_by(Zone.position, Zone.id)))


def usual_zone_of(session: Session, member_id: int, *, space: Space) -> int | None:
    """Give the zone in which a member last sat here, if it still takes people."""
    return session.scalar(
        select(Zone.id)
        .join(Visit, Visit.zone_id == Zone.id)
        .where(Visit.member_id == member_id, Zone.space_id == space.id, Zone.closed_at.is_(None))
        .order_by(Visit.checked_in_at.desc())
        .limit(1)
    )


def check_in(
    session: Session,
    membership: Membership,
    *,
    zone_id: int | None = None,
    is_listed: bool,
    heads_down_until: datetime | None = None,
    source: VisitSource = VisitSource.SELF,
    now: datetime,
) -> Visit:
    """Note that a member has come in, and end a stay of theirs anywhere else.

    Who is in already stays in: a second tap is no second visit. What people choose
    themselves then counts anew; what a host or a door says changes nothing.
    """
    space = session.get_one(Space, membership.space_id)
    if not membership.is_current(space.today(now)):
        raise Refused(NOT_TODAY)
    choice = _Choice(
        zone_id=zone_id,
        # Only people themselves can show somebody who has not agreed to be shown.
        is_listed=is_listed and (source is VisitSource.SELF or membership.is_listed),
        heads_down_until=heads_down_until,
    )
    _require_sound(session, choice, space_id=space.id, now=now)
    # In turn, for taps at two spaces end each other's stay: all at once, one may always be late.
    member = select(Member.id).where(Member.id == membership.member_id)
    session.execute(member.with_for_update(key_share=True))
    for _attempt in range(ATTEMPTS):
        visit = _come_in(session, membership, space, choice, source=source, now=now)
        if visit is not None:
            return visit
    raise Conflict


def change(
    session: Session,
    member_id: int,
    *,
    zone_id: int | None,
    is_listed: bool,
    heads_down_until: datetime | None,
    now: datetime,
) -> None:
    """Let a member who is in sit elsewhere, hide or show themselves, be open or heads-down."""
    visit = _to_change(session, member_id, now=now)
    choice = _Choice(zone_id=zone_id, is_listed=is_listed, heads_down_until=heads_down_until)
    _require_sound(session, choice, space_id=visit.space_id, now=now)
    membership = session.scalars(
        select(Membership).where(
            Membership.member_id == member_id, Membership.space_id == visit.space_id
        )
    ).one()
    if _choose(session, visit, choice, membership=membership, now=now) is None:
        raise Conflict


def check_out(session: Session, member_id: int, *, now: datetime) -> None:
    """Note that a member has left; after closing time they left with the last ones."""
    theirs = Visit.member_id == member_id
    # Whoever waited for a tap that put another stay in place of this one finds that one.
    _ = close(session, theirs, now=now) or close(session, theirs, now=now)


def close_due(session: Session, *, now: datetime) -> int:
    """End the stays whose space has closed, each at its closing time; give their number."""
    return close(session, Visit.closes_at <= now, now=now)


def _to_change(session: Session, member_id: int, *, now: datetime) -> Visit:
    query = (
        select(Visit)
        .where(Visit.member_id == member_id, Visit.checked_out_at.is_(None), Visit.closes_at > now)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    # A second tap waits for the first, which may have put another stay in place of this one.
    visit = session.scalar(query) or session.scalar(query)
    if visit is None:
        raise Conflict(NOT_IN)
    return visit


def _come_in(
    session: Session,
    membership: Membership,
    space: Space,
    choice: _Choice,
    *,
    source: VisitSource,
    now: datetime,
) -> Visit | None:
    """Give the stay that holds now, or None when another process was quicker."""
    standing = open_visit_of(session, membership.member_id)
    if standing is not None and standing.space_id == space.id and standing.is_running(now):
        if source is not VisitSource.SELF:
            return standing
        return _choose(session, standing, choice, membership=membership, now=now)
    if standing is not None:
        # By its id: what another process has begun since is not for us to end.
        close(session, Visit.id == standing.id, now=now)
    return _arrive(session, membership, space, choice, source=source, now=now)


def _arrive(
    session: Session,
    membership: Membership,
    space: Space,
    choice: _Choice,
    *,
    source: VisitSource,
    now: datetime,
) -> Visit | None:
    """Begin a stay, or give None when another process has just begun one."""
    visit = Visit(
        space_id=space.id,
        member_id=membership.member_id,
        day=space.today(now),
        source=source,
        zone_id=choice.zone_id,
        is_listed=choice.is_listed,
        heads_down_until=choice.heads_down_until,
        checked_in_at=now,
        closes_at=opening.closing_time(session, space, now=now),
        changed_at=now,
    )
    try:
        with session.begin_nested():
            session.add(visit)
    except IntegrityError:
        return None
    if choice.is_listed and not membership.is_listed:
        memberships.agree_this_time(session, membership, wording=LISTED_THIS_TIME, now=now)
    return visit


def _choose(
    session: Session, visit: Visit, choice: _Choice, *, membership: Membership, now: datetime
) -> Visit | None:
    chosen = (choice.zone_id, choice.is_listed, choice.heads_down_until)
    if chosen == (visit.zone_id, visit.is_listed, visit.heads_down_until):
        return visit
    if visit.is_listed is not choice.is_listed:
        return _begin_anew(session, visit, choice, membership=membership, now=now)
    visit.zone_id, visit.is_listed, visit.heads_down_until = chosen
    visit.touch(now)
    return visit


def _begin_anew(
    session: Session, visit: Visit, choice: _Choice, *, membership: Membership, now: datetime
) -> Visit | None:
    # A stay is seen from its beginning to its end, or never. So to everybody else, going unseen
    # looks exactly like leaving, and who shows themselves looks as if they had just come in.
    space = session.get_one(Space, visit.space_id)
    close(session, Visit.id == visit.id, now=now)
    return _arrive(session, membership, space, choice, source=visit.source, now=now)


def close(session: Session, which: ColumnElement[bool], *, now: datetime) -> int:
    """End the stays that are meant, each when it was due to end at the latest; count them."""
    # One statement decides: of two that end the same stay, the second finds it ended.
    ended_at = case((Visit.closes_at < now, Visit.closes_at), else_=now)
    closed = session.execute(
        update(Visit)
        .where(which, Visit.checked_out_at.is_(None))
        .values(
            checked_out_at=case((Visit.checked_in_at > now, Visit.checked_in_at), else_=ended_at),
            changed_at=now,
            version=Visit.version + 1,
        )
        .returning(Visit.id)
        .execution_options(synchronize_session="fetch")
    )
    return len(closed.all())


def _require_sound(session: Session, choice: _Choice, *, space_id: int, now: datetime) -> None:
    if choice.heads_down_until is not None and choice.heads_down_until <= now:
        raise Refused(opening.PASSED)
    if choice.zone_id is None:
        return
    zone = session.get(Zone, choice.zone_id)
    if zone is None or zone.space_id != space_id or zone.closed_at is not None:
        raise Refused(NO_SUCH_ZONE)
