"""A whole profile as somebody reads it: plain values, gathered in the same few queries always."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from app.services.errors import NotFound
from app.services.presence.cards import MEANT, TAG_NAME
from models import Ask, AskKind, Interest, Link, Offer, Profile, Skill, SpokenLanguage, WayOfWorking
from models.ask import ask_skill
from models.industry import INDUSTRIES
from models.offer import offer_skill

Columns = Select[*tuple[Any, ...]]
Line = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One thing somebody can help with, and its tags."""

    id: int
    words: str
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing somebody looks for, its tags, and the last day on which it counts."""

    id: int
    kind: AskKind
    words: str
    expires_on: date
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """One link."""

    id: int
    label: str
    url: str


@dataclass(slots=True, kw_only=True)
class Portrait:
    """Everything a profile tells; empty words and lists where nothing was said."""

    id: int
    name: str
    pronunciation: str
    pronouns: str
    headline: str
    bio: str
    working_on: str
    industry: str
    company: str
    way_of_working: WayOfWorking | None
    photo: str | None
    languages: list[str] = field(default_factory=list)
    links: list[Pointer] = field(default_factory=list)
    interests: list[str] = field(default_factory=list)
    offers: list[Offered] = field(default_factory=list)
    asks: list[Asked] = field(default_factory=list)

    @property
    def industry_name(self) -> str:
        """The industry in plain words."""
        return INDUSTRIES[self.industry].name if self.industry in INDUSTRIES else ""


def own(session: Session, member_id: int) -> Portrait:
    """Give one's own profile, with asks that have expired."""
    return _portraits(session, [member_id], live_on=None)[member_id]


def of_both(session: Session, viewer_id: int, member_id: int, *, day: date) -> list[Portrait]:
    """Give the viewer's profile and the other's, as the other may be read on that day.

    Whether the viewer may read it is for `directory.require_visible` to say.
    """
    found = _portraits(session, [viewer_id, member_id], live_on=day)
    return [found[viewer_id], found[member_id]]


def _portraits(
    session: Session, ids: Collection[int], *, live_on: date | None
) -> dict[int, Portrait]:
    found = {row.id: Portrait(**row._asdict()) for row in session.execute(_profiles(ids))}
    if not found.keys() >= set(ids):
        raise NotFound
    _add_lists(session, found)
    for offer, tags in _with_tags(session.execute(_offers(ids))):
        said = Offered(id=offer.id, words=offer.words, skills=tags)
        found[offer.member_id].offers.append(said)
    for ask, tags in _with_tags(session.execute(_asks(ids, live_on))):
        sought = Asked(
            id=ask.id, kind=ask.kind, words=ask.words, expires_on=ask.expires_on, skills=tags
        )
        found[ask.member_id].asks.append(sought)
    return found


def _add_lists(session: Session, found: dict[int, Portrait]) -> None:
    spoken = select(SpokenLanguage.member_id, SpokenLanguage.code).where(
        SpokenLanguage.member_id.in_(found)
    )
    for row in session.execute(spoken.order_by(SpokenLanguage.position, SpokenLanguage.code)):
        found[row.member_id].languages.append(row.code)
    liked = select(Interest.member_id, Interest.name).where(Interest.member_id.in_(found))
    for interest in session.execute(liked.order_by(Interest.name)):
        found[interest.member_id].interests.append(interest.name)
    links = select(Link.id, Link.member_id, Link.label, Link.url).where(Link.member_id.in_(found))
    for link in session.execute(links.order_by(Link.position, Link.id)):
        found[link.member_id].links.append(Pointer(id=link.id, label=link.label, url=link.url))


def _profiles(ids: Collection[int]) -> Columns:
    return select(
        Profile.member_id.label("id"),
        Profile.name,
        Profile.pronunciation,
        Profile.pronouns,
        Profile.headline,
        Profile.bio,
        Profile.working_on,
        Profile.industry,
        Profile.company,
        Profile.way_of_working,
        Profile.photo,
    ).where(Profile.member_id.in_(ids))


def _offers(ids: Collection[int]) -> Columns:
    return (
        select(Offer.id, Offer.member_id, Offer.words, TAG_NAME)
        .select_from(Offer)
        .outerjoin(offer_skill, offer_skill.c.offer_id == Offer.id)
        .outerjoin(Skill, Skill.id == offer_skill.c.skill_id)
        .outerjoin(MEANT, MEANT.id == Skill.means_id)
        .where(Offer.member_id.in_(ids))
        .order_by(Offer.id, TAG_NAME)
    )


def _asks(ids: Collection[int], live_on: date | None) -> Columns:
    asked = (
        select(Ask.id, Ask.member_id, Ask.kind, Ask.words, Ask.expires_on, TAG_NAME)
        .select_from(Ask)
        .outerjoin(ask_skill, ask_skill.c.ask_id == Ask.id)
        .outerjoin(Skill, Skill.id == ask_skill.c.skill_id)
        .outerjoin(MEANT, MEANT.id == Skill.means_id)
        .where(Ask.member_id.in_(ids))
        .order_by(Ask.id, TAG_NAME)
    )
    return asked if live_on is None else asked.where(Ask.expires_on >= live_on)


def _with_tags(rows: Iterable[Line]) -> Iterator[tuple[Line, tuple[str, ...]]]:
    """Fold the rows of one thing, which differ in the tag alone, into one."""
    for _, group in groupby(rows, key=attrgetter("id")):
        same = list(group)
        yield same[0], tuple(dict.fromkeys(row.tag for row in same if row.tag is not None))
