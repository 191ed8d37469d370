"""How good the introductions of a space were, from the rows of the past."""

from datetime import date, timedelta

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

import matching
from app.services.matchmaking.matchmaking_queries import Line
from models import Choosing, Encounter, Introduction, Membership, Profile, Reply, Space, Visit


def report(session: Session, space: Space, *, days: int, today: date) -> list[matching.Report]:
    """Judge the introductions of the days before today, version by version of the matching.

    Who came in is known only as long as the space keeps visits; industries are
    those that people have now.
    """
    since = today - timedelta(days=days)
    return matching.report(
        [_past(row) for row in _introductions(session, space, since, today)],
        _looks(session, space, since, today),
        _attended(session, space, since, today),
        cooling_days=space.cooling_days,
    )


def _introductions(session: Session, space: Space, since: date, today: date) -> list[Line]:
    first, second = aliased(Profile), aliased(Profile)
    had_met = exists().where(
        Encounter.first_id == Introduction.first_id,
        Encounter.second_id == Introduction.second_id,
        Encounter.created_at < Introduction.proposed_at,
    )
    return list(
        session.execute(
            select(
                Introduction.first_id,
                Introduction.second_id,
                Introduction.day,
                Introduction.matching_version,
                Introduction.trio_id,
                and_(
                    Introduction.first_reply == Reply.YES, Introduction.second_reply == Reply.YES
                ).label("is_agreed"),
                func.coalesce(
                    or_(Introduction.first_met.is_(True), Introduction.second_met.is_(True)), False
                ).label("has_met"),
                (first.industry != second.industry).label("is_mixed"),
                had_met.label("had_met"),
            )
            .join(first, first.member_id == Introduction.first_id)
            .join(second, second.member_id == Introduction.second_id)
            .where(
                Introduction.space_id == space.id,
                Introduction.day >= since,
                Introduction.day < today,
            )
        )
    )


def _past(row: Line) -> matching.Past:
    first, second = matching.pair(str(row.first_id), str(row.second_id))
    return matching.Past(
        first=first,
        second=second,
        day=row.day.toordinal(),
        version=row.matching_version,
        is_mixed=bool(row.is_mixed),
        had_met=bool(row.had_met),
        is_agreed=bool(row.is_agreed),
        has_met=bool(row.has_met),
        trio=row.trio_id,
    )


def _looks(session: Session, space: Space, since: date, today: date) -> list[matching.Look]:
    rows = session.execute(
        select(Choosing.matching_version, Choosing.value, Choosing.bound).where(
            Choosing.space_id == space.id, Choosing.day >= since, Choosing.day < today
        )
    )
    return [
        matching.Look(version=row.matching_version, value=row.value, bound=row.bound)
        for row in rows
    ]


def _attended(session: Session, space: Space, since: date, today: date) -> set[tuple[str, int]]:
    """Give who came in willing on which day, as far as it is still kept."""
    ended = func.coalesce(Visit.checked_out_at, Visit.closes_at)
    same = and_(Membership.member_id == Visit.member_id, Membership.space_id == Visit.space_id)
    rows = session.execute(
        select(Visit.member_id, Visit.day)
        .join(Membership, same)
        .where(
            Visit.space_id == space.id,
            Visit.day >= since,
            Visit.day < today,
            Visit.is_listed.is_(True),
            or_(Visit.heads_down_until.is_(None), Visit.heads_down_until < ended),
            Membership.wants_introductions.is_(True),
        )
        .distinct()
    )
    return {(str(row.member_id), row.day.toordinal()) for row in rows}
