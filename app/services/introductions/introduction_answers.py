"""What somebody says to an introduction: one answer, to both others where three are introduced.

State changes are one conditional statement each, so that of several processes
exactly one makes the change, and only that one writes the letters.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import case, null, update
from sqlalchemy.orm import Session

from app.services import directory
from app.services.errors import Conflict, NotFound, Refused
from app.services.introductions import introduction_letters, introductions_queries
from app.services.matchmaking import trios
from models import Introduction, LetterKind, Reply, Space


class DayIsOver(Refused):
    """An answer that comes too late."""

    message = "That day is over. If you are both in again, we may propose you another time."


class AnsweredOtherwise(Conflict):
    """A second answer that is not the first."""

    message = "You have answered this already, and an answer stays as it is."


def answer(
    session: Session,
    introduction_id: int,
    *,
    by: int,
    reply: Reply,
    now: datetime,
    together_with: Collection[int] = (),
) -> list[Introduction]:
    """Record one member's reply, and give what it was said to.

    Of a trio that is both others, as far as the card named them (`together_with`) and they are
    still shown; an answer speaks of nobody whom its giver did not see. "Not this person" is of
    one alone and says no more than "not now" to the other. Whoever says the second yes of two
    makes that both hear of it.

    Raises NotFound for an introduction that this member is not shown: another's,
    or one whose other side has left the list in between. The same answer given
    again changes nothing; a different one is refused.
    """
    said: list[Introduction] = []
    agreed: list[Introduction] = []
    rows = trios.on_the_card(session, introduction_id, by=by, together_with=together_with)
    for row in _shown(session, rows, by=by, now=now):
        mine = reply if row.id == introduction_id or reply is not Reply.NEVER else Reply.NOT_NOW
        if row.reply_of(by) is Reply.PENDING:
            if not _is_open(session, row, by=by, now=now):
                continue
            is_new = _record(session, row, by=by, reply=mine, now=now)
            if session.get(Introduction, row.id, populate_existing=True) is None:
                continue  # the other has erased themselves at this very moment
            agreed += [row] if is_new and row.is_agreed else []
        if row.reply_of(by) is not mine:
            raise AnsweredOtherwise
        said.append(row)
    if not said:
        raise NotFound
    _tell(session, agreed, now=now)
    return said


def _shown(
    session: Session, rows: list[Introduction], *, by: int, now: datetime
) -> list[Introduction]:
    """Give those of which this member may still see the other side."""
    partners = {row.partner_of(by) for row in rows}
    seen = directory.visible_among(session, partners, by=by, now=now)
    return [row for row in rows if row.partner_of(by) in seen]


def _is_open(session: Session, introduction: Introduction, *, by: int, now: datetime) -> bool:
    space = session.get_one(Space, introduction.space_id)
    if introduction.day != space.today(now):
        raise DayIsOver
    return introductions_queries.is_open(session, introduction, by=by, now=now)


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


def _tell(session: Session, agreed: Collection[Introduction], *, now: datetime) -> None:
    """Note letters to those who agree now; who agrees with two has one letter about both."""
    for space_id in {row.space_id for row in agreed}:
        introduction_letters.write_wanted(
            session,
            LetterKind.AGREED,
            to=trios.once_each(agreed),
            space_id=space_id,
            now=now,
        )
