"""Who may see whom: the one query through which anybody sees anybody.

One member may see another when neither has blocked the other, the other has
claimed their profile, and there is a space that both are in now where at least
one of these holds:

- the other is listed there today,
- both were there on the same day and the other was listed,
- both said yes to an introduction,
- they met, by the ledger that the viewer may read.

Who shares a table at a mixer also sees what stands there, their face, too, of those who have
agreed to be seen in that space and do not hide on that day: a host has let them in, so they
are in.

"In" a space is whoever has joined it and whose membership holds on its local day. A host may
also see the people of their space, as its host: that is the desk's business.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    exists,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from app.services.errors import NotFound
from models import (
    Block,
    Encounter,
    Introduction,
    Member,
    Membership,
    Reply,
    Space,
    Visit,
    VisitSource,
)
from models.base import UtcDateTime
from models.local_day import local_day

Id = int | BindParameter[int]
Moment = datetime | BindParameter[datetime]


def visible_members(viewer_id: Id, *, now: Moment) -> Select[int]:
    """Give the ids of all members whom this viewer may see, as a query to build on.

    Bound parameters may stand for both, in a statement that is made once and run often.
    """
    moment = now if isinstance(now, BindParameter) else literal(now, UtcDateTime())
    mine, theirs = _standing_of(viewer_id, moment), aliased(Membership)
    # What stands in the inner conditions is compared with `theirs`, never with Member: a
    # table two levels further out would be taken for a new one, and match anybody.
    both_in_a_space_where = exists().where(
        theirs.member_id == Member.id,
        theirs.space_id == mine.c.space_id,
        _holds(theirs, mine.c.today),
        or_(
            _is_listed_today(theirs, mine, moment),
            _agreed(viewer_id, theirs),
            _met(viewer_id, theirs),
            _shared_a_day(viewer_id, theirs),
        ),
    )
    return select(Member.id).where(_may_be_seen(viewer_id), both_in_a_space_where).correlate(None)


def seen_at_a_table(space_id: int, *, viewer_id: int, evening: date, now: datetime) -> Select[int]:
    """Give the members whom somebody of a space sees at their own table, to build on.

    An evening is of the day on which it begins: whoever belonged to the space then, with a day
    pass, say, does so after midnight, and whoever hides then does so, too; whoever is still in
    hides for as long as they are, whenever they came.
    """
    moment = literal(now, UtcDateTime())
    mine, theirs = _standing_of(viewer_id, moment, evening), aliased(Membership)
    is_in = and_(Visit.checked_out_at.is_(None), Visit.closes_at > moment)
    hides = exists().where(
        Visit.member_id == theirs.member_id,
        Visit.space_id == theirs.space_id,
        or_(Visit.day.in_((mine.c.today, evening)), is_in),
        Visit.is_listed.is_(False),
        # Whom somebody else has checked in has not been asked.
        Visit.source.in_((VisitSource.SELF, VisitSource.KIOSK)),
    )
    agrees = exists().where(
        theirs.member_id == Member.id,
        theirs.space_id == space_id,
        mine.c.space_id == space_id,
        theirs.is_listed.is_(True),
        _holds(theirs, mine.c.today, evening),
        ~hides,
    )
    return select(Member.id).where(_may_be_seen(viewer_id), agrees)


def require_visible(session: Session, member_id: int, *, by: int, now: datetime) -> None:
    """Raise NotFound unless the viewer may see this member."""
    seen = visible_members(by, now=now).where(Member.id == member_id)
    if session.execute(seen).first() is None:
        raise NotFound


def visible_among(session: Session, ids: Collection[int], *, by: int, now: datetime) -> set[int]:
    """Give those of these members whom the viewer may see."""
    return set(session.scalars(visible_members(by, now=now).where(Member.id.in_(ids))))


def in_a_space_with(member_id: int) -> Select[int]:
    """Give everybody on the list of a space of this member, to look for visible ones among."""
    spaces = select(Membership.space_id).where(Membership.member_id == member_id)
    return select(Membership.member_id).where(Membership.space_id.in_(spaces))


def listed_in(space_id: Id, *, viewer_id: Id, now: Moment) -> Select[int]:
    """Give the stays of those who are in and listed and whom the viewer may see, to build on.

    It gives whom `visible_members` gives because they are listed today, found from
    their stays: the page of who is in asks it every ten seconds for everybody looking.
    """
    moment = now if isinstance(now, BindParameter) else literal(now, UtcDateTime())
    mine, theirs = _standing_of(viewer_id, moment), aliased(Membership)
    return (
        select(Visit.id)
        .join(mine, mine.c.space_id == Visit.space_id)
        .join(Member, Member.id == Visit.member_id)
        .join(
            theirs,
            and_(theirs.member_id == Visit.member_id, theirs.space_id == Visit.space_id),
        )
        .where(
            Visit.space_id == space_id,
            Visit.checked_out_at.is_(None),
            Visit.closes_at > moment,
            Visit.is_listed.is_(True),
            _may_be_seen(viewer_id),
            _holds(theirs, mine.c.today),
        )
    )


def blocked_with(viewer_id: Id) -> Select[int]:
    """Give the ids of all whom the viewer has blocked or who have blocked the viewer."""
    mine = select(Block.other_id).where(Block.member_id == viewer_id)
    theirs = select(Block.member_id).where(Block.other_id == viewer_id)
    both = mine.union_all(theirs).subquery()
    return select(both.c.other_id.label("id"))


def _may_be_seen(viewer_id: Id) -> ColumnElement[bool]:
    return and_(
        Member.id != viewer_id,
        Member.claimed_at.is_not(None),
        Member.disabled_at.is_(None),
        Member.id.not_in(blocked_with(viewer_id)),
    )


def _standing_of(
    viewer_id: Id, moment: ColumnElement[datetime], evening: date | None = None
) -> CTE:
    """Give the spaces that the viewer is in, each with the day that it is there."""
    today = local_day(Space.time_zone, moment)
    return (
        select(Membership.space_id, today.label("today"))
        .join(Space, Space.id == Membership.space_id)
        .where(Membership.member_id == viewer_id, _holds(Membership, today, evening))
        .cte()
        # Worked out once; SQLite would ask for the day again for each person.
        .prefix_with("MATERIALIZED")
    )


def _holds(
    membership: type[Membership], today: ColumnElement[date], evening: date | None = None
) -> ColumnElement[bool]:
    days = [today] if evening is None else [today, literal(evening)]
    return and_(
        membership.joined_at.is_not(None),
        membership.starts_on <= today,
        or_(membership.ends_on.is_(None), *(membership.ends_on >= day for day in days)),
    )


def _is_listed_today(
    theirs: type[Membership], mine: CTE, moment: ColumnElement[datetime]
) -> ColumnElement[bool]:
    # A stay that began before midnight and still runs counts as today's.
    is_running = and_(Visit.checked_out_at.is_(None), Visit.closes_at > moment)
    return exists().where(
        Visit.member_id == theirs.member_id,
        Visit.space_id == theirs.space_id,
        Visit.is_listed.is_(True),
        or_(Visit.day == mine.c.today, is_running),
    )


def _shared_a_day(viewer_id: Id, theirs: type[Membership]) -> ColumnElement[bool]:
    own = aliased(Visit)
    return exists().where(
        Visit.member_id == theirs.member_id,
        Visit.space_id == theirs.space_id,
        Visit.is_listed.is_(True),
        own.member_id == viewer_id,
        own.space_id == theirs.space_id,
        own.day == Visit.day,
    )


def _agreed(viewer_id: Id, theirs: type[Membership]) -> ColumnElement[bool]:
    return exists().where(
        _are_two(Introduction, viewer_id, theirs.member_id),
        Introduction.first_reply == Reply.YES,
        Introduction.second_reply == Reply.YES,
    )


def _met(viewer_id: Id, theirs: type[Membership]) -> ColumnElement[bool]:
    return exists().where(
        _are_two(Encounter, viewer_id, theirs.member_id),
        or_(Encounter.noted_by_id.is_(None), Encounter.noted_by_id == viewer_id),
    )


def _are_two(
    pair: type[Introduction | Encounter], one: Id, other: SQLColumnExpression[int]
) -> ColumnElement[bool]:
    return or_(
        and_(pair.first_id == one, pair.second_id == other),
        and_(pair.second_id == one, pair.first_id == other),
    )
