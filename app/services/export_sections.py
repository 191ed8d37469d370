"""Each part of a person's own export, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from models import (
    Ask,
    Block,
    Consent,
    Encounter,
    Hello,
    ImportDraft,
    Introduction,
    Invitation,
    Letter,
    Member,
    Membership,
    Note,
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
    return _plain_rows(
        session,
        select(Member.email, Member.created_at, Member.claimed_at, Member.disabled_at).where(
            Member.id == asker.id
        ),
    )


def profile(session: Session, asker: Asker) -> Values:
    """Give the profile with everything on it."""
    profile = session.get_one(
        Profile,
        asker.id,
        options=[
            selectinload(Profile.languages),
            selectinload(Profile.links),
            selectinload(Profile.interests),
            selectinload(Profile.offers).selectinload(Offer.skills),
            selectinload(Profile.asks).selectinload(Ask.skills),
        ],
    )
    plain = ("name", "pronunciation", "pronouns", "headline", "bio", "working_on", "industry")
    return {
        **{field: getattr(profile, field) for field in (*plain, "company")},
        "way_of_working": _plain(profile.way_of_working),
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
    return _plain_rows(
        session,
        select(
            Space.name.label("space"),
            Membership.role,
            Membership.is_listed,
            Membership.wants_introductions,
            Membership.wants_mail,
            Membership.introductions_per_day,
            Membership.paused_until,
            Membership.welcomed_at,
            Membership.starts_on,
            Membership.ends_on,
            Membership.created_at,
        )
        .join(Space, Space.id == Membership.space_id)
        .where(Membership.member_id == asker.id)
        .order_by(Membership.id),
    )


def consents(session: Session, asker: Asker) -> list[Values]:
    """Give every answer to a question of consent."""
    return _plain_rows(
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
    return _plain_rows(
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
    return _plain_rows(session, select(*columns).where(SignIn.member_id == asker.id))


def resets(session: Session, asker: Asker) -> list[Values]:
    """Give the asked-for new passwords."""
    columns = (PasswordReset.created_at, PasswordReset.expires_at, PasswordReset.used_at)
    return _plain_rows(session, select(*columns).where(PasswordReset.member_id == asker.id))


def visits(session: Session, asker: Asker) -> list[Values]:
    """Give the stays that are still kept."""
    return _plain_rows(
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


def introductions(session: Session, asker: Asker) -> list[Values]:
    """Give the introductions with their own answers only."""
    involved = or_(Introduction.first_id == asker.id, Introduction.second_id == asker.id)
    found = session.execute(
        select(Introduction, Space.name)
        .join(Space, Space.id == Introduction.space_id)
        .where(involved)
        .order_by(Introduction.id)
    )
    return [__introduction(row.Introduction, row.name, asker) for row in found]


def _introduction(introduction: Introduction, space: str, asker: Asker) -> Values:
    is_first = introduction.first_id == asker.id
    replied_at = introduction.first_replied_at if is_first else introduction.second_replied_at
    return {
        "space": space,
        "day": introduction.day.isoformat(),
        "with": asker.names.get(introduction.partner_of(asker.id)),
        "worth": introduction.worth,
        "your_reply": introduction.reply_of(asker.id).value,
        "you_replied_at": _plain(replied_at),
        "agreed_at": _plain(introduction.agreed_at),
        "you_said_you_met": introduction.met_of(asker.id),
    }


def encounters(session: Session, asker: Asker) -> list[Values]:
    """Give the meetings that they may read."""
    mine = or_(Encounter.first_id == asker.id, Encounter.second_id == asker.id)
    readable = or_(Encounter.noted_by_id.is_(None), Encounter.noted_by_id == asker.id)
    found = session.execute(
        select(Encounter, Space.name)
        .join(Space, Space.id == Encounter.space_id)
        .where(mine, readable)
        .order_by(Encounter.id)
    )
    return [
        {
            "with": asker.names.get(met.second_id if met.first_id == asker.id else met.first_id),
            "space": space,
            "day": met.day.isoformat(),
            "via": met.via.value,
        }
        for met, space in found.tuples()
    ]


def notes(session: Session, asker: Asker) -> list[Values]:
    """Give their private notes."""
    found = session.scalars(select(Note).where(Note.member_id == asker.id))
    return [
        {
            "about": asker.names.get(note.about_id),
            "words": note.words,
            "changed_at": note.changed_at.isoformat(),
        }
        for note in found
    ]


def blocks(session: Session, asker: Asker) -> list[Values]:
    """Give whom they blocked; who blocked them stays unsaid."""
    found = session.scalars(select(Block).where(Block.member_id == asker.id))
    return [{"who": asker.names.get(b.other_id), "at": b.at.isoformat()} for b in found]


def hellos(session: Session, asker: Asker) -> list[Values]:
    """Give the hellos sent and received."""
    involved = or_(Introduction.first_id == asker.id, Introduction.second_id == asker.id)
    found = session.scalars(
        select(Hello)
        .join(Introduction, Introduction.id == Hello.introduction_id)
        .where(involved)
        .order_by(Hello.id)
    )
    return [
        {
            "from": "you" if said.sender_id == asker.id else asker.names.get(said.sender_id),
            "words": said.words,
            "sent_at": said.sent_at.isoformat(),
        }
        for said in found
    ]


def letters(session: Session, asker: Asker) -> list[Values]:
    """Give which letters were written to them."""
    columns = (Letter.kind, Letter.created_at, Letter.sent_at)
    return _plain_rows(session, select(*columns).where(Letter.member_id == asker.id))


def imports(session: Session, asker: Asker) -> list[Values]:
    """Give the files they uploaded, by name."""
    columns = (ImportDraft.file_name, ImportDraft.created_at)
    return _plain_rows(session, select(*columns).where(ImportDraft.by_id == asker.id))


def _plain_rows(session: Session, query: Select[*tuple[Any, ...]]) -> list[Values]:
    found = session.execute(query).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in found]


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
