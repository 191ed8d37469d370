"""The rows that matchmaking reads: who is willing now, what they bring, what lies between them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, Table, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.services.matchmaking import trios
from models import (
    Ask,
    Block,
    Encounter,
    Interest,
    Introduction,
    Member,
    Membership,
    Offer,
    Profile,
    Skill,
    Space,
    Visit,
    Zone,
)
from models.ask import ask_skill
from models.offer import offer_skill

Pair = tuple[int, int]
Value = TypeVar("Value")
Columns = Select[*tuple[Any, ...]]
Line = Row[*tuple[Any, ...]]


def is_willing(now: datetime, today: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Say who may be introduced at this moment, for a query over visit, membership and member.

    In, listed, open to people; wants introductions and has not paused them.
    An unlisted stay is never introduced, so that nobody can tell of it.
    """
    return and_(
        Visit.checked_out_at.is_(None),
        Visit.closes_at > now,
        Visit.is_listed.is_(True),
        or_(Visit.heads_down_until.is_(None), Visit.heads_down_until <= now),
        Membership.wants_introductions.is_(True),
        Membership.joined_at.is_not(None),
        Membership.starts_on <= today,
        or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
        or_(Membership.paused_until.is_(None), Membership.paused_until < today),
        Member.claimed_at.is_not(None),
        Member.disabled_at.is_(None),
    )


def with_standing(query: Columns) -> Columns:
    """Join a query over visits to the membership and the member that `is_willing` asks about."""
    same = (Membership.member_id == Visit.member_id, Membership.space_id == Visit.space_id)
    return query.join(Membership, and_(*same)).join(Member, Member.id == Visit.member_id)


def willing_people(session: Session, space: Space, *, now: datetime) -> list[Line]:
    """Give everybody in this space who may be introduced now, by id."""
    query = select(
        Member.id,
        Membership.id.label("membership_id"),
        Membership.introductions_per_day,
        Membership.reach,
        Membership.starts_on,
        Visit.checked_in_at,
        Profile.industry,
        Profile.company,
        Profile.headline,
        Profile.working_on,
        Zone.name.label("zone"),
    ).select_from(Visit)
    return list(
        session.execute(
            with_standing(query)
            .join(Profile, Profile.member_id == Member.id)
            .outerjoin(Zone, Zone.id == Visit.zone_id)
            .where(Visit.space_id == space.id, is_willing(now, space.today(now)))
            .order_by(Member.id)
        )
    )


def staying(session: Session, ids: Collection[int]) -> set[int]:
    """Give those of these members who have not deleted themselves, and let none before the commit.

    It comes before anything about them is written or removed, as whoever deletes themselves
    takes first who they are, and then what is kept of them.
    """
    rows = select(Member.id).where(Member.id.in_(ids)).order_by(Member.id)
    return set(session.scalars(rows.with_for_update(read=True, key_share=True)))


def wants(
    session: Session, kind: type[Offer | Ask], ids: Collection[int], *, today: date
) -> list[Line]:
    """Give offers or live asks, one row for each skill, which an alias gives by its true name."""
    ties: Table = offer_skill if kind is Offer else ask_skill
    named, meant = aliased(Skill), aliased(Skill)
    columns = [kind.id, kind.member_id, kind.words]
    query = select(
        *columns,
        *([Ask.kind] if kind is Ask else []),
        func.coalesce(meant.name, named.name).label("skill"),
    )
    return list(
        session.execute(
            query.outerjoin(ties, ties.c[f"{kind.__tablename__}_id"] == kind.id)
            .outerjoin(named, named.id == ties.c.skill_id)
            .outerjoin(meant, meant.id == named.means_id)
            .where(kind.member_id.in_(ids), *([Ask.expires_on >= today] if kind is Ask else []))
            .order_by(kind.id, "skill")
        )
    )


def interests(session: Session, ids: Collection[int]) -> dict[int, list[str]]:
    """Give what each likes beyond work."""
    rows = session.execute(
        select(Interest.member_id, Interest.name)
        .where(Interest.member_id.in_(ids))
        .order_by(Interest.name)
    )
    return grouped((row.member_id, row.name) for row in rows)


def proposed_today(session: Session, ids: Collection[int], *, today: date) -> dict[int, int]:
    """Count today's introductions of each, wherever and whatever was answered.

    Those who were proposed to two people together had one introduction.
    """
    had: dict[int, set[int]] = defaultdict(set)
    for row in _introductions(session, ids, since=today, until=today):
        for member_id in (row.first_id, row.second_id):
            had[member_id].add(row.one)
    return {member_id: len(ones) for member_id, ones in had.items()}


def encounters_among(session: Session, ids: Collection[int]) -> list[Line]:
    """Give who has met whom among these people, by the whole ledger: pair, last day, if shared.

    What one of two noted by hand keeps both from being introduced; only what
    both may read (`is_shared`) may be spoken of.
    """
    return list(
        session.execute(
            select(
                Encounter.first_id,
                Encounter.second_id,
                func.max(Encounter.day).label("day"),
                (func.count() > func.count(Encounter.noted_by_id)).label("is_shared"),
            )
            .where(Encounter.first_id.in_(ids), Encounter.second_id.in_(ids))
            .group_by(Encounter.first_id, Encounter.second_id)
        )
    )


def introductions_among(session: Session, ids: Collection[int]) -> list[Line]:
    """Give all earlier introductions among these people, in any space."""
    return list(
        session.execute(
            select(
                Introduction.first_id,
                Introduction.second_id,
                Introduction.day,
                Introduction.first_reply,
                Introduction.second_reply,
            ).where(Introduction.first_id.in_(ids), Introduction.second_id.in_(ids))
        )
    )


def blocks_among(session: Session, ids: Collection[int]) -> set[Pair]:
    """Give the pairs of which one has blocked the other, each in id order."""
    rows = session.execute(
        select(Block.member_id, Block.other_id).where(
            Block.member_id.in_(ids), Block.other_id.in_(ids)
        )
    )
    return {(min(row), max(row)) for row in rows}


def proposals(
    session: Session, ids: Collection[int], *, since: date, until: date
) -> Iterable[tuple[int, date]]:
    """Give each member and day of every introduction that one of these people had."""
    for row in _introductions(session, ids, since=since, until=until):
        yield row.first_id, row.day
        yield row.second_id, row.day


def _introductions(
    session: Session, ids: Collection[int], *, since: date, until: date
) -> Iterable[Line]:
    return session.execute(
        select(
            Introduction.first_id,
            Introduction.second_id,
            Introduction.day,
            trios.counted_as().label("one"),
        ).where(
            Introduction.day.between(since, until),
            or_(Introduction.first_id.in_(ids), Introduction.second_id.in_(ids)),
        )
    )


def grouped(pairs: Iterable[tuple[int, Value]]) -> dict[int, list[Value]]:
    """Put the values of each key together, in the order in which they came."""
    found: dict[int, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found
