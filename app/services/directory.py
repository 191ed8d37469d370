"""Who may see whom: the one query through which anybody sees anybody.

One member may see another when both are in the same space now, neither has
blocked the other, the other has claimed their profile, and at least one of
these holds:

- the other is listed in that space today,
- both were in that space on the same day and the other was listed,
- both said yes to an introduction,
- they met, by the ledger that the viewer may read.

A host may also see the people of their space, as its host: `people_of`.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.services.errors import NotFound
from models import Block, Encounter, Introduction, Member, Membership, Reply, Visit


def visible_members(viewer_id: int, *, now: datetime) -> Select[int]:
    """Give the ids of all members whom this viewer may see, as a query to build on."""
    return select(Member.id).where(
        Member.id != viewer_id,
        Member.claimed_at.is_not(None),
        Member.disabled_at.is_(None),
        Member.id.not_in(blocked_with(viewer_id)),
        _shares_a_space(viewer_id, now),
        or_(
            _is_listed_today(viewer_id, now),
            _agreed_with(viewer_id),
            _has_met(viewer_id),
            _was_listed_on_a_shared_day(viewer_id),
        ),
    )


def require_visible(session: Session, member_id: int, *, by: int, now: datetime) -> None:
    """Raise NotFound unless the viewer may see this member."""
    seen = visible_members(by, now=now).where(Member.id == member_id)
    if session.execute(seen).first() is None:
        raise NotFound


def blocked_with(viewer_id: int) -> Select[int]:
    """Give the ids of all whom the viewer has blocked or who have blocked the viewer."""
    mine = select(Block.other_id).where(Block.member_id == viewer_id)
    theirs = select(Block.member_id).where(Block.other_id == viewer_id)
    both = mine.union_all(theirs).subquery()
    return select(both.c.other_id.label("id"))


def _current(membership: type[Membership], now: datetime) -> ColumnElement[bool]:
    # By the day in UTC: at worst some hours off the space's own day, at either end.
    today = now.date()
    return and_(
        membership.joined_at.is_not(None),
        membership.starts_on <= today,
        or_(membership.ends_on.is_(None), membership.ends_on >= today),
    )


def _spaces_of(viewer_id: int, now: datetime) -> Select[int]:
    return select(Membership.space_id).where(
        Membership.member_id == viewer_id, _current(Membership, now)
    )


def _shares_a_space(viewer_id: int, now: datetime) -> ColumnElement[bool]:
    theirs = aliased(Membership)
    return exists().where(
        theirs.member_id == Member.id,
        theirs.space_id.in_(_spaces_of(viewer_id, now)),
        _current(theirs, now),
    )


def _is_listed_today(viewer_id: int, now: datetime) -> ColumnElement[bool]:
    theirs = aliased(Visit)
    return exists().where(
        theirs.member_id == Member.id,
        theirs.is_listed.is_(True),
        theirs.closes_at > now,
        theirs.space_id.in_(_spaces_of(viewer_id, now)),
    )


def _was_listed_on_a_shared_day(viewer_id: int) -> ColumnElement[bool]:
    theirs, mine = aliased(Visit), aliased(Visit)
    return exists().where(
        theirs.member_id == Member.id,
        theirs.is_listed.is_(True),
        mine.member_id == viewer_id,
        mine.space_id == theirs.space_id,
        mine.day == theirs.day,
    )


def _agreed_with(viewer_id: int) -> ColumnElement[bool]:
    return exists().where(
        _pair_is(Introduction, viewer_id),
        Introduction.first_reply == Reply.YES,
        Introduction.second_reply == Reply.YES,
    )


def _has_met(viewer_id: int) -> ColumnElement[bool]:
    return exists().where(
        _pair_is(Encounter, viewer_id),
        or_(Encounter.noted_by_id.is_(None), Encounter.noted_by_id == viewer_id),
    )


def _pair_is(pair: type[Introduction | Encounter], viewer_id: int) -> ColumnElement[bool]:
    return or_(
        and_(pair.first_id == viewer_id, pair.second_id == Member.id),
        and_(pair.second_id == viewer_id, pair.first_id == Member.id),
    )
