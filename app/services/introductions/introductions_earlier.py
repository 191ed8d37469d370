"""What became of a member's introductions of earlier days, as that member may know it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sqlalchemy import BindParameter, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from app.services import glimpses
from app.services.glimpses import Glimpse
from app.services.viewers import Here
from models import Introduction, Reply

REMEMBERED = timedelta(days=60)
"""How long after a yes from both the page still asks whether they met."""
ALONE_SHOWN = timedelta(days=7)
"""How long a yes that stayed alone is spoken of."""
MOST_EARLIER = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierIntroduction:
    """One introduction of an earlier day that deserves a word."""

    id: int
    day: date
    person: Glimpse
    has_met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What became of the introductions of earlier days, newest first."""

    to_follow_up: list[EarlierIntroduction]
    """Both said yes, and it is not told whether they met."""
    agreed: list[EarlierIntroduction]
    """All others that both said yes to."""
    alone: list[EarlierIntroduction]
    """The viewer said yes, and it did not come about."""


def earlier(session: Session, here: Here) -> Earlier:
    """Give what is to be said of earlier days."""
    me, today = here.viewer.id, here.today
    rows = _of_earlier_days(session, here)
    partners = {row.partner_of(me) for row in rows}
    people = glimpses.seen_by(session, me, among=partners, now=here.now)
    lines = [
        (row, _line(row, me, people[row.partner_of(me)]))
        for row in rows
        if row.partner_of(me) in people
    ]
    agreed = [line for row, line in lines if row.is_agreed]
    unsaid = [line for line in agreed if line.has_met is None and line.day >= today - REMEMBERED]
    return Earlier(
        to_follow_up=unsaid,
        agreed=[line for line in agreed if line not in unsaid],
        alone=[line for row, line in lines if not row.is_agreed],
    )


def to_follow_up(session: Session, here: Here) -> list[EarlierIntroduction]:
    """Give those agreed earlier of which the viewer may still tell whether they met."""
    return earlier(session, here).to_follow_up


def _of_earlier_days(session: Session, here: Here) -> list[Introduction]:
    asked = {"space_id": here.space.id, "me": here.viewer.id}
    days = {"today": here.today, "alone_since": here.today - ALONE_SHOWN}
    return list(session.scalars(_said_yes_earlier(), asked | days))


@cache
def _said_yes_earlier() -> Select[Introduction]:
    """Make the statement once: the page of who is in runs it, and making it takes longer."""
    me: BindParameter[int] = bindparam("me")
    first_yes, second_yes = (
        reply == Reply.YES for reply in (Introduction.first_reply, Introduction.second_reply)
    )
    return (
        select(Introduction)
        .where(
            Introduction.space_id == bindparam("space_id"),
            Introduction.day < bindparam("today"),
            or_(
                and_(Introduction.first_id == me, first_yes),
                and_(Introduction.second_id == me, second_yes),
            ),
            or_(
                and_(first_yes, second_yes),
                Introduction.day >= bindparam("alone_since"),
            ),
        )
        .order_by(Introduction.day.desc(), Introduction.id)
        .limit(MOST_EARLIER)
    )


def _line(row: Introduction, me: int, person: Glimpse) -> EarlierIntroduction:
    return EarlierIntroduction(id=row.id, day=row.day, person=person, has_met=row.has_met(me))
