"""What the card of somebody who is in tells, beside the stay: plain values, in three queries."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from sqlalchemy import Date, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.services import faces, texts
from app.services.errors import Conflict
from app.services.glimpses import COLUMNS, PROFILE_URL
from app.services.matchmaking.matchmaking_fits import Said
from models import Ask, Offer, Profile, Skill
from models.among import among
from models.ask import ask_skill
from models.industry import INDUSTRIES
from models.offer import offer_skill

MOST_OFFERS = 5
MOST_ASKS = 2
"""As many as one takes in at a glance; the profile tells them all."""

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


class Told(NamedTuple):
    """What stands on a card, in the order in which `person_cards` takes it."""

    key: int
    version: str
    name: str
    url: str
    initials: str
    tint: int
    photo_url: str | None
    pronunciation: str
    pronouns: str
    headline: str
    industry: str
    company: str
    working_on: str
    offers: tuple[str, ...]
    """Tags, and the words of an offer that has none."""
    asks: tuple[str, ...]
    zone: str
    state: str
    until: str


class Card(NamedTuple):
    """What somebody who is in tells of themselves, as the page of who is in searches it."""

    key: Key
    name: str
    photo: str | None
    pronunciation: str
    pronouns: str
    headline: str
    working_on: str
    company: str
    industry_code: str
    tags: dict[str, str]
    """What the offers are tagged with: the name of each tag by its key."""
    sought: dict[str, str]
    """The same of the asks."""
    offered: tuple[Said, ...]
    asked: tuple[Said, ...]
    words: str
    """All that a search in words looks through."""

    @property
    def told(self) -> Told:
        """Give what stands on the card; of hundreds who are in, only some are shown."""
        member_id, version, zone, until, _, _ = self.key
        untagged = [words for words, named in self.offered if not named]
        return Told(
            member_id,
            f"{version}-{_circumstances(self.key[2:])}",
            self.name,
            PROFILE_URL.format(id=member_id),
            faces.initials(self.name),
            member_id % faces.TINTS,
            faces.photo_url(self.photo, 256),
            self.pronunciation,
            self.pronouns,
            self.headline,
            industry_name(self.industry_code),
            self.company,
            self.working_on,
            (*self.tags.values(), *untagged)[:MOST_OFFERS],
            tuple([words for words, _ in self.asked[:MOST_ASKS]]),
            zone,
            "heads_down" if until else "open",
            until,
        )


def industry_name(code: str) -> str:
    """Name an industry; none where none was told."""
    return INDUSTRIES[code].name if code in INDUSTRIES else ""


folded = lru_cache(maxsize=8192)(texts.folded)
"""What matters of words when people search; most cards come again with every search."""


def cards_of(session: Session, keys: Sequence[Key]) -> list[Card]:
    """Give the cards with these keys; whether they may be seen has been decided before."""
    ids = [key.member_id for key in keys]
    told: dict[str, object] = {"ids": ids, "today": keys[0].day}
    offers, asks = _by_member(session, _offers(), told), _by_member(session, _asks(), told)
    rows = {row[0]: row for row in session.connection().execute(_profiles(), told).all()}
    if not rows.keys() >= set(ids):
        raise Conflict  # somebody has left for good while we were reading
    return [
        _card(key, rows[key.member_id], offers[key.member_id], asks[key.member_id]) for key in keys
    ]


def _card(key: Key, row: Line, offers: list[Line], asks: list[Line]) -> Card:
    _, name, photo, pronunciation, pronouns, headline, working_on, company, industry = row
    tags: dict[str, str] = {}
    sought: dict[str, str] = {}
    said, asked = _said(offers, tags), _said(asks, sought)
    words = "\n".join((name, headline, working_on, company, *said, *tags.values(), *asked))
    return Card(
        key,
        name,
        photo,
        pronunciation,
        pronouns,
        headline,
        working_on,
        company,
        industry,
        tags,
        sought,
        tuple(said.items()),
        tuple(asked.items()),
        words,
    )


def _said(lines: list[Line], tags: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Give the tags of all that is said, in the order of saying, and collect them by their keys."""
    said: dict[str, tuple[str, ...]] = {}
    for _, words, tag_key, tag in lines:
        if tag_key is None:
            said.setdefault(words, ())
        else:
            said[words] = (*said.get(words, ()), tag)
            tags[tag_key] = tag
    return said


@lru_cache(maxsize=4096)
def _circumstances(rest: tuple[object, ...]) -> str:
    """Give a short mark of what a card depends on beside its person, which many share."""
    return f"{crc32(repr(rest).encode()):x}"


def _by_member(
    session: Session, query: Select[*tuple[Any, ...]], told: dict[str, object]
) -> dict[int, list[Line]]:
    found: defaultdict[int, list[Line]] = defaultdict(list)
    # All at once: row by row takes twice as long.
    for row in session.connection().execute(query, told).all():
        found[row[0]].append(row)
    return found


MEANT = aliased(Skill)
TAG_KEY = func.coalesce(MEANT.key, Skill.key).label("key")
TAG_NAME = func.coalesce(MEANT.name, Skill.name).label("tag")
"""A tag is what it means, where it stands for another."""

# Each statement is made once: making one takes longer than running it.

_TODAY = bindparam("today", type_=Date())


@cache
def _profiles() -> Select[*tuple[Any, ...]]:
    return select(*COLUMNS, Profile.company, Profile.industry).where(
        among(Profile.member_id, "ids")
    )


@cache
def _offers() -> Select[*tuple[Any, ...]]:
    """Select the offers, one row for each tag, or one without."""
    return (
        select(Offer.member_id, Offer.words, TAG_KEY, TAG_NAME)
        .select_from(Offer)
        .outerjoin(offer_skill, offer_skill.c.offer_id == Offer.id)
        .outerjoin(Skill, Skill.id == offer_skill.c.skill_id)
        .outerjoin(MEANT, MEANT.id == Skill.means_id)
        .where(among(Offer.member_id, "ids"))
        .order_by(Offer.id, TAG_NAME)
    )


@cache
def _asks() -> Select[*tuple[Any, ...]]:
    """Select what still counts, the newest first, in the same way."""
    return (
        select(Ask.member_id, Ask.words, TAG_KEY, TAG_NAME)
        .select_from(Ask)
        .outerjoin(ask_skill, ask_skill.c.ask_id == Ask.id)
        .outerjoin(Skill, Skill.id == ask_skill.c.skill_id)
        .outerjoin(MEANT, MEANT.id == Skill.means_id)
        .where(among(Ask.member_id, "ids"), Ask.expires_on >= _TODAY)
        .order_by(Ask.id.desc(), TAG_NAME)
    )
