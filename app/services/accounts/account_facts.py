"""What letters about one's own account tell, or None when there is nothing to tell any more."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import tokens
from app.services.accounts import email_changes, second_factors
from app.services.letters import Errand
from models import EmailChange, Letter, LetterKind, Membership, PasswordReset, SecondFactor, Space

Facts = dict[str, Any]


def _reset(session: Session, errand: Errand, key: str, now: datetime) -> Facts | None:
    reset = session.get(PasswordReset, errand.about_id)
    if reset is None or reset.used_at is not None or reset.expires_at <= now:
        return None
    token = tokens.token_for("reset", reset.nonce, key=key)
    return {"path": f"/reset/{reset.id}/{token}"}


def _new_email(session: Session, errand: Errand, key: str, now: datetime) -> Facts | None:
    change = session.get(EmailChange, errand.about_id)
    if change is None or change.used_at is not None or change.expires_at <= now:
        return None
    if email_changes.is_taken(session, change):
        return None
    return {"path": email_changes.link_path(change, key=key)}


def _email_changed(session: Session, errand: Errand, _key: str, _now: datetime) -> Facts | None:
    change = session.get(EmailChange, errand.about_id)
    return None if change is None else {"new_email": change.new_email}


def _second_factor_on(session: Session, errand: Errand, _key: str, _now: datetime) -> Facts | None:
    factor = session.get(SecondFactor, errand.about_id)
    return None if factor is None else {}


def _second_factor_off(
    _session: Session, _errand: Errand, _key: str, _now: datetime
) -> Facts | None:
    # Told even where it is on again by now: its owner may not know that it was off.
    return {"path": "/account"}


def _recovery_code_used(
    session: Session, errand: Errand, _key: str, _now: datetime
) -> Facts | None:
    standing = second_factors.standing(session, errand.member_id)
    if standing is None:  # it was turned off since, which a letter of its own tells
        return None
    zone = _zone_of(session, errand.member_id)
    # The code itself may be gone by now: whoever used it can have taken new ones at once.
    at = session.get_one(Letter, errand.id).created_at.astimezone(ZoneInfo(zone))
    return {"path": "/account", "at": at, "zone": zone, "left": standing.codes_left}


def _zone_of(session: Session, member_id: int) -> str:
    """Give the time zone of the space that somebody joined last."""
    found = session.scalar(
        select(Space.time_zone)
        .join(Membership, Membership.space_id == Space.id)
        .where(Membership.member_id == member_id, Membership.joined_at.is_not(None))
        .order_by(Membership.joined_at.desc(), Membership.id)
        .limit(1)
    )
    return found or "UTC"


FACTS: dict[LetterKind, Callable[[Session, Errand, str, datetime], Facts | None]] = {
    LetterKind.RESET: _reset,
    LetterKind.NEW_EMAIL: _new_email,
    LetterKind.EMAIL_CHANGED: _email_changed,
    LetterKind.SECOND_FACTOR_ON: _second_factor_on,
    LetterKind.SECOND_FACTOR_OFF: _second_factor_off,
    LetterKind.RECOVERY_CODE_USED: _recovery_code_used,
}
