"""Letters to be sent: noted here in the same transaction as what they tell of, posted by a job."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from app.services import once
from models import Letter, LetterKind
from models.among import among

CLAIM = timedelta(minutes=5)
"""How long one process may take over a letter before another may try it."""
FIRST_WAIT = timedelta(minutes=2)
MOST_ATTEMPTS = 8
MOOT = "no longer true"
NEWS_LAST = timedelta(days=14)
"""Older news is no news to anybody."""
OF_INTRODUCTIONS = (LetterKind.PROPOSED, LetterKind.AGREED, LetterKind.DID_YOU_MEET)
_NEWS = (*OF_INTRODUCTIONS, LetterKind.HELLO)
"""Told within that time or not at all; the others say by themselves how long they hold."""
OF_ACCOUNTS = (
    LetterKind.NEW_EMAIL,
    LetterKind.EMAIL_CHANGED,
    LetterKind.SECOND_FACTOR_ON,
    LetterKind.SECOND_FACTOR_OFF,
    LetterKind.RECOVERY_CODE_USED,
)
_AWAITED = (LetterKind.RESET, *OF_ACCOUNTS)
"""What somebody waits for beside the mailbox, or must hear of at once."""


def write(session: Session, kind: LetterKind, *, to: int, about_id: int, now: datetime) -> None:
    """Note that a member is to have a letter about one row; the same one is never noted twice.

    The unique constraint has the last word: of two processes that note it at
    once, the slower one's transaction fails and is to be tried again.
    """
    known = select(Letter.id).where(
        Letter.kind == kind, Letter.member_id == to, Letter.about_id == about_id
    )
    if session.execute(known).first() is None:
        session.add(Letter(**_letter(kind, to, about_id, now)))


def write_anew(
    session: Session, kind: LetterKind, *, to: Collection[int], about_id: int, now: datetime
) -> None:
    """Note a letter to each of these, also where the same one was sent before.

    There is something new to tell; nobody gets it twice by being named twice.
    """
    same = (Letter.kind == kind, Letter.about_id == about_id, among(Letter.member_id, "to"))
    session.execute(
        delete(Letter).where(*same).execution_options(synchronize_session="fetch"), {"to": to}
    )
    told = [_letter(kind, member_id, about_id, now) for member_id in dict.fromkeys(to)]
    once.add_all(session, Letter, told)


def _letter(kind: LetterKind, to: int, about_id: int, now: datetime) -> dict[str, object]:
    return {
        "kind": kind,
        "member_id": to,
        "about_id": about_id,
        "message_id": secrets.token_hex(16),
        "created_at": now,
    }


@dataclass(frozen=True, slots=True)
class Errand:
    """A letter that this process has taken over, as a plain value."""

    id: int
    kind: LetterKind
    member_id: int
    about_id: int
    message_id: str
    attempts: int


def due(session: Session, *, now: datetime, most: int = 100) -> list[int]:
    """Give the ids of letters that wait to be sent and that nobody is sending.

    Those that somebody waits for come first, the others in their order: a link to a new
    password lasts for minutes, and a thousand invitations to a mixer may be under way.
    """
    waiting = (
        select(Letter.id)
        .where(Letter.sent_at.is_(None), Letter.given_up_at.is_(None), _is_free(now), _is_news(now))
        .order_by(Letter.kind.not_in(_AWAITED), Letter.id)
        .limit(most)
    )
    return list(session.scalars(waiting))


def claim(session: Session, letter_id: int, *, now: datetime) -> Errand | None:
    """Take a letter over; None when another process was quicker."""
    won = session.execute(
        update(Letter)
        .where(
            Letter.id == letter_id,
            Letter.sent_at.is_(None),
            Letter.given_up_at.is_(None),
            _is_free(now),
        )
        .values(claimed_until=now + CLAIM, attempts=Letter.attempts + 1)
        .returning(
            Letter.id,
            Letter.kind,
            Letter.member_id,
            Letter.about_id,
            Letter.message_id,
            Letter.attempts,
        )
    ).one_or_none()
    return Errand(*won) if won else None


def mark_sent(session: Session, letter_id: int, *, now: datetime) -> None:
    """Note that the mail server has taken the letter."""
    _settle(session, letter_id, sent_at=now, claimed_until=None, last_error="")


def mark_moot(session: Session, letter_id: int, *, now: datetime) -> None:
    """Note that what the letter would have told is no longer so."""
    _settle(session, letter_id, given_up_at=now, claimed_until=None, last_error=MOOT)


def mark_failed(session: Session, errand: Errand, reason: str, *, now: datetime) -> None:
    """Note why it failed and when to try again, waiting twice as long each time."""
    last = errand.attempts >= MOST_ATTEMPTS
    _settle(
        session,
        errand.id,
        claimed_until=None if last else now + FIRST_WAIT * 2 ** (errand.attempts - 1),
        given_up_at=now if last else None,
        last_error=reason[:200],
    )


def _settle(session: Session, letter_id: int, **values: object) -> None:
    session.execute(update(Letter).where(Letter.id == letter_id).values(**values))


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(Letter.claimed_until.is_(None), Letter.claimed_until <= now)


def _is_news(now: datetime) -> ColumnElement[bool]:
    # Also where letters waited for weeks for a mail server.
    return or_(Letter.kind.not_in(_NEWS), Letter.created_at > now - NEWS_LAST)
