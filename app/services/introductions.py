"""Two people proposed to each other: who is proposed, what they answer.

State changes are one conditional statement each, so that of several processes
exactly one makes the change, and only that one writes the letters.
"""

from datetime import datetime, timedelta

from sqlalchemy import case, func, null, or_, select, update
from sqlalchemy.orm import Session

from app.services import directory, introduction_letters, introductions_queries, matchmaking, once
from app.services.errors import Conflict, NotFound, Refused
from app.services.follow_ups import ask_whether_met
from app.services.introductions_earlier import earlier, to_follow_up
from app.services.introductions_queries import IntroductionCard, cards_for, is_open, waiting_for
from app.services.lulls import limit_of, lull_of
from app.services.matchmaking_queries import is_willing, with_standing
from models import Choosing, Introduction, LetterKind, Reply, Space, Visit

__all__ = [
    "IntroductionCard",
    "answer",
    "ask_whether_met",
    "cards_for",
    "due",
    "earlier",
    "is_open",
    "limit_of",
    "lull_of",
    "propose",
    "to_follow_up",
    "waiting_for",
]

LOOK_AGAIN_AFTER = timedelta(hours=1)
"""Also without a new arrival: asks, profiles and pauses change, too."""


class DayIsOver(Refused):
    """An answer that comes too late."""

    message = "That day is over. If you are both in again, we may propose you another time."


class AnsweredOtherwise(Conflict):
    """A second answer that is not the first."""

    message = "You have answered this already, and an answer stays as it is."


def propose(session: Session, space: Space, *, now: datetime) -> list[Introduction]:
    """Introduce those whom the matching chooses now, and give the new introductions.

    Whoever asks first works; all others wait, and then find that nothing is left
    to do. Nothing that was proposed before is touched.
    """
    # Weaker than FOR UPDATE: people can check in to the space meanwhile.
    session.execute(
        select(Space.id).where(Space.id == space.id).with_for_update(key_share=True)
    ).one()
    made: list[Introduction] = []
    # Whoever is left over when each has got one person may have a place that others keep.
    while found := _introduced(session, space, now=now):
        made += found
    introduction_letters.write_wanted(
        session,
        LetterKind.PROPOSED,
        to=[(member_id, row.id) for row in made for member_id in (row.first_id, row.second_id)],
        space_id=space.id,
        now=now,
    )
    space.introduced_at = now
    return made


def _introduced(session: Session, space: Space, *, now: datetime) -> list[Introduction]:
    look = matchmaking.look(session, space, now=now)
    added = [_add(session, space, match, version=look.version, now=now) for match in look.matches]
    if look.matches:
        session.add(
            Choosing(
                space_id=space.id,
                day=space.today(now),
                at=now,
                matching_version=look.version,
                lesson_version=look.lesson_version,
                pairs=len(look.matches),
                value=look.value,
                bound=look.bound,
            )
        )
    return [introduction for introduction in added if introduction is not None]


def _add(
    session: Session, space: Space, match: matchmaking.Match, *, version: str, now: datetime
) -> Introduction | None:
    return once.add(
        session,
        Introduction,
        space_id=space.id,
        day=space.today(now),
        first_id=match.first_id,
        second_id=match.second_id,
        worth=match.worth,
        parts=match.parts,
        is_explored=match.is_explored,
        reasons=match.reasons,
        matching_version=version,
        proposed_at=now,
    )


def due(session: Session, *, now: datetime) -> list[int]:
    """Give the spaces in which somebody willing has come in, or opened up, since the last look."""
    changed = func.max(Visit.changed_at)
    opened = func.max(Visit.heads_down_until)
    query = (
        with_standing(select(Visit.space_id))
        .join(Space, Space.id == Visit.space_id)
        # The day in UTC is near enough to say where a look is worth while.
        .where(is_willing(now, now.date()))
        .group_by(Visit.space_id, Space.introduced_at)
        .having(func.count() > 1)
        .having(
            or_(
                Space.introduced_at.is_(None),
                Space.introduced_at < changed,
                Space.introduced_at < opened,
                Space.introduced_at <= now - LOOK_AGAIN_AFTER,
            )
        )
        .order_by(Visit.space_id)
    )
    return list(session.scalars(query))


def answer(
    session: Session, introduction_id: int, *, by: int, reply: Reply, now: datetime
) -> Introduction:
    """Record one member's reply; the second of two yeses tells both that they agree.

    Raises NotFound for an introduction that this member is not shown: another's,
    or one whose other side has left the list in between. The same answer given
    again changes nothing; a different one is refused.
    """
    introduction = _shown(session, introduction_id, by=by, now=now)
    if introduction.reply_of(by) is Reply.PENDING:
        _require_open(session, introduction, by=by, now=now)
        if _record(session, introduction, by=by, reply=reply, now=now):
            session.refresh(introduction)
            if introduction.is_agreed:
                _tell_both(session, introduction, now=now)
            return introduction
        session.refresh(introduction)
    if introduction.reply_of(by) is not reply:
        raise AnsweredOtherwise
    return introduction


def _shown(session: Session, introduction_id: int, *, by: int, now: datetime) -> Introduction:
    introduction = session.get(Introduction, introduction_id, populate_existing=True)
    if introduction is None or not introduction.involves(by):
        raise NotFound
    directory.require_visible(session, introduction.partner_of(by), by=by, now=now)
    return introduction


def _require_open(session: Session, introduction: Introduction, *, by: int, now: datetime) -> None:
    space = session.get_one(Space, introduction.space_id)
    if introduction.day != space.today(now):
        raise DayIsOver
    if not introductions_queries.is_open(session, introduction, by=by, now=now):
        raise NotFound


def _record(
    session: Session, introduction: Introduction, *, by: int, reply: Reply, now: datetime
) -> bool:
    """Write the reply unless there is one; whoever writes the second yes writes the moment, too."""
    is_first = by == introduction.first_id
    mine = Introduction.first_reply if is_first else Introduction.second_reply
    theirs = Introduction.second_reply if is_first else Introduction.first_reply
    mine_at = Introduction.first_replied_at if is_first else Introduction.second_replied_at
    agreed_at = case((theirs == Reply.YES, now)) if reply is Reply.YES else null()
    written = session.execute(
        update(Introduction)
        .where(Introduction.id == introduction.id, mine == Reply.PENDING)
        .values({mine: reply, mine_at: now, Introduction.agreed_at: agreed_at})
        .returning(Introduction.id)
        .execution_options(synchronize_session=False)
    )
    return written.first() is not None


def _tell_both(session: Session, introduction: Introduction, *, now: datetime) -> None:
    introduction_letters.write_wanted(
        session,
        LetterKind.AGREED,
        to=[(introduction.first_id, introduction.id), (introduction.second_id, introduction.id)],
        space_id=introduction.space_id,
        now=now,
    )
