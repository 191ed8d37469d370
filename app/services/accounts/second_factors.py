"""A second step when signing in: after the password, a code from a phone that was shown once.

Whoever has lost the phone types one of their recovery codes in its place.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.services import addresses, letters, once
from app.services.accounts import one_time_codes, recovery_codes, seals, sign_ins
from app.services.errors import Conflict, NotFound, Refused
from models import LetterKind, Member, SecondFactor

SECRET, DRAFT = "second factor", "second factor to be"
LASTS = timedelta(minutes=30)
"""How long somebody may take to find an app for their phone."""


class WrongCode(Refused):
    """A code that does not open, or does not any more."""

    message = "This code is not right, or its time is over. Type the one that is shown now."


class UsedCode(Conflict):
    """A code from the phone that was taken already."""

    message = "This code was used already. Wait for the next one, half a minute at most."


class Unreadable(Refused):
    """The secret was sealed under another key; only whoever runs the installation can help."""

    status = 409
    message = "Codes cannot be checked at the moment. Ask whoever runs Alongside at your space."


@dataclass(frozen=True, slots=True)
class Draft:
    """A second step that is not on yet: the secret for the phone, and the codes for paper."""

    secret: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the owner of a second step reads about it."""

    since: datetime
    codes_left: int


def draw() -> Draft:
    """Draw a secret and recovery codes."""
    return Draft(one_time_codes.new_secret(), recovery_codes.new())


def sealed(draft: Draft, *, of: int, key: str, now: datetime) -> str:
    """Seal a draft, to be carried by this member's own browser until a code confirms it."""
    return seals.sealed(json.dumps([of, draft.secret, draft.codes]), DRAFT, key=key, now=now)


def opened(seal: str, *, by: int, key: str, now: datetime) -> Draft | None:
    """Read a draft; None when it took too long, or is not this member's."""
    try:
        words = seals.opened_in_time(seal, DRAFT, key=key, within=LASTS, now=now)
    except seals.Broken:
        return None
    of, secret, codes = json.loads(words)
    return Draft(secret, tuple(codes)) if of == by else None


def standing(session: Session, member_id: int) -> Standing | None:
    """Tell the owner since when a second step is on; None when it is not."""
    since = session.scalar(
        select(SecondFactor.created_at).where(SecondFactor.member_id == member_id)
    )
    return Standing(since, recovery_codes.left(session, member_id)) if since else None


def turn_on(
    session: Session, draft: Draft, code: str, *, by: int, keep: int, key: str, now: datetime
) -> None:
    """Ask for codes from now on, once one shows that the phone has the secret.

    All other devices are signed out: whoever came in by the password alone comes in again.
    The same draft once more, as by a second click, changes nothing.
    """
    step = one_time_codes.step_of(one_time_codes.plain(code), draft.secret, now=now)
    if step is None:
        raise WrongCode
    # Whoever signs in at this moment is seen, or sees this.
    session.execute(select(Member.id).where(Member.id == by).with_for_update())
    factor = once.add(
        session,
        SecondFactor,
        member_id=by,
        sealed_secret=seals.sealed(draft.secret, SECRET, key=key, now=now),
        last_step=step,
        created_at=now,
    )
    if factor is None:
        _require_same(session, draft, by, key)
        return
    recovery_codes.replace(session, by, draft.codes, secret=draft.secret)
    sign_ins.end_all(session, by, but=keep)
    letters.write(session, LetterKind.SECOND_FACTOR_ON, to=by, about_id=factor.id, now=now)


def _require_same(session: Session, draft: Draft, member_id: int, key: str) -> None:
    factor = _of(session, member_id)
    if factor is None or _secret_of(factor, key) != draft.secret:
        raise Conflict


def prove(session: Session, member_id: int, typed: str, *, key: str, now: datetime) -> bool:
    """Take a code, from the phone or from paper, each of which counts once.

    Gives whether it was a recovery code, which is told by letter. Of two who use one code at
    once, one passes.
    """
    factor, code = _of(session, member_id), one_time_codes.plain(typed)
    if factor is None:
        raise WrongCode
    secret = _secret_of(factor, key)
    step = one_time_codes.step_of(code, secret, now=now)
    if step is None:
        used = recovery_codes.use(session, member_id, code, secret=secret, now=now)
        if used is None:
            raise WrongCode
        letters.write(session, LetterKind.RECOVERY_CODE_USED, to=member_id, about_id=used, now=now)
        return True
    taken = session.scalar(
        update(SecondFactor)
        .where(SecondFactor.id == factor.id, SecondFactor.last_step < step)
        .values(last_step=step)
        .returning(SecondFactor.id)
    )
    if taken is None:
        raise UsedCode
    return False


def prove_if_asked(
    session: Session, member_id: int, typed: str, *, key: str, now: datetime
) -> None:
    """Take a code before something of the account is changed; who has no second step needs none."""
    if _of(session, member_id) is not None:
        prove(session, member_id, typed, key=key, now=now)


def require_none(session: Session, member_id: int) -> None:
    """Refuse somebody who was asked for no code, and has turned a second step on meanwhile."""
    if _of(session, member_id) is not None:
        raise Conflict


def renew(session: Session, draft: Draft, typed: str, *, by: int, key: str, now: datetime) -> None:
    """Replace the recovery codes by those of a draft; the older ones open nothing any more.

    The same draft once more, as by a second click, changes nothing.
    """
    # Locked, so that the second of two clicks finds what the first has done.
    factor = _of(session, by, is_locked=True)
    if factor is None:
        raise NotFound
    secret = _secret_of(factor, key)
    if recovery_codes.are(session, by, draft.codes, secret=secret):
        return
    prove(session, by, typed, key=key, now=now)
    recovery_codes.replace(session, by, draft.codes, secret=secret)


def turn_off(session: Session, member_id: int, *, now: datetime) -> bool:
    """Let the password be enough again, and tell its owner; False when it was already."""
    gone = session.scalar(
        delete(SecondFactor).where(SecondFactor.member_id == member_id).returning(SecondFactor.id)
    )
    if gone is None:
        return False
    recovery_codes.forget(session, member_id)
    letters.write(session, LetterKind.SECOND_FACTOR_OFF, to=member_id, about_id=gone, now=now)
    return True


def take_off(session: Session, email: str, *, now: datetime) -> int:
    """Help somebody who has lost the phone and the codes; every device is signed out.

    Gives their number. Who proved to be that person, the operator has found out.
    """
    member_id = session.scalar(select(Member.id).where(Member.email == addresses.folded(email)))
    if member_id is None or not turn_off(session, member_id, now=now):
        raise NotFound
    sign_ins.end_all(session, member_id)
    return member_id


def reseal(session: Session, *, old: str, new: str, now: datetime) -> tuple[int, int]:
    """Seal every secret under a new key; give how many are, and how many neither key opens.

    Recovery codes are hashed under the secret of their phone, so they go on working.
    """
    done = lost = 0
    for factor in session.scalars(select(SecondFactor).with_for_update()):
        secret = _opened_by((old, new), factor)
        if secret is None:
            lost += 1
            continue
        factor.sealed_secret = seals.sealed(secret, SECRET, key=new, now=now)
        done += 1
    return done, lost


def _opened_by(keys: tuple[str, ...], factor: SecondFactor) -> str | None:
    for key in keys:
        with suppress(Unreadable):
            return _secret_of(factor, key)
    return None


def _of(session: Session, member_id: int, *, is_locked: bool = False) -> SecondFactor | None:
    of = select(SecondFactor).where(SecondFactor.member_id == member_id)
    found = of.with_for_update() if is_locked else of
    return session.scalars(found.execution_options(populate_existing=True)).one_or_none()


def _secret_of(factor: SecondFactor, key: str) -> str:
    try:
        return seals.opened(factor.sealed_secret, SECRET, key=key)
    except seals.Broken as error:
        raise Unreadable from error
