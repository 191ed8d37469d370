"""What a person's own export tells of themselves, part by part, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from app.services.accounts import second_factors
from models import (
    Ask,
    Consent,
    EmailChange,
    ImportDraft,
    Invitation,
    Letter,
    LetterKind,
    Member,
    Membership,
    Offer,
    PasswordReset,
    Profile,
    SignIn,
    Space,
    Visit,
    Zone,
)

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """Whose data it is, and the names of the others whom they may see."""

    id: int
    names: Mapping[int, str]


def account(session: Session, asker: Asker) -> list[Values]:
    """Give the sign-in itself, without the password."""
    return plain_rows(
        session,
        select(Member.email, Member.created_at, Member.claimed_at, Member.disabled_at).where(
            Member.id == asker.id
        ),
    )


def profile(session: Session, asker: Asker) -> Values:
    """Give the profile with everything on it."""
    profile = session.scalars(
        select(Profile)
        .where(Profile.member_id == asker.id)
        .options(
            selectinload(Profile.languages),
            selectinload(Profile.links),
            selectinload(Profile.interests),
            selectinload(Profile.offers).selectinload(Offer.skills),
            selectinload(Profile.asks).selectinload(Ask.skills),
        )
        .execution_options(populate_existing=True)
    ).one()
    fields = ("name", "pronunciation", "pronouns", "headline", "bio", "working_on", "industry")
    return {
        **{field: getattr(profile, field) for field in (*fields, "company")},
        "way_of_working": plain(profile.way_of_working),
        "languages": [language.code for language in profile.languages],
        "links": [{"label": link.label, "url": link.url} for link in profile.links],
        "interests": [interest.name for interest in profile.interests],
        "offers": [_words(offer) for offer in profile.offers],
        "asks": [
            _words(ask) | {"kind": ask.kind.value, "expires_on": ask.expires_on.isoformat()}
            for ask in profile.asks
        ],
    }


def _words(said: Offer | Ask) -> Values:
    return {
        "words": said.words,
        "skills": [skill.name for skill in said.skills],
        "created_at": said.created_at.isoformat(),
    }


def memberships(session: Session, asker: Asker) -> list[Values]:
    """Give the spaces and what was agreed there."""
    return plain_rows(
        session,
        select(
            Space.name.label("space"),
            Membership.role,
            Membership.is_listed,
            Membership.wants_introductions,
            Membership.wants_mail,
            Membership.introductions_per_day,
            Membership.reach,
            Membership.paused_until,
            Membership.joined_at,
            Membership.welcomed_at,
            Membership.starts_on,
            Membership.ends_on,
            Membership.left_as,
            Membership.created_at,
        )
        .join(Space, Space.id == Membership.space_id)
        .where(Membership.member_id == asker.id)
        .order_by(Membership.id),
    )


def consents(session: Session, asker: Asker) -> list[Values]:
    """Give every answer to a question of consent."""
    return plain_rows(
        session,
        select(
            Space.name.label("space"),
            Consent.kind,
            Consent.is_given,
            Consent.wording,
            Consent.at,
        )
        .join(Membership, Membership.id == Consent.membership_id)
        .join(Space, Space.id == Membership.space_id)
        .where(Membership.member_id == asker.id)
        .order_by(Consent.id),
    )


def invitations(session: Session, asker: Asker) -> list[Values]:
    """Give the invitations, without their secrets."""
    return plain_rows(
        session,
        select(
            Space.name.label("space"),
            Invitation.created_at,
            Invitation.expires_at,
            Invitation.used_at,
            Invitation.revoked_at,
        )
        .join(Membership, Membership.id == Invitation.membership_id)
        .join(Space, Space.id == Membership.space_id)
        .where(Membership.member_id == asker.id)
        .order_by(Invitation.id),
    )


def sign_ins(session: Session, asker: Asker) -> list[Values]:
    """Give the devices signed in."""
    columns = (SignIn.agent, SignIn.created_at, SignIn.seen_at, SignIn.expires_at)
    return plain_rows(session, select(*columns).where(SignIn.member_id == asker.id))


def second_factor(session: Session, asker: Asker) -> Values | None:
    """Give since when a second step is on, without its secret; None when it is off."""
    standing = second_factors.standing(session, asker.id)
    if standing is None:
        return None
    return {"since": standing.since.isoformat(), "recovery_codes_left": standing.codes_left}


def resets(session: Session, asker: Asker) -> list[Values]:
    """Give the asked-for new passwords."""
    columns = (PasswordReset.created_at, PasswordReset.expires_at, PasswordReset.used_at)
    return plain_rows(session, select(*columns).where(PasswordReset.member_id == asker.id))


def email_changes(session: Session, asker: Asker) -> list[Values]:
    """Give the changes of address, and whether they were confirmed."""
    columns = (
        EmailChange.old_email,
        EmailChange.new_email,
        EmailChange.created_at,
        EmailChange.used_at,
    )
    return plain_rows(session, select(*columns).where(EmailChange.member_id == asker.id))


def visits(session: Session, asker: Asker) -> list[Values]:
    """Give the stays that are still kept."""
    return plain_rows(
        session,
        select(
            Space.name.label("space"),
            Zone.name.label("zone"),
            Visit.day,
            Visit.source,
            Visit.is_listed,
            Visit.heads_down_until,
            Visit.checked_in_at,
            Visit.checked_out_at,
        )
        .join(Space, Space.id == Visit.space_id)
        .outerjoin(Zone, Zone.id == Visit.zone_id)
        .where(Visit.member_id == asker.id)
        .order_by(Visit.checked_in_at),
    )


def letters(session: Session, asker: Asker) -> list[Values]:
    """Give which letters were written to them.

    One to another address is told with the change: whether it left the house would tell
    whether somebody signs in with that address.
    """
    columns = (Letter.kind, Letter.created_at, Letter.sent_at)
    theirs = (Letter.member_id == asker.id, Letter.kind != LetterKind.NEW_EMAIL)
    return plain_rows(session, select(*columns).where(*theirs))


def imports(session: Session, asker: Asker) -> list[Values]:
    """Give the files they uploaded, by name."""
    columns = (ImportDraft.file_name, ImportDraft.created_at)
    return plain_rows(session, select(*columns).where(ImportDraft.by_id == asker.id))


def plain_rows(session: Session, query: Select[*tuple[Any, ...]]) -> list[Values]:
    """Give what a query finds, by name, as JSON can say it."""
    found = session.execute(query).mappings()
    return [{name: plain(value) for name, value in row.items()} for row in found]


def plain(value: object) -> object:
    """Turn a stored value into what JSON can say."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
