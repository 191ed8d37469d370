"""What members look for: said, changed, renewed while it is true, taken back."""

import enum
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.services import texts
from app.services.errors import NotFound, Refused
from app.services.profiles import profiles, skills
from models import Ask, AskKind, Profile
from models.ask import ASK_LASTS_DAYS

MOST = 8
LONGEST = 200
RENEWABLE_DAYS = 14
"""So many days before its last one an ask begins to inquire whether it is still true."""
_WITH_ASKS = selectinload(Profile.asks)


class AskState(enum.Enum):
    """Whether an ask counts."""

    LIVE = "live"
    ENDING = "ending"
    EXPIRED = "expired"


class TooMany(Refused):
    """A list that nobody would read to its end."""

    status = 409
    message = f"You look for {MOST} things already. Change or remove one of them first."


class NothingSaid(Refused):
    """An ask without words."""

    message = "Say in a few words what you are looking for."


def last_day(now: datetime) -> date:
    """Give the last day on which an ask counts that is made or renewed now."""
    return now.date() + timedelta(days=ASK_LASTS_DAYS)


def state(expires_on: date, *, today: date) -> AskState:
    """Say whether an ask still counts, and whether to inquire if it is still true."""
    if expires_on < today:
        return AskState.EXPIRED
    is_ending = expires_on - today <= timedelta(days=RENEWABLE_DAYS)
    return AskState.ENDING if is_ending else AskState.LIVE


def add(
    session: Session, kind: AskKind, *, by: int, words: str, tags: Iterable[str], now: datetime
) -> Ask:
    """Look for one more thing; the same words twice stay one ask, and renew it."""
    line = texts.readable_line(words, most=LONGEST, otherwise=NothingSaid)
    profile = profiles.to_change(session, by, _WITH_ASKS)
    same = [ask for ask in profile.asks if ask.words.casefold() == line.casefold()]
    if same:
        return change(session, same[0].id, kind, by=by, words=line, tags=tags, now=now)
    if len(profile.asks) >= MOST:
        raise TooMany
    ask = Ask(
        kind=kind,
        words=line,
        created_at=now,
        expires_on=last_day(now),
        skills=skills.named(session, tags),
    )
    profile.asks.append(ask)
    profile.touch()
    session.flush()
    return ask


def change(
    session: Session,
    ask_id: int,
    kind: AskKind,
    *,
    by: int,
    words: str,
    tags: Iterable[str],
    now: datetime,
) -> Ask:
    """Say an ask differently; who says it anew still means it, so it counts anew."""
    line = texts.readable_line(words, most=LONGEST, otherwise=NothingSaid)
    profile = profiles.to_change(session, by, _WITH_ASKS)
    ask = of_member(session, ask_id, by=by)
    ask.kind, ask.words, ask.expires_on = kind, line, last_day(now)
    ask.skills = skills.named(session, tags)
    profile.touch()
    session.flush()
    return ask


def renew(session: Session, ask_id: int, *, by: int, now: datetime) -> Ask:
    """Say that an ask is still true; it counts for as long again as a new one."""
    profile = profiles.to_change(session, by, _WITH_ASKS)
    ask = of_member(session, ask_id, by=by)
    ask.expires_on = last_day(now)
    profile.touch()
    return ask


def remove(session: Session, ask_id: int, *, by: int) -> None:
    """Take an ask back; one that is gone already stays gone."""
    profile = profiles.to_change(session, by, _WITH_ASKS)
    profile.asks = [ask for ask in profile.asks if ask.id != ask_id]
    profile.touch()
    session.flush()


def of_member(session: Session, ask_id: int, *, by: int) -> Ask:
    """Give one's own ask with its tags; another's is not found."""
    ask = session.scalar(
        select(Ask)
        .where(Ask.id == ask_id, Ask.member_id == by)
        .options(selectinload(Ask.skills))
        .execution_options(populate_existing=True)
    )
    if ask is None:
        raise NotFound
    return ask
