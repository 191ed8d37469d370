"""What a space lacks, for its hosts: who comes and meets nobody, what is asked for and not offered.

Nobody is named: people are counted in fives and week by week, and a tag of one looks like a tag
of two. A figure of this moment would tell of single ones, as soon as somebody checks in, leaves
or has met somebody, and at midnight, when the oldest day drops out of sight.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, case, distinct, exists, func, or_, select
from sqlalchemy.orm import Session

from models import Ask, Encounter, Membership, Offer, Skill, Space, Visit
from models.ask import ask_skill
from models.offer import offer_skill

OFTEN, LATELY = 5, timedelta(weeks=3)
"""Whoever came on so many days of the last full weeks would have had the time to meet somebody."""
WEEK = timedelta(weeks=1)
FEWEST_PEOPLE = 5
MOST_TAGS = 8
ONE_OR_TWO = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """A tag that is looked for, and offered by nobody."""

    name: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What a host could do something about."""

    alone: int | None
    """At least so many came often before this week and had met nobody; None below five."""
    wanted: tuple[Wanted, ...]


def gaps(session: Session, space: Space, *, now: datetime) -> Gaps:
    """Tell what a space lacks."""
    today = space.today(now)
    return Gaps(
        alone=_in_fives(session, space, today - timedelta(days=today.weekday())),
        wanted=tuple(Wanted(*row) for row in session.execute(_wanted(space, today))),
    )


def _in_fives(session: Session, space: Space, monday: date) -> int | None:
    if timedelta(days=space.retention_days) < LATELY + WEEK:
        return None  # the figure would fall night by night, as visits are forgotten
    alone = _alone(space, monday).subquery()
    count = session.scalar(select(func.count()).select_from(alone)) or 0
    return count - count % FEWEST_PEOPLE or None


def _alone(space: Space, monday: date) -> Select[int]:
    """Select who had been here often before that Monday, and had met nobody by then.

    Whoever leaves counts until the week is over.
    """
    midnight = datetime.combine(monday, time(), ZoneInfo(space.time_zone))
    belonged = Membership.ends_on >= monday - timedelta(days=2)  # also where UTC is a day behind
    met = exists().where(
        Encounter.space_id == space.id,
        Encounter.created_at < midnight,
        Encounter.noted_by_id.is_(None),
        or_(
            Encounter.first_id == Membership.member_id, Encounter.second_id == Membership.member_id
        ),
    )
    return (
        select(Visit.member_id)
        .join(Membership, Membership.member_id == Visit.member_id)
        .where(
            Visit.space_id == space.id,
            Visit.day >= monday - LATELY,
            Visit.day < monday,
            Membership.space_id == space.id,
            Membership.joined_at.is_not(None),
            or_(Membership.ends_on.is_(None), belonged),
            ~met,
        )
        .group_by(Visit.member_id)
        .having(func.count(distinct(Visit.day)) >= OFTEN)
    )


def _wanted(space: Space, today: date) -> Select[str, int]:
    meaning = func.coalesce(Skill.means_id, Skill.id)
    offered = (
        select(meaning)
        .join(offer_skill, offer_skill.c.skill_id == Skill.id)
        .join(Offer, Offer.id == offer_skill.c.offer_id)
        .join(Membership, Membership.member_id == Offer.member_id)
        .where(*_is_here(space, today))
    )
    asked = (
        select(meaning.label("id"), Ask.member_id)
        .join(ask_skill, ask_skill.c.skill_id == Skill.id)
        .join(Ask, Ask.id == ask_skill.c.ask_id)
        .join(Membership, Membership.member_id == Ask.member_id)
        .where(Ask.expires_on >= today, meaning.not_in(offered), *_is_here(space, today))
        .distinct()
        .subquery()
    )
    people = func.count()
    # One or two are told as the same, so they must stand as the same, too.
    many = case((people <= ONE_OR_TWO, ONE_OR_TWO), else_=people)
    return (
        select(Skill.name, people)
        .join(asked, asked.c.id == Skill.id)
        .group_by(Skill.id, Skill.name, Skill.key)
        .order_by(many.desc(), Skill.key)
        .limit(MOST_TAGS)
    )


def _is_here(space: Space, today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Membership.space_id == space.id,
        Membership.joined_at.is_not(None),
        or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
    )
