"""The people of the demo space: written by hand in `people/*.toml`, with a life drawn on top."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from app.seed.space import MONTHS_DAYS

FOLDER = Path(__file__).with_name("people")
PLAYED_MEMBER = "Ingrid Sørensen"
PLAYED_HOST = "Helle Damgaard"
"""The two whose passwords are printed, so that a visitor can be them."""
# Letters that do not come apart into a plain letter and a mark.
LETTERS = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "å": "aa",
        "ß": "ss",
        "ł": "l",
        "ð": "d",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)


class State(StrEnum):
    """How far a person has come: on a list, invited, or here with their own profile."""

    IMPORTED = "imported"
    INVITED = "invited"
    CLAIMED = "claimed"


class Habit(StrEnum):
    """How often somebody comes."""

    REGULAR = "regular"
    PART_TIME = "part-time"
    OCCASIONAL = "occasional"
    NEWCOMER = "newcomer"
    LAPSED = "lapsed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class SeedOffer:
    """What somebody can help with."""

    words: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeedAsk:
    """What somebody looks for, and of which kind."""

    kind: str
    words: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedMember:
    """One person of the demo space."""

    name: str
    email: str
    pronunciation: str
    pronouns: str
    headline: str
    bio: str
    working_on: str
    company: str
    industry: str
    way: str
    languages: tuple[str, ...]
    links: tuple[str, ...]
    interests: tuple[str, ...]
    offers: tuple[SeedOffer, ...]
    asks: tuple[SeedAsk, ...]
    look: str
    state: State
    is_host: bool
    habit: Habit = Habit.NEVER
    joined_on: date = date.min
    has_photo: bool = False
    is_listed: bool = False
    wants_introductions: bool = False
    wants_mail: bool = False

    @property
    def is_played(self) -> bool:
        """Whether a visitor can sign in as this person."""
        return self.name in {PLAYED_MEMBER, PLAYED_HOST}

    @property
    def is_thin(self) -> bool:
        """Whether the person has filled in little so far."""
        return not self.bio


def plain(text: str) -> str:
    """Reduce a name to what an address can hold: "Søren Bak" becomes "soren-bak"."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def written() -> tuple[SeedMember, ...]:
    """Read the people as they are written down, file by file."""
    return tuple(
        _person(entry)
        for file in sorted(FOLDER.glob("*.toml"))
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["member"]
    )


def _person(entry: dict[str, Any]) -> SeedMember:
    """Turn one entry of a file into a person. The values of TOML are of any type."""
    company = entry.get("company", "")
    site = plain(company) if company else plain(entry["name"])
    return SeedMember(
        name=entry["name"],
        email=f"{plain(entry['name']).replace('-', '.')}@{site}.example",
        pronunciation=entry.get("say", ""),
        pronouns=entry.get("pronouns", ""),
        headline=entry["headline"],
        bio=entry.get("bio", ""),
        working_on=entry.get("now", ""),
        company=company,
        industry=entry["industry"],
        way=entry["way"].replace(" ", "_"),
        languages=tuple(entry["languages"].split()),
        links=(f"https://{site}.example",) if entry.get("bio") else (),
        interests=tuple(filter(None, entry.get("interests", "").casefold().split(", "))),
        offers=tuple(SeedOffer(words, tuple(tags)) for words, *tags in entry["offers"]),
        asks=tuple(SeedAsk(kind, words, tuple(tags)) for kind, words, *tags in entry["asks"]),
        look=entry["look"],
        state=State(entry.get("state", "claimed")),
        is_host=entry.get("host", False),
    )


# How the people who come divide: a core that is here most days, many with a day or two.
_HABITS = (Habit.REGULAR, Habit.PART_TIME, Habit.OCCASIONAL, Habit.NEWCOMER, Habit.LAPSED)
_SHARES = (0.37, 0.38, 0.12, 0.08, 0.05)
_PHOTO_SHARE = 0.72
_LISTED_SHARE = 0.93
_WILLING_SHARE = 0.94
_MAIL_SHARE = 0.4


def members(rng: np.random.Generator, *, today: date) -> tuple[SeedMember, ...]:
    """Give everybody of the demo space a habit, a first day, and what they agreed to."""
    return tuple(_living(person, rng, today) for person in written())


def _living(person: SeedMember, rng: np.random.Generator, today: date) -> SeedMember:
    habit = Habit(rng.choice(_HABITS, p=_SHARES))
    joined_days_ago = _joined_days_ago(habit, rng)
    photo, listed, willing, mail = rng.random(4)
    if person.state is not State.CLAIMED:
        return replace(person, joined_on=today - timedelta(days=int(rng.integers(1, 20))))
    is_certain = person.is_host or person.is_played
    if is_certain:
        habit, joined_days_ago = Habit.REGULAR, MONTHS_DAYS
    return replace(
        person,
        habit=habit,
        joined_on=today - timedelta(days=joined_days_ago),
        has_photo=bool(photo < _PHOTO_SHARE) or is_certain,
        is_listed=bool(listed < _LISTED_SHARE) or is_certain,
        wants_introductions=not person.is_host and (bool(willing < _WILLING_SHARE) or is_certain),
        wants_mail=bool(mail < _MAIL_SHARE),
    )


def _joined_days_ago(habit: Habit, rng: np.random.Generator) -> int:
    if habit is Habit.NEWCOMER:
        return int(rng.integers(1, 21))
    if rng.random() < 0.5:  # noqa: PLR2004 - half were here when the space began with Alongside
        return MONTHS_DAYS
    return int(rng.integers(30, MONTHS_DAYS))


def number_of(people: Sequence[SeedMember], name: str) -> int:
    """Give the number of the person with this name."""
    return next(number for number, person in enumerate(people) if person.name == name)
