"""Whether two people met: asked once by letter, answered with one tap."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from app.services.acquaintance import encounters
from app.services.errors import Conflict, NotFound
from app.services.introductions import introduction_letters
from app.services.introductions.agreed import agreed_introduction
from app.services.matchmaking import trios
from models import Introduction, LetterKind, Space, Via

ASKED_FROM_HOUR = 9
ASKED_WITHIN = timedelta(days=7)
AT_MOST = 50
"""Letters noted in one go, so that a job never holds the database for long."""


def record(
    session: Session, introduction_id: int, *, by: int, did_meet: bool, now: datetime
) -> Introduction:
    """Note what one of the two says; a yes by either writes the meeting, once.

    "Not yet" may become a yes later; a yes stays.
    """
    introduction = agreed_introduction(session, introduction_id, by=by, now=now)
    mine = Introduction.first_met if by == introduction.first_id else Introduction.second_met
    changes = or_(mine.is_(None), mine.is_(False)) if did_meet else mine.is_(None)
    session.execute(
        update(Introduction)
        .where(Introduction.id == introduction.id, changes)
        .values({mine: did_meet})
        .execution_options(synchronize_session=False)
    )
    if session.get(Introduction, introduction.id, populate_existing=True) is None:
        raise NotFound  # the other has deleted themselves just now
    if introduction.met_of(by) is not did_meet:
        msg = "You have said that you met, and that is kept."
        raise Conflict(msg)
    if did_meet:
        _remember(session, introduction, now=now)
    return introduction


def _remember(session: Session, introduction: Introduction, *, now: datetime) -> None:
    encounters.remember(
        session,
        introduction.first_id,
        introduction.second_id,
        space_id=introduction.space_id,
        day=introduction.day,
        via=Via.INTRODUCTION,
        now=now,
    )


def ask_whether_met(session: Session, *, now: datetime) -> int:
    """Note the letters that ask, from the morning after on, and say how many introductions.

    Asked once for each introduction, of those who have not told it on the page.
    """
    return sum(_ask(session, row, now=now) for row in _to_ask(session, now))


def _to_ask(session: Session, now: datetime) -> list[Introduction]:
    waiting = and_(
        Introduction.agreed_at.is_not(None),
        Introduction.asked_at.is_(None),
        # A day more on either side, for spaces far from UTC.
        Introduction.day >= now.date() - ASKED_WITHIN,
        Introduction.day <= now.date(),
    )
    spaces = session.scalars(
        select(Space).where(Space.id.in_(select(Introduction.space_id).where(waiting)))
    )
    # Where it is too early takes no place from where it is not.
    awake: defaultdict[date, list[int]] = defaultdict(list)
    for space in spaces:
        if space.local(now).hour >= ASKED_FROM_HOUR:
            awake[space.today(now)].append(space.id)
    found: list[Introduction] = []
    for today, ids in awake.items():
        rows = select(Introduction).where(
            waiting, Introduction.space_id.in_(ids), Introduction.day < today
        )
        found += session.scalars(rows.order_by(Introduction.id).limit(AT_MOST - len(found)))
    return found


def _ask(session: Session, introduction: Introduction, *, now: datetime) -> bool:
    claimed = session.execute(
        update(Introduction)
        .where(Introduction.id == introduction.id, Introduction.asked_at.is_(None))
        .values(asked_at=now)
        .returning(Introduction.first_met, Introduction.second_met)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if claimed is None:
        return False
    if True in claimed:
        return True
    introduction_letters.write_wanted(
        session,
        LetterKind.DID_YOU_MEET,
        to=[
            (member_id, asked[0].id)
            for member_id in (introduction.first_id, introduction.second_id)
            if (asked := still_asked(session, introduction, member_id))
        ],
        space_id=introduction.space_id,
        now=now,
    )
    return True


def still_asked(session: Session, introduction: Introduction, member_id: int) -> list[Introduction]:
    """Give this introduction and, of a trio, the other one, of which nobody says yet how it went.

    One letter asks a member about both, under the number of the first.
    """
    return [
        row
        for row in trios.sides_of(session, introduction, member_id)
        if row.is_agreed
        and row.met_of(member_id) is None
        and True not in (row.first_met, row.second_met)
    ]
