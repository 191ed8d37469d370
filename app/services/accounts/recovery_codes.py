"""The way in without the phone: ten codes to keep on paper, each of which opens once."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.services import tokens
from app.services.accounts import one_time_codes
from models import RecoveryCode

PURPOSE = "recovery code"
MANY = 10
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that are read as another."""
GROUPS, GROUP = 3, 4


def new() -> tuple[str, ...]:
    """Draw codes of 59 bits each, in groups that can be read aloud."""
    return tuple("-".join(_group() for _ in range(GROUPS)) for _ in range(MANY))


def _group() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(GROUP))


def replace(session: Session, member_id: int, codes: Iterable[str], *, secret: str) -> None:
    """Keep these codes, hashed, in place of all that there were."""
    forget(session, member_id)
    rows = [{"member_id": member_id, "code_hash": _hashed(code, secret)} for code in codes]
    session.execute(insert(RecoveryCode), rows)


def are(session: Session, member_id: int, codes: Iterable[str], *, secret: str) -> bool:
    """Whether these are the codes that are kept."""
    kept = select(RecoveryCode.code_hash).where(RecoveryCode.member_id == member_id)
    return set(session.scalars(kept)) == {_hashed(code, secret) for code in codes}


def use(session: Session, member_id: int, typed: str, *, secret: str, now: datetime) -> int | None:
    """Take a code, once, and give its number; None when it is no code, or was used.

    Of two uses at once, one wins.
    """
    used: int | None = session.scalar(
        update(RecoveryCode)
        .where(
            RecoveryCode.member_id == member_id,
            RecoveryCode.code_hash == _hashed(typed, secret),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    )
    return used


def left(session: Session, member_id: int) -> int:
    """Count the codes that still open."""
    unused = (RecoveryCode.member_id == member_id, RecoveryCode.used_at.is_(None))
    return session.scalars(select(func.count()).where(*unused)).one()


def forget(session: Session, member_id: int) -> None:
    """Let no code open any more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member_id))


def _hashed(code: str, secret: str) -> str:
    # Few enough bits to be typed are few enough to be tried, so they are hashed under the secret
    # of the phone: who has only the database cannot begin, who has the key needs no codes.
    return tokens.token_for(PURPOSE, one_time_codes.plain(code), key=secret)
