"""The way back in for somebody who forgot their password: a link by letter, for ten minutes."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session, selectinload

from app.services import letters, tokens
from app.services.accounts import passwords, sign_ins
from app.services.errors import LinkEnded
from models import LetterKind, Member, PasswordReset

PURPOSE = "reset"
LASTS = timedelta(minutes=10)
PAUSE = timedelta(minutes=5)


def ask(session: Session, email: str, *, now: datetime) -> None:
    """Send a link to whoever signs in with this e-mail; for anybody else do nothing.

    Nobody gets more than one letter in a few minutes, so that it cannot be used
    to fill a stranger's mailbox.
    """
    known = sign_ins.known(session, email)
    if known is None or _has_just_asked(session, known.id, now):
        return
    reset = issue(session, known.id, now=now)
    letters.write(session, LetterKind.RESET, to=known.id, about_id=reset.id, now=now)


def issue(session: Session, member_id: int, *, now: datetime) -> PasswordReset:
    """Make a link for this member; a new one ends the older one."""
    end_all(session, member_id, now=now)
    reset = PasswordReset(
        member_id=member_id, nonce=tokens.new_nonce(), created_at=now, expires_at=now + LASTS
    )
    session.add(reset)
    session.flush()
    return reset


def link_path(reset: PasswordReset, *, key: str) -> str:
    """Give the path of the link; the address of the installation goes in front."""
    return f"/reset/{reset.id}/{tokens.token_for(PURPOSE, reset.nonce, key=key)}"


def _has_just_asked(session: Session, member_id: int, now: datetime) -> bool:
    # The row is locked, so that of many requests at once only one sends a letter.
    session.execute(select(Member.id).where(Member.id == member_id).with_for_update())
    recent = exists().where(
        PasswordReset.member_id == member_id, PasswordReset.created_at > now - PAUSE
    )
    return bool(session.scalar(select(recent)))


def end_all(session: Session, member_id: int, *, now: datetime) -> None:
    """Make every open link of this member stop working."""
    session.execute(
        update(PasswordReset)
        .where(PasswordReset.member_id == member_id, PasswordReset.used_at.is_(None))
        .values(used_at=now)
    )


def opened(
    session: Session, reset_id: int, token: str, *, key: str, now: datetime
) -> PasswordReset:
    """Give the reset behind a link, with its member; every bad link raises the same LinkEnded."""
    reset = session.get(
        PasswordReset,
        reset_id,
        options=[selectinload(PasswordReset.member).selectinload(Member.profile)],
        populate_existing=True,
    )
    nonce = reset.nonce if reset else tokens.new_nonce()
    is_right = tokens.is_right(token, PURPOSE, nonce, key=key)
    if reset is None or not is_right or reset.used_at is not None or reset.expires_at <= now:
        raise LinkEnded
    if not reset.member.is_active:
        raise LinkEnded
    return reset


def use(
    session: Session, reset_id: int, token: str, *, key: str, password_hash: str, now: datetime
) -> int:
    """Give the member a new password, sign out every device, and give the member's id.

    Of two uses at once, one wins and the other raises LinkEnded.
    """
    reset = opened(session, reset_id, token, key=key, now=now)
    used = session.scalar(
        update(PasswordReset)
        .where(PasswordReset.id == reset_id, PasswordReset.used_at.is_(None))
        .values(used_at=now)
        .returning(PasswordReset.id)
    )
    if used is None:
        raise LinkEnded
    passwords.change(session, reset.member_id, old=reset.member.password_hash, new=password_hash)
    end_all(session, reset.member_id, now=now)
    return reset.member_id
