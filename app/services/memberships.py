"""One's own membership: what one agreed to in a space, and at which pace."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.services.errors import Refused
from models import Consent, ConsentKind, Membership, Visit

MOST_A_DAY = 3
JUST_NOW = timedelta(minutes=1)
FLAGS = {
    ConsentKind.LISTED: "is_listed",
    ConsentKind.INTRODUCTIONS: "wants_introductions",
    ConsentKind.MAIL: "wants_mail",
}


class TooMany(Refused):
    """More introductions a day than anybody has time for."""

    message = f"Choose between none and {MOST_A_DAY} a day."


class PauseOver(Refused):
    """A pause that ends before it begins."""

    message = "Choose today or a later day."


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said, and the very sentence that they were asked."""

    is_given: bool
    wording: str


def answer_consent(
    session: Session,
    membership: Membership,
    kind: ConsentKind,
    *,
    is_given: bool,
    wording: str,
    now: datetime,
) -> None:
    """Keep the answer with its wording and moment, and do as it says from now on.

    Taking back to be listed also hides the visits that others could see.
    """
    session.add(
        Consent(membership_id=membership.id, kind=kind, is_given=is_given, wording=wording, at=now)
    )
    setattr(membership, FLAGS[kind], is_given)
    if kind is ConsentKind.LISTED and not is_given:
        unlist_visits(session, membership, now=now)
    session.flush()


def agree_this_time(
    session: Session, membership: Membership, *, wording: str, now: datetime
) -> None:
    """Keep that somebody who is not listed as a rule agreed to be, for one stay."""
    kind = ConsentKind.LISTED
    session.add(
        Consent(membership_id=membership.id, kind=kind, is_given=True, wording=wording, at=now)
    )


def welcome(
    session: Session,
    membership: Membership,
    answers: Mapping[ConsentKind, Answer],
    *,
    now: datetime,
) -> None:
    """Keep the answers to the welcome questions; of a second tap, only what it changes."""
    _hold(session, membership)
    before = membership.welcomed_at
    is_second_tap = before is not None and before > now - JUST_NOW
    keep = _answer_what_changed if is_second_tap else _answer_all
    keep(session, membership, answers, now)
    membership.welcomed_at = now
    session.flush()


def change_answers(
    session: Session,
    membership: Membership,
    answers: Mapping[ConsentKind, Answer],
    *,
    now: datetime,
) -> None:
    """Keep those answers that differ from what was said before."""
    _hold(session, membership)
    _answer_what_changed(session, membership, answers, now)


def _answer_what_changed(
    session: Session,
    membership: Membership,
    answers: Mapping[ConsentKind, Answer],
    now: datetime,
) -> None:
    changed = {
        kind: answer
        for kind, answer in answers.items()
        if getattr(membership, FLAGS[kind]) is not answer.is_given
    }
    _answer_all(session, membership, changed, now)


def set_pace(
    session: Session,
    membership: Membership,
    *,
    introductions_per_day: int | None,
    paused_until: date | None,
    reach: float,
    today: date,
) -> None:
    """Set one's own limit (None: as the space has it), a pause up to a day, and whom one likes."""
    if introductions_per_day is not None and not 0 <= introductions_per_day <= MOST_A_DAY:
        raise TooMany
    if paused_until is not None and paused_until < today:
        raise PauseOver
    if not 0 <= reach <= 1:
        raise Refused
    membership.reach = reach
    membership.introductions_per_day = introductions_per_day
    membership.paused_until = paused_until
    session.flush()


def _hold(session: Session, membership: Membership) -> None:
    # Of two taps, the second finds what the first has said.
    session.refresh(membership, ["welcomed_at", *FLAGS.values()], with_for_update=True)


def _answer_all(
    session: Session,
    membership: Membership,
    answers: Mapping[ConsentKind, Answer],
    now: datetime,
) -> None:
    for kind, answer in answers.items():
        answer_consent(
            session,
            membership,
            kind,
            is_given=answer.is_given,
            wording=answer.wording,
            now=now,
        )


def unlist_visits(session: Session, membership: Membership, *, now: datetime) -> None:
    """Hide the stays that others could see."""
    session.execute(
        update(Visit)
        .where(
            Visit.member_id == membership.member_id,
            Visit.space_id == membership.space_id,
            Visit.is_listed.is_(True),
        )
        .values(is_listed=False, changed_at=now, version=Visit.version + 1)
    )
