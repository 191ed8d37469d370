"""The people of the story as rows: members, profiles, memberships, skills, consents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.seed import skills, space
from app.seed.members import SeedMember, State
from app.services import tokens
from app.services.invitations import LASTS
from models import (
    Ask,
    AskKind,
    Base,
    Consent,
    ConsentKind,
    Interest,
    Invitation,
    Link,
    Member,
    Membership,
    Offer,
    Profile,
    Role,
    Skill,
    SpokenLanguage,
    WayOfWorking,
)
from models.ask import ASK_LASTS_DAYS, ask_skill
from models.offer import offer_skill

WORDINGS = {
    ConsentKind.LISTED: "Show me to other members when I am in",
    ConsentKind.INTRODUCTIONS: "Introduce me to members who are in when I am",
    ConsentKind.MAIL: "Write to me when there is something new",
}
_ASKS_EXPIRE_IN = (4, ASK_LASTS_DAYS + 1)
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


def add_wants(
    session: Session,
    people: Sequence[SeedMember],
    ids: Sequence[int],
    rng: np.random.Generator,
    *,
    today: date,
) -> None:
    """Add what everybody offers, asks, speaks, likes and links to."""
    of_tag = _add_skills(session, people)
    numbered = list(zip(ids, people, strict=True))
    offers = [(one, who, offer) for one, who in numbered for offer in who.offers]
    rows = [_want(one, who, offer.words) for one, who, offer in offers]
    offer_ids = added(session, Offer, rows)
    tagged = zip(offer_ids, (offer.skills for *_, offer in offers), strict=True)
    _tag(session, "offer", tagged=list(tagged), of_tag=of_tag)
    asks = [(one, who, ask) for one, who in numbered for ask in who.asks]
    days = rng.integers(*_ASKS_EXPIRE_IN, size=len(asks)).tolist()
    rows = [
        _want(one, who, ask.words)
        | {"kind": AskKind(ask.kind), "expires_on": today + timedelta(days=left)}
        for (one, who, ask), left in zip(asks, days, strict=True)
    ]
    ask_ids = added(session, Ask, rows)
    tagged = zip(ask_ids, (ask.skills for *_, ask in asks), strict=True)
    _tag(session, "ask", tagged=list(tagged), of_tag=of_tag)
    _add_lines(session, numbered)


def added(session: Session, table: type[Base], rows: list[Row]) -> list[int]:
    """Insert the rows in bulk and give their ids, in the order of the rows."""
    returning = insert(table).returning(table.__table__.c.id, sort_by_parameter_order=True)
    return list(session.scalars(returning, rows))


def _is_here(person: SeedMember) -> bool:
    return person.state is State.CLAIMED


def _joined_at(person: SeedMember) -> datetime:
    return space.moment(person.joined_on, 9.5)


def _member(person: SeedMember, extras: Extras) -> Row:
    joined_at = _joined_at(person)
    return {
        "email": person.email,
        "password_hash": extras.password_hashes.get(person.name),
        "created_at": joined_at - timedelta(days=2),
        "claimed_at": joined_at if _is_here(person) else None,
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
    joined_at = _joined_at(person)
    return {
        "space_id": space_id,
        "member_id": member_id,
        "role": Role.HOST if person.is_host else Role.MEMBER,
        "is_listed": person.is_listed,
        "wants_introductions": person.wants_introductions,
        "wants_mail": person.wants_mail,
        "joined_at": joined_at if _is_here(person) else None,
        "welcomed_at": joined_at if _is_here(person) else None,
        "starts_on": person.joined_on,
        "created_at": joined_at - timedelta(days=2),
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
            "at": _joined_at(person),
        }
        for kind, is_given in given.items()
    ]


def _invitation(membership_id: int, person: SeedMember) -> Row:
    invited_at = _joined_at(person)
    return {
        "membership_id": membership_id,
        "nonce": tokens.new_nonce(),
        "created_at": invited_at,
        "expires_at": invited_at + LASTS,
    }


def _want(member_id: int, person: SeedMember, words: str) -> Row:
    return {"member_id": member_id, "words": words, "created_at": _joined_at(person)}


def _add_skills(session: Session, people: Sequence[SeedMember]) -> dict[str, int]:
    """Add every tag and every alias; give the ids of the tags by name."""
    means = skills.aliases()
    names = sorted({*skills.tags(people), *means.values()})
    tags = [{"name": name, "key": Skill.key_of(name)} for name in names]
    ids = dict(zip(names, added(session, Skill, tags), strict=True))
    aliases = [
        {"name": alias, "key": Skill.key_of(alias), "means_id": ids[name]}
        for alias, name in means.items()
    ]
    session.execute(insert(Skill), aliases)
    return ids


_TAGGED = {"offer": offer_skill, "ask": ask_skill}


def _tag(
    session: Session,
    what: str,
    *,
    tagged: list[tuple[int, tuple[str, ...]]],
    of_tag: Mapping[str, int],
) -> None:
    rows = [{f"{what}_id": one, "skill_id": of_tag[tag]} for one, tags in tagged for tag in tags]
    session.execute(insert(_TAGGED[what]), rows)


def _add_lines(session: Session, numbered: list[tuple[int, SeedMember]]) -> None:
    """Add languages, links and interests."""
    session.execute(
        insert(SpokenLanguage),
        [
            {"member_id": one, "code": code, "position": place}
            for one, who in numbered
            for place, code in enumerate(who.languages)
        ],
    )
    session.execute(
        insert(Link),
        [
            {"member_id": one, "position": place, "label": "Website", "url": url}
            for one, who in numbered
            for place, url in enumerate(who.links)
        ],
    )
    session.execute(
        insert(Interest),
        [{"member_id": one, "name": name} for one, who in numbered for name in who.interests],
    )
