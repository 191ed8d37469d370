"""How long somebody has come in, willing, without being introduced to anybody."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.services.matchmaking.matchmaking_queries import grouped, proposals
from models import Consent, ConsentKind, Space, Visit

LOOK_BACK_DAYS = 30
"""How far back somebody's days without an introduction are counted."""


def left_out_days(
    session: Session, memberships: dict[int, int], *, space: Space, today: date
) -> dict[int, int]:
    """Count how many of each one's days here, the latest first, brought no introduction.

    Days before they asked for introductions do not count, nor days on which
    they were unlisted or heads-down all the time. `memberships` are the
    numbers of the people, each with that of the membership.
    """
    since = today - timedelta(days=LOOK_BACK_DAYS)
    proposed = set(proposals(session, memberships, since=since, until=today))
    asked_for = _wanted_since(session, memberships.values(), space)
    days = _days_attended(session, memberships, space=space, since=since, today=today)
    counted: dict[int, int] = {}
    for member_id, attended in days.items():
        start = asked_for.get(memberships[member_id], since)
        willing = [day for day in sorted(attended, reverse=True) if day >= start]
        had = [n for n, day in enumerate(willing) if (member_id, day) in proposed]
        counted[member_id] = had[0] if had else len(willing)
    return counted


def _days_attended(
    session: Session, ids: Collection[int], *, space: Space, since: date, today: date
) -> dict[int, list[date]]:
    ended = func.coalesce(Visit.checked_out_at, Visit.closes_at)
    rows = session.execute(
        select(Visit.member_id, Visit.day)
        .where(
            Visit.member_id.in_(ids),
            Visit.space_id == space.id,
            Visit.day >= since,
            Visit.day < today,
            Visit.is_listed.is_(True),
            or_(Visit.heads_down_until.is_(None), Visit.heads_down_until < ended),
        )
        .distinct()
    )
    return grouped(rows)


def _wanted_since(
    session: Session, membership_ids: Collection[int], space: Space
) -> dict[int, date]:
    rows = session.execute(
        select(Consent.membership_id, func.max(Consent.at))
        .where(
            Consent.membership_id.in_(membership_ids),
            Consent.kind == ConsentKind.INTRODUCTIONS,
            Consent.is_given.is_(True),
        )
        .group_by(Consent.membership_id)
    )
    return {membership_id: space.today(at) for membership_id, at in rows}
