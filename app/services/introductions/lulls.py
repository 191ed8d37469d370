"""Why somebody has no introduction before them right now, so that the page can say it kindly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from app.services.introductions.introductions_queries import IntroductionCard
from app.services.presence import stays
from app.services.viewers import Here
from models import Ask, Introduction, Offer, Reply


class Reason(StrEnum):
    """Why there is nobody to meet on the page."""

    NONE_HERE = "none_here"
    """The space makes none."""
    SWITCHED_OFF = "switched_off"
    PAUSED = "paused"
    OUT = "out"
    UNLISTED = "unlisted"
    HEADS_DOWN = "heads_down"
    NOTHING_TOLD = "nothing_told"
    """There is nobody yet, and nothing to go by either: neither an offer nor an ask."""
    NOBODY_YET = "nobody_yet"
    ALL_SEEN = "all_seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lull:
    """The reason, and until when it lasts, if that is known."""

    reason: Reason
    day: date | None = None
    moment: datetime | None = None


def lull_of(session: Session, here: Here, *, cards: Sequence[IntroductionCard]) -> Lull | None:
    """Say why there is no card; None when there is one."""
    if cards:
        return None
    if _answered_one_today(session, here):
        return Lull(reason=Reason.ALL_SEEN)
    return _by_choice(here) or _by_stay(session, here)


def _by_choice(here: Here) -> Lull | None:
    until = here.membership.paused_until
    if here.space.introductions_per_day == 0:
        return Lull(reason=Reason.NONE_HERE)
    if not here.membership.wants_introductions or limit_of(here) == 0:
        return Lull(reason=Reason.SWITCHED_OFF)
    if until is not None and until >= here.today:
        return Lull(reason=Reason.PAUSED, day=until)
    return None


def _by_stay(session: Session, here: Here) -> Lull:
    me = here.viewer.id
    stay = stays.stays_of_today(session, [me], space=here.space, now=here.now).get(me)
    if stay is None or not stay.is_running:
        return Lull(reason=Reason.OUT)
    if not stay.is_listed:
        return Lull(reason=Reason.UNLISTED)
    if stay.heads_down_until is not None:
        return Lull(reason=Reason.HEADS_DOWN, moment=stay.heads_down_until)
    return Lull(reason=Reason.NOBODY_YET if _has_told(session, me) else Reason.NOTHING_TOLD)


def limit_of(here: Here) -> int:
    """Give how many introductions a day the viewer gets here at most."""
    return here.space.limit_of(here.membership.introductions_per_day)


def _has_told(session: Session, member_id: int) -> bool:
    told = or_(*(exists().where(of.member_id == member_id) for of in (Offer, Ask)))
    return bool(session.scalar(select(told)))


def _answered_one_today(session: Session, here: Here) -> bool:
    # Only what the viewer did themselves counts: an introduction that went because the
    # other left or hid must leave no trace in the words either.
    me = here.viewer.id
    answered = or_(
        and_(Introduction.first_id == me, Introduction.first_reply != Reply.PENDING),
        and_(Introduction.second_id == me, Introduction.second_reply != Reply.PENDING),
    )
    any_today = exists().where(
        Introduction.space_id == here.space.id, Introduction.day == here.today, answered
    )
    return bool(session.scalar(select(any_today)))
