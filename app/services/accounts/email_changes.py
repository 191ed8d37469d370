"""Moving to another e-mail address: only its owner can, and the old address hears of it."""

from datetime import datetime, timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.services import addresses, departures, letters, tokens
from app.services.accounts import resets, sign_ins
from app.services.errors import Conflict, LinkEnded, NotFound
from models import EmailChange, LetterKind, Member

PURPOSE = "email"
LASTS = timedelta(hours=1)
PAUSE = timedelta(minutes=5)


def ask(session: Session, member_id: int, new_email: str, *, now: datetime) -> None:
    """Note a letter with a link to the new address.

    Where somebody signs in with it already, the letter is not sent; see `is_taken`. All else
    is the same, the time until one may ask again included, so that nobody can try out who has
    an account.
    """
    new_email = addresses.folded(new_email)
    old_email = session.execute(
        select(Member.email).where(Member.id == member_id).with_for_update()
    ).scalar_one()
    if _has_just_asked(session, member_id, now):
        return
    _end_all(session, member_id, now)
    change = EmailChange(
        member_id=member_id,
        old_email=old_email,
        new_email=new_email,
        nonce=tokens.new_nonce(),
        created_at=now,
        expires_at=now + LASTS,
    )
    session.add(change)
    session.flush()
    letters.write(session, LetterKind.NEW_EMAIL, to=member_id, about_id=change.id, now=now)


def link_path(change: EmailChange, *, key: str) -> str:
    """Give the path of the link in the letter to the new address."""
    return f"/account/email/{change.id}/{tokens.token_for(PURPOSE, change.nonce, key=key)}"


def opened(
    session: Session, change_id: int, token: str, *, key: str, by: int, now: datetime
) -> EmailChange:
    """Give the change behind a link to the one who asked for it; all else raises LinkEnded."""
    change = session.get(EmailChange, change_id, populate_existing=True)
    nonce = change.nonce if change else tokens.new_nonce()
    is_right = tokens.is_right(token, PURPOSE, nonce, key=key)
    if change is None or not is_right or change.member_id != by:
        raise LinkEnded
    if change.used_at is not None or change.expires_at <= now:
        raise LinkEnded
    return change


def confirm(session: Session, change: EmailChange, *, keep: int, now: datetime) -> None:
    """Move to the new address, sign out all other devices, and tell the old address.

    Links to choose a new password that went to the old address end with it.
    """
    if not _use(session, change, now):
        raise LinkEnded
    try:
        with session.begin_nested():
            session.execute(
                update(Member).where(Member.id == change.member_id).values(email=change.new_email)
            )
    except IntegrityError as error:  # somebody has taken the address in the meantime
        raise LinkEnded from error
    departures.leave_lists(session, change.member_id, now=now)
    sign_ins.end_all(session, change.member_id, but=keep)
    resets.end_all(session, change.member_id, now=now)
    letters.write(
        session, LetterKind.EMAIL_CHANGED, to=change.member_id, about_id=change.id, now=now
    )


def _use(session: Session, change: EmailChange, now: datetime) -> bool:
    used = session.scalar(
        update(EmailChange)
        .where(EmailChange.id == change.id, EmailChange.used_at.is_(None))
        .values(used_at=now)
        .returning(EmailChange.id)
    )
    return used is not None


def put_back(session: Session, email: str, *, password_hash: str, now: datetime) -> Member:
    """Give the account with this address the one it had before, and sign it out everywhere.

    Whoever took it knows its password, so it gets another. A sign-in that was switched off
    meanwhile is on again. The change is forgotten: of somebody who moved to and fro between
    two addresses, each time leads one change further back.
    """
    member = session.scalar(
        select(Member).where(Member.email == addresses.folded(email)).with_for_update()
    )
    change = _change_to(session, member) if member else None
    if member is None or change is None:
        raise NotFound
    _end_all(session, member.id, now)
    sign_ins.end_all(session, member.id)
    resets.end_all(session, member.id, now=now)
    member.email, member.password_hash, member.disabled_at = change.old_email, password_hash, None
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict from error
    departures.leave_lists(session, member.id, now=now)
    session.delete(change)
    return member


def _change_to(session: Session, member: Member) -> EmailChange | None:
    """Give the change that led a member to the address of now; others may have asked for it."""
    return session.scalar(
        select(EmailChange)
        .where(
            EmailChange.member_id == member.id,
            EmailChange.new_email == member.email,
            EmailChange.old_email != EmailChange.new_email,
            EmailChange.used_at.is_not(None),
        )
        .order_by(EmailChange.id.desc())
        .limit(1)
    )


def is_taken(session: Session, change: EmailChange) -> bool:
    """Whether somebody signs in with the new address, so that no link to it is sent."""
    return bool(session.scalar(select(exists().where(Member.email == change.new_email))))


def _has_just_asked(session: Session, member_id: int, now: datetime) -> bool:
    recent = exists().where(
        EmailChange.member_id == member_id, EmailChange.created_at > now - PAUSE
    )
    return bool(session.scalar(select(recent)))


def _end_all(session: Session, member_id: int, now: datetime) -> None:
    session.execute(
        update(EmailChange)
        .where(EmailChange.member_id == member_id, EmailChange.used_at.is_(None))
        .values(used_at=now)
    )
