"""What the card of somebody who is in tells, beside the stay: plain values, in three queries."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from sqlalchemy import BindParameter, Date, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.services import faces
from app.services.errors import Conflict
from app.services.glimpses import PROFILE_URL
from models import Ask, Offer, Profile, Skill
from models.ask import ask_skill
from models.industry import INDUSTRIES
from models.offer import offer_skill

MOST_OFFERS = 5
MOST_ASKS = 2
"""As many as one takes in at a glance; the profile tells them all."""

MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")
"""What is written above, below or through a letter, once it stands by itself."""

Line = Row[*tuple[Any, ...]]


class Key(NamedTuple):
    """Everything that a card depends on; nothing of it is about who looks."""

    member_id: int
    profile_version: int
    zone: str
    until: str
    """The time on the wall until which the person is heads-down, or ""."""
    day: date
    locale: str


class Card(NamedTuple):
    """A person as the page of who is in shows and searches them."""

    key: int
    version: str
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
    zone: str
    state: str
    until: str
    tags: dict[str, str]
    """What the offers are tagged with: the name of each tag by its key."""
    words: str
    """All that a search in words looks through."""


@lru_cache(maxsize=8192)
def folded(words: str) -> str:
    """Reduce words to what matters when people search: "José" is found by "jose"."""
    small = words.casefold()
    return small if small.isascii() else MARKS.sub("", unicodedata.normalize("NFKD", small))


def cards_of(session: Session, keys: Sequence[Key]) -> list[Card]:
    """Give the cards with these keys; whether they may be seen has been decided before."""
    ids = [key.member_id for key in keys]
    told: dict[str, object] = {"ids": ids, "today": keys[0].day}
    offers, asks = _by_member(session, _offers(), told), _by_member(session, _asks(), told)
    rows = {row.member_id: row for row in session.execute(_profiles(), told)}
    if not rows.keys() >= set(ids):
        raise Conflict  # somebody has left for good while we were reading
    return [
        _card(key, rows[key.member_id], offers[key.member_id], asks[key.member_id]) for key in keys
    ]


def tags_sought_by(session: Session, member_id: int, *, today: date) -> frozenset[str]:
    """Give the keys of the tags of what a member looks for."""
    return frozenset(session.scalars(_sought(), {"member_id": member_id, "today": today}))


def _card(key: Key, row: Line, offers: list[Line], asks: list[Line]) -> Card:
    face = faces.face(row.member_id, row.name, row.photo)
    tags = {offer.key: offer.tag for offer in offers if offer.key is not None}
    untagged = (offer.words for offer in offers if offer.key is None)
    said = (row.name, row.headline, row.working_on, row.company)
    offered = dict.fromkeys(offer.words for offer in offers)
    return Card(
        key=row.member_id,
        version=f"{crc32(repr(key).encode()):x}",
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
        zone=key.zone,
        state="heads_down" if key.until else "open",
        until=key.until,
        tags=tags,
        words="\n".join((*said, *offered, *tags.values(), *(ask.words for ask in asks))),
    )


def _by_member(
    session: Session, query: Select[*tuple[Any, ...]], told: dict[str, object]
) -> dict[int, list[Line]]:
    found: defaultdict[int, list[Line]] = defaultdict(list)
    for row in session.execute(query, told):
        found[row.member_id].append(row)
    return found


# Each statement is made once: making one takes longer than running it.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_TODAY = bindparam("today", type_=Date())


@cache
def _profiles() -> Select[*tuple[Any, ...]]:
    return select(
        Profile.member_id,
        Profile.name,
        Profile.photo,
        Profile.pronunciation,
        Profile.pronouns,
        Profile.headline,
        Profile.working_on,
        Profile.company,
        Profile.industry,
    ).where(Profile.member_id.in_(_IDS))


@cache
def _offers() -> Select[*tuple[Any, ...]]:
    """Select the offers, one row for each tag, or one without."""
    meant = aliased(Skill)
    key, name = func.coalesce(meant.key, Skill.key), func.coalesce(meant.name, Skill.name)
    return (
        select(Offer.member_id, Offer.words, key.label("key"), name.label("tag"))
        .select_from(Offer)
        .outerjoin(offer_skill, offer_skill.c.offer_id == Offer.id)
        .outerjoin(Skill, Skill.id == offer_skill.c.skill_id)
        .outerjoin(meant, meant.id == Skill.means_id)
        .where(Offer.member_id.in_(_IDS))
        .order_by(Offer.id, name)
    )


@cache
def _asks() -> Select[*tuple[Any, ...]]:
    """Select what still counts, the newest first."""
    return (
        select(Ask.member_id, Ask.words)
        .where(Ask.member_id.in_(_IDS), Ask.expires_on >= _TODAY)
        .order_by(Ask.id.desc())
    )


@cache
def _sought() -> Select[str]:
    meant = aliased(Skill)
    return (
        select(func.coalesce(meant.key, Skill.key))
        .select_from(Ask)
        .join(ask_skill, ask_skill.c.ask_id == Ask.id)
        .join(Skill, Skill.id == ask_skill.c.skill_id)
        .outerjoin(meant, meant.id == Skill.means_id)
        .where(Ask.member_id == bindparam("member_id"), Ask.expires_on >= _TODAY)
    )
