"""What the card of somebody who is in tells, beside the stay: plain values, in three queries."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from app.services import faces
from app.services.glimpses import PROFILE_URL
from models import Ask, Offer, Profile, Skill
from models.ask import ask_skill
from models.industry import INDUSTRIES
from models.offer import offer_skill

MOST_OFFERS = 5
MOST_ASKS = 2
"""As many as one takes in at a glance; the profile tells them all."""

Line = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A person as the page of who is in shows and searches them."""

    id: int
    url: str
    name: str
    initials: str
    tint: int
    photo_url: str | None
    pronunciation: str
    pronouns: str
    headline: str
    working_on: str
    company: str
    industry_code: str
    industry: str
    offers: tuple[str, ...]
    """Tags, and the words of an offer that has none."""
    asks: tuple[str, ...]
    tags: dict[str, str]
    """What the offers are tagged with: the name of each tag by its key."""
    searched: str
    """All that a search in words looks through, folded."""


def folded(words: str) -> str:
    """Reduce words to what matters when people search: "José" is found by "jose"."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def cards_of(session: Session, ids: Collection[int], *, today: date) -> dict[int, Card]:
    """Give the cards of these people; whether they may be seen has been decided before."""
    offers, asks = _offers(session, ids), _asks(session, ids, today)
    rows = session.execute(
        select(
            Profile.member_id,
            Profile.name,
            Profile.photo,
            Profile.pronunciation,
            Profile.pronouns,
            Profile.headline,
            Profile.working_on,
            Profile.company,
            Profile.industry,
        ).where(Profile.member_id.in_(ids))
    )
    return {row.member_id: _card(row, offers[row.member_id], asks[row.member_id]) for row in rows}


def tags_sought_by(session: Session, member_id: int, *, today: date) -> frozenset[str]:
    """Give the keys of the tags of what a member looks for."""
    meant = aliased(Skill)
    rows = session.scalars(
        select(func.coalesce(meant.key, Skill.key))
        .select_from(Ask)
        .join(ask_skill, ask_skill.c.ask_id == Ask.id)
        .join(Skill, Skill.id == ask_skill.c.skill_id)
        .outerjoin(meant, meant.id == Skill.means_id)
        .where(Ask.member_id == member_id, Ask.expires_on >= today)
    )
    return frozenset(rows)


def _card(row: Line, offers: list[Line], asks: list[Line]) -> Card:
    face = faces.face(row.member_id, row.name, row.photo)
    tags = {offer.key: offer.tag for offer in offers if offer.key is not None}
    untagged = (offer.words for offer in offers if offer.key is None)
    said = (row.name, row.headline, row.working_on, row.company)
    offered = dict.fromkeys(offer.words for offer in offers)
    return Card(
        id=row.member_id,
        url=PROFILE_URL.format(id=row.member_id),
        name=row.name,
        initials=face.initials,
        tint=face.tint,
        photo_url=faces.photo_url(row.photo, 256),
        pronunciation=row.pronunciation,
        pronouns=row.pronouns,
        headline=row.headline,
        working_on=row.working_on,
        company=row.company,
        industry_code=row.industry,
        industry=INDUSTRIES[row.industry].name if row.industry in INDUSTRIES else "",
        offers=(*tags.values(), *untagged)[:MOST_OFFERS],
        asks=tuple(ask.words for ask in asks[:MOST_ASKS]),
        tags=tags,
        searched=folded("\n".join((*said, *offered, *tags.values(), *(ask.words for ask in asks)))),
    )


def _offers(session: Session, ids: Collection[int]) -> dict[int, list[Line]]:
    """Give the offers of each person, one row for each tag, or one without."""
    meant = aliased(Skill)
    key, name = func.coalesce(meant.key, Skill.key), func.coalesce(meant.name, Skill.name)
    query = (
        select(Offer.member_id, Offer.words, key.label("key"), name.label("tag"))
        .select_from(Offer)
        .outerjoin(offer_skill, offer_skill.c.offer_id == Offer.id)
        .outerjoin(Skill, Skill.id == offer_skill.c.skill_id)
        .outerjoin(meant, meant.id == Skill.means_id)
        .where(Offer.member_id.in_(ids))
        .order_by(Offer.id, name)
    )
    return _by_member(session, query)


def _asks(session: Session, ids: Collection[int], today: date) -> dict[int, list[Line]]:
    """Give what each person looks for and still counts, the newest first."""
    query = (
        select(Ask.member_id, Ask.words)
        .where(Ask.member_id.in_(ids), Ask.expires_on >= today)
        .order_by(Ask.id.desc())
    )
    return _by_member(session, query)


def _by_member(session: Session, query: Select[*tuple[Any, ...]]) -> dict[int, list[Line]]:
    found: defaultdict[int, list[Line]] = defaultdict(list)
    for row in session.execute(query):
        found[row.member_id].append(row)
    return found
