"""What a letter tells, looked up at the moment it is sent, so that it is still true.

Each kind of letter has one function that gives the facts for its template, or
None when there is nothing to tell any more: the invitation was revoked, the
other person left the list, the day is over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.services import (
    directory,
    email_changes,
    introductions,
    invitations,
    mixer_facts,
    tokens,
)
from app.services.letters import Errand
from models import (
    EmailChange,
    Hello,
    Introduction,
    Invitation,
    LetterKind,
    Member,
    Membership,
    PasswordReset,
    Profile,
    Reply,
    Space,
)

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter goes to."""

    name: str
    email: str


def addressee(session: Session, errand: Errand) -> Addressee:
    """Give the name and address of the one who gets the letter."""
    found = session.execute(
        select(Profile.name, Member.email)
        .join(Profile, Profile.member_id == Member.id)
        .where(Member.id == errand.member_id)
    ).one()
    return Addressee(found.name, _other_address(session, errand) or found.email)


def _other_address(session: Session, errand: Errand) -> str | None:
    """Give the new or the old address for letters about a change; None for all others."""
    if errand.kind is LetterKind.NEW_EMAIL:
        return session.get_one(EmailChange, errand.about_id).new_email
    if errand.kind is LetterKind.EMAIL_CHANGED:
        return session.get_one(EmailChange, errand.about_id).old_email
    return None


def facts_for(session: Session, errand: Errand, *, key: str, now: datetime) -> Facts | None:
    """Give what the letter tells, or None when it is no longer true."""
    return FACTS[errand.kind](session, errand, key, now)


def _invitation(session: Session, errand: Errand, key: str, now: datetime) -> Facts | None:
    invitation = session.get(
        Invitation,
        errand.about_id,
        options=[selectinload(Invitation.membership).selectinload(Membership.space)],
    )
    if invitation is None or not invitation.is_open(now):
        return None
    space = invitation.membership.space
    path = invitations.link_path(invitation, key=key)
    return {"space": space, "path": path, "until": space.local(invitation.expires_at).date()}


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
    return {"path": email_changes.link_path(change, key=key)}


def _email_changed(session: Session, errand: Errand, _key: str, _now: datetime) -> Facts | None:
    change = session.get(EmailChange, errand.about_id)
    return None if change is None else {"new_email": change.new_email}


def _proposed(session: Session, errand: Errand, _key: str, now: datetime) -> Facts | None:
    told = _introduction(session, errand.about_id, errand.member_id, now=now)
    if told is None:
        return None
    introduction, facts = told
    is_unanswered = introduction.reply_of(errand.member_id) is Reply.PENDING
    is_open = introductions.is_open(session, introduction, by=errand.member_id, now=now)
    return facts if is_unanswered and is_open else None


def _agreed(session: Session, errand: Errand, _key: str, now: datetime) -> Facts | None:
    told = _introduction(session, errand.about_id, errand.member_id, now=now)
    return told[1] if told and told[0].is_agreed else None


def _did_you_meet(session: Session, errand: Errand, _key: str, now: datetime) -> Facts | None:
    told = _introduction(session, errand.about_id, errand.member_id, now=now)
    if told is None or not told[0].is_agreed:
        return None
    return told[1] if told[0].met_of(errand.member_id) is None else None


def _hello(session: Session, errand: Errand, _key: str, now: datetime) -> Facts | None:
    hello = session.get(Hello, errand.about_id)
    if hello is None:
        return None
    told = _introduction(session, hello.introduction_id, errand.member_id, now=now)
    return told[1] | {"words": hello.words} if told else None


def _mixer(session: Session, errand: Errand, key: str, now: datetime) -> Facts | None:
    return mixer_facts.facts_of(session, errand, key=key, now=now)


def _introduction(
    session: Session, introduction_id: int, member_id: int, *, now: datetime
) -> tuple[Introduction, Facts] | None:
    introduction = session.get(Introduction, introduction_id)
    if introduction is None:
        return None
    partner_id = introduction.partner_of(member_id)
    seen = directory.visible_members(member_id, now=now).where(Member.id == partner_id)
    partner = session.execute(
        select(Profile.name, Profile.pronunciation, Profile.headline, Profile.company).where(
            Profile.member_id.in_(seen)
        )
    ).one_or_none()
    if partner is None:
        return None
    space = session.get_one(Space, introduction.space_id)
    return introduction, {"space": space, "partner": partner}


FACTS: dict[LetterKind, Callable[[Session, Errand, str, datetime], Facts | None]] = {
    LetterKind.INVITATION: _invitation,
    LetterKind.RESET: _reset,
    LetterKind.NEW_EMAIL: _new_email,
    LetterKind.EMAIL_CHANGED: _email_changed,
    LetterKind.PROPOSED: _proposed,
    LetterKind.AGREED: _agreed,
    LetterKind.HELLO: _hello,
    **dict.fromkeys(mixer_facts.STILL_TRUE, _mixer),
    LetterKind.DID_YOU_MEET: _did_you_meet,
}
