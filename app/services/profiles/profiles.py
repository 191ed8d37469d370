"""What members tell about themselves, as they change it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.services import departures, texts
from app.services.acquaintance import blocks
from app.services.errors import NotFound, Refused
from app.services.profiles import languages
from models import (
    Ask,
    Interest,
    Link,
    Meaning,
    Offer,
    Profile,
    SpokenLanguage,
    WayOfWorking,
)
from models.industry import INDUSTRIES

LONGEST_NAME = 80
LONGEST_PRONOUNS = 40
LONGEST_HEADLINE = 120
LONGEST_WORKING_ON = 200
LONGEST_BIO = 1500
LONGEST_COMPANY = 120
LONGEST_INTEREST = 40
MOST_INTERESTS = 12


class NoName(Refused):
    """Somebody tried to be called nothing."""

    message = "A name needs at least one letter."


class NotOnTheList(Refused):
    """A choice that was never offered."""

    message = "Choose one from the list."


class TooManyLanguages(Refused):
    """More languages than a card can name."""

    message = f"{languages.AT_MOST} languages are the most."


def to_change(session: Session, by: int, *loaded: ORMOption) -> Profile:
    """Give one's own profile, held until the end so that two changes come one after the other."""
    profile = session.scalar(
        select(Profile)
        .where(Profile.member_id == by)
        .options(*loaded)
        .with_for_update(of=Profile)
        .execution_options(populate_existing=True)
    )
    if profile is None:
        raise NotFound
    forget_meanings(session, [by])
    return profile


def forget_meanings(session: Session, of: Iterable[int]) -> None:
    """Forget what was read of these members' words, before they say others."""
    session.execute(delete(Meaning).where(Meaning.member_id.in_(of)))


def empty(session: Session, member_id: int) -> None:
    """Take away all that a profile tells but the name."""
    forget_meanings(session, [member_id])
    for kind in (Ask, Interest, Link, Offer, SpokenLanguage):
        session.execute(delete(kind).where(kind.member_id == member_id))
    told = ("pronunciation", "pronouns", "headline", "bio", "working_on", "industry", "company")
    nothing: dict[str, str | None] = {**dict.fromkeys(told, ""), "way_of_working": None}
    session.execute(update(Profile).where(Profile.member_id == member_id).values(nothing))


def introduce(
    session: Session, *, by: int, name: str, pronunciation: str, pronouns: str, now: datetime
) -> None:
    """Say who one is, and how to say it."""
    name = texts.readable_line(name, most=LONGEST_NAME, otherwise=NoName)
    profile = to_change(session, by)
    if name != profile.name:
        departures.keep_name(session, by, profile.name, now=now)
        blocks.keep_name(session, by, profile.name)
        profile.name = name
    profile.pronunciation = texts.fitting(texts.one_line(pronunciation), most=LONGEST_NAME)
    profile.pronouns = texts.fitting(texts.one_line(pronouns), most=LONGEST_PRONOUNS)
    profile.touch()


def describe(session: Session, *, by: int, headline: str, working_on: str) -> None:
    """Say in a few words what one does, and what one does now."""
    profile = to_change(session, by)
    profile.headline = texts.fitting(texts.one_line(headline), most=LONGEST_HEADLINE)
    profile.working_on = texts.fitting(texts.one_line(working_on), most=LONGEST_WORKING_ON)
    profile.touch()


def tell(session: Session, *, by: int, bio: str) -> None:
    """Say more about oneself, in paragraphs."""
    profile = to_change(session, by)
    profile.bio = texts.fitting(texts.paragraphs(bio), most=LONGEST_BIO)
    profile.touch()


def place(session: Session, *, by: int, industry: str) -> None:
    """Say in which industry one works; empty for rather not."""
    if industry and industry not in INDUSTRIES:
        raise NotOnTheList
    profile = to_change(session, by)
    profile.industry = industry
    profile.touch()


def work(session: Session, *, by: int, company: str, way: WayOfWorking | None) -> None:
    """Say where and in which way one works."""
    profile = to_change(session, by)
    profile.company = texts.fitting(texts.one_line(company), most=LONGEST_COMPANY)
    profile.way_of_working = way
    profile.touch()


def speak(session: Session, *, by: int, codes: Iterable[str]) -> None:
    """Say which languages one speaks, the best one first."""
    wanted = list(dict.fromkeys(code for code in codes if code))
    if len(wanted) > languages.AT_MOST:
        raise TooManyLanguages
    profile = to_change(session, by, selectinload(Profile.languages))
    known = {language.code: language for language in profile.languages}
    if not set(wanted) <= known.keys() | set(languages.CODES):
        raise NotOnTheList
    profile.languages = [known.get(code) or SpokenLanguage(code=code) for code in wanted]
    for position, language in enumerate(profile.languages):
        language.position = position
    profile.touch()


def like(session: Session, *, by: int, interests: str) -> None:
    """Say what one likes beyond work, as tags with commas between."""
    names = interests_in(interests)
    profile = to_change(session, by, selectinload(Profile.interests))
    known = {interest.name: interest for interest in profile.interests}
    profile.interests = [known.get(name) or Interest(name=name) for name in names]
    profile.touch()


def interests_in(text: str) -> list[str]:
    """Read interests as they were typed: in lower case, each once, in their order."""
    parts = texts.listed(text.lower(), most=MOST_INTERESTS, longest=LONGEST_INTEREST)
    return sorted(part for part in parts if texts.is_readable(part))
