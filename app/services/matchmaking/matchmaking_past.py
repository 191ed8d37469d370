"""What introductions of the past were worth, part by part, where nobody noted it at the time."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from sqlalchemy import literal, select, update
from sqlalchemy.orm import Session

import matching
from app.services.matchmaking import matchmaking_meanings as meanings
from app.services.matchmaking import matchmaking_room as rooms
from app.services.matchmaking.matchmaking_queries import Line, Pair
from models import Introduction, Member, Membership, Profile, Space


def note_parts(session: Session, space: Space, *, days: int, today: date) -> int:
    """Let the matching look at each of these days again; say of how many pairs it told the parts.

    People are taken as they are now. A pair that it would not introduce stays without.
    """
    noted = 0
    for ago in range(days, 0, -1):
        day = today - timedelta(days=ago)
        pairs = _without_parts(session, space, day)
        if pairs:
            noted += _note(session, space, day, pairs)
    return noted


def _without_parts(session: Session, space: Space, day: date) -> dict[Pair, int]:
    rows = session.execute(
        select(Introduction.id, Introduction.first_id, Introduction.second_id).where(
            Introduction.space_id == space.id,
            Introduction.day == day,
            Introduction.parts.is_(None),
            Introduction.trio_id.is_(None),
        )
    )
    return {(row.first_id, row.second_id): row.id for row in rows}


def _note(session: Session, space: Space, day: date, pairs: dict[Pair, int]) -> int:
    ids = sorted({member_id for pair in pairs for member_id in pair})
    present = rooms.people(session, _lines(session, space, ids), space=space, today=day)
    # All that was proposed on that day is possible, and nothing else.
    people = [replace(one, limit=len(ids), had_today=0, left_out_days=0) for one in present]
    others = frozenset(
        matching.pair(str(one), str(other))
        for one, other in combinations(ids, 2)
        if (one, other) not in pairs
    )
    unread = meanings.bring_back(session, people)
    rules = matching.Rules(cooling_days=space.cooling_days, seed=day.toordinal())
    found = matching.choose(people, matching.History(blocked=others), rules).proposals
    meanings.keep(session, unread)
    for one in found:
        first, second = sorted((int(one.first), int(one.second)))
        session.execute(
            update(Introduction)
            .where(Introduction.id == pairs[first, second])
            .values(parts=dict(one.parts), worth=one.worth)
            .execution_options(synchronize_session=False)
        )
    return len(found)


def _lines(session: Session, space: Space, ids: Collection[int]) -> list[Line]:
    return list(
        session.execute(
            select(
                Member.id,
                Membership.id.label("membership_id"),
                Membership.introductions_per_day,
                Membership.reach,
                Membership.starts_on,
                Membership.created_at.label("checked_in_at"),
                Profile.industry,
                Profile.company,
                Profile.headline,
                Profile.working_on,
                literal("").label("zone"),
            )
            .join(Membership, Membership.member_id == Member.id)
            .join(Profile, Profile.member_id == Member.id)
            .where(Membership.space_id == space.id, Member.id.in_(ids))
            .order_by(Member.id)
        )
    )
