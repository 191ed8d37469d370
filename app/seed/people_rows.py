"""The people of the story as rows: members, profiles, memberships, skills, consents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.seed import space
from app.seed.members import SeedMember, State
from app.services import tokens
from app.services.members.invitations import LASTS
from models import (
    Base,
    Consent,
    ConsentKind,
    Invitation,
    Member,
    Membership,
    Profile,
    Role,
    WayOfWorking,
)

WORDINGS = {
    ConsentKind.LISTED: (
        "May other members of this space see your profile and that you are in, on days when "
        "you check in?"
    ),
    ConsentKind.INTRODUCTIONS: (
        "May we look at your profile to propose people to you, and you to them, on days when "
        "you are both in?"
    ),
    ConsentKind.MAIL: "May we send you an e-mail when there is something for you?",
}
"""The sentences of the welcome, as everybody is asked them."""
Row = dict[str, Any]
"""One row by the names of its columns, whose values are of any type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What belongs to a member and cannot be drawn from a seed: secrets and files."""

    password_hashes: Mapping[str, str]
    """By name, for those whom a visitor can be."""
    photos: Mapping[str, str]
    """Stems of the stored pictures, by name."""


def add_members(
    session: Session, people: Sequence[SeedMember], extras: Extras, *, space_id: int
) -> list[int]:
    """Add everybody with profile, membership and consents; give their ids in order."""
    ids = added(session, Member, [_member(person, extras) for person in people])
    numbered = list(zip(ids, people, strict=True))
    session.execute(insert(Profile), [_profile(one, who, extras) for one, who in numbered])
    memberships = added(
        session, Membership, [_membership(one, who, space_id) for one, who in numbered]
    )
    tied = list(zip(memberships, people, strict=True))
    session.execute(
        insert(Consent),
        [consent for tie, who in tied if _is_here(who) for consent in _consents(tie, who)],
    )
    session.execute(
        insert(Invitation),
        [_invitation(tie, who) for tie, who in tied if who.state is State.INVITED],
    )
    return ids


def added(session: Session, table: type[Base], rows: list[Row]) -> list[int]:
    """Insert the rows in bulk and give their ids, in the order of the rows."""
    returning = insert(table).returning(table.__table__.c.id, sort_by_parameter_order=True)
    return list(session.scalars(returning, rows))


def _is_here(person: SeedMember) -> bool:
    return person.state is State.CLAIMED


def joined_at(person: SeedMember) -> datetime:
    """Give the moment at which somebody joined, on the morning of their first day."""
    return space.moment(person.joined_on, 9.5)


def _member(person: SeedMember, extras: Extras) -> Row:
    since = joined_at(person)
    return {
        "email": person.email,
        "password_hash": extras.password_hashes.get(person.name),
        "created_at": since - timedelta(days=2),
        "claimed_at": since if _is_here(person) else None,
    }


def _profile(member_id: int, person: SeedMember, extras: Extras) -> Row:
    return {
        "member_id": member_id,
        "name": person.name,
        "pronunciation": person.pronunciation,
        "pronouns": person.pronouns,
        "headline": person.headline,
        "bio": person.bio,
        "working_on": person.working_on,
        "industry": person.industry,
        "company": person.company,
        "way_of_working": WayOfWorking(person.way),
        "photo": extras.photos.get(person.name),
    }


def _membership(member_id: int, person: SeedMember, space_id: int) -> Row:
    since = joined_at(person)
    return {
        "space_id": space_id,
        "member_id": member_id,
        "role": Role.HOST if person.is_host else Role.MEMBER,
        "is_listed": person.is_listed,
        "wants_introductions": person.wants_introductions,
        "wants_mail": person.wants_mail,
        "joined_at": since if _is_here(person) else None,
        "welcomed_at": since if _is_here(person) else None,
        "starts_on": person.joined_on,
        "created_at": since - timedelta(days=2),
    }


def _consents(membership_id: int, person: SeedMember) -> list[Row]:
    given = {
        ConsentKind.LISTED: person.is_listed,
        ConsentKind.INTRODUCTIONS: person.wants_introductions,
        ConsentKind.MAIL: person.wants_mail,
    }
    return [
        {
            "membership_id": membership_id,
            "kind": kind,
            "is_given": is_given,
            "wording": WORDINGS[kind],
            "at": joined_at(person),
        }
        for kind, is_given in given.items()
    ]


def _invitation(membership_id: int, person: SeedMember) -> Row:
    invited_at = joined_at(person)
    return {
        "membership_id": membership_id,
        "nonce": tokens.new_nonce(),
        "created_at": invited_at,
        "expires_at": invited_at + LASTS,
    }
