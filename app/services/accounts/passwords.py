"""Passwords: which are good enough, how they are kept, how they are checked.

Argon2id with the memory that the installation chose. Hashing is slow on
purpose, so callers do it before they begin to write: SQLite has one writer.
"""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.services.accounts import common_passwords, sign_ins
from app.services.errors import Conflict, Refused
from models import Member

SHORTEST = 8
LONGEST = 256
ROUNDS = 3
LANES = 4


class TooShort(Refused):
    """A password that a computer guesses in a moment."""

    message = f"At least {SHORTEST} characters, please."


class TooLong(Refused):
    """More than anybody types; hashing it would only cost time."""

    message = f"At most {LONGEST} characters, please."


class TooCommon(Refused):
    """A password that is on everybody's list."""

    message = "Many people use this one, so it is guessed first. Three or four words work well."


def require_good(password: str, *, about: tuple[str, ...] = ()) -> None:
    """Refuse a password that is short, common, or made of the person's own name or e-mail.

    Any characters will do, in any mixture.
    """
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise TooShort
    if len(plain) > LONGEST:
        raise TooLong
    if common_passwords.is_common(plain, about=about):
        raise TooCommon


def hashed(password: str, *, memory_kib: int) -> str:
    """Hash a password for keeping; slow on purpose."""
    return _hasher(memory_kib).hash(_plain(password))


def is_right(
    password: str, kept: str | None, *, somebodys: str | None = None, memory_kib: int
) -> bool:
    """Check a password; without a kept one it takes as long as `somebodys`, and is never right."""
    hasher = _hasher(memory_kib)
    try:
        hasher.verify(kept or somebodys or _dummy(memory_kib), _plain(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def is_outdated(kept: str, *, memory_kib: int) -> bool:
    """Whether a kept password was hashed with other parameters than today's."""
    return _hasher(memory_kib).check_needs_rehash(kept)


def rehash(session: Session, member_id: int, *, old: str, new: str) -> None:
    """Keep the same password under today's parameters, unless it was changed meanwhile."""
    session.execute(
        update(Member)
        .where(Member.id == member_id, Member.password_hash == old)
        .values(password_hash=new)
    )


def change(session: Session, member_id: int, *, old: str | None, new: str) -> None:
    """Replace a password by another hash and sign out every device.

    `old` is the hash that was checked; when it is no longer the kept one,
    somebody was quicker and nothing changes.
    """
    changed = session.scalar(
        update(Member)
        .where(Member.id == member_id, Member.password_hash == old, Member.disabled_at.is_(None))
        .values(password_hash=new)
        .returning(Member.id)
    )
    if changed is None:
        raise Conflict
    sign_ins.end_all(session, member_id)


def _plain(password: str) -> str:
    # One accented letter has two spellings in Unicode; keyboards differ in which they send.
    return unicodedata.normalize("NFC", password)


@cache
def _hasher(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=ROUNDS, memory_cost=memory_kib, parallelism=LANES)


@cache
def _dummy(memory_kib: int) -> str:
    return _hasher(memory_kib).hash("the password of nobody")
