"""A short first message between two people who both said yes; each has one."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import once, texts
from app.services.errors import Conflict, NotFound, Refused
from app.services.introductions import introduction_letters
from app.services.introductions.agreed import agreed_introduction
from models import Hello, Introduction, LetterKind

LONGEST = 280


class SaidAlready(Conflict):
    """A second hello that is not the first."""

    message = "You have said hello already. The rest is better said in person."


def say(session: Session, introduction_id: int, words: str, *, by: int, now: datetime) -> Hello:
    """Send the one hello; the very same again changes nothing."""
    introduction = agreed_introduction(session, introduction_id, by=by, now=now)
    still = select(Introduction.id).where(Introduction.id == introduction.id)
    if session.scalar(still.with_for_update(read=True, key_share=True)) is None:
        raise NotFound  # the other has deleted themselves just now
    hello = once.add(
        session,
        Hello,
        introduction_id=introduction.id,
        sender_id=by,
        words=_fitting(words),
        sent_at=now,
    )
    if hello is None:
        return _same(session, introduction.id, words, by=by)
    introduction_letters.write_wanted(
        session,
        LetterKind.HELLO,
        to=[(introduction.partner_of(by), hello.id)],
        space_id=introduction.space_id,
        now=now,
    )
    return hello


def _fitting(words: str) -> str:
    plain = texts.paragraphs(words)
    if not plain:
        msg = "Write a word or two."
        raise Refused(msg)
    if len(plain) > LONGEST:
        msg = f"That is too long; {LONGEST} characters are the most."
        raise Refused(msg)
    return plain


def _same(session: Session, introduction_id: int, words: str, *, by: int) -> Hello:
    said = session.scalars(
        select(Hello).where(Hello.introduction_id == introduction_id, Hello.sender_id == by)
    ).one()
    if said.words != texts.paragraphs(words):
        raise SaidAlready
    return said
