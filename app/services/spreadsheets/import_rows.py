"""From the cells of one row to what is told of one person, or to what is wrong with them."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from app.services import addresses, texts
from app.services.errors import Refused
from app.services.profiles import asks, offers, profiles, skills
from app.services.spreadsheets import cells
from app.services.spreadsheets.import_columns import Columns, Field
from models import Skill
from models.industry import INDUSTRIES, industry_named

LONGEST_NAME = 80
LONGEST_COMPANY = 120
LONGEST_HEADLINE = 120
SKILLS_OF_AN_OFFER = 3
MOST_SKILLS = offers.MOST * SKILLS_OF_AN_OFFER
WORDS_OF_A_TAG = 3
_NO = frozenset({"no", "n", "false", "0", "off", "inactive", "former"})


class UnknownIndustry(Refused):
    """An industry that the list does not have; it can be left empty."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and in which row and column; without a row it is about the whole file."""

    row: int | None
    column: str
    words: str
    is_industry: bool = False

    def left_empty(self) -> "Problem":
        """Say what becomes of a cell that cannot be read and need not be."""
        return replace(self, words=f"{self.words.rpartition('. ')[0]}; it stays empty.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the file tells of one person; empty means that it tells nothing."""

    row: int
    email: str
    name: str
    company: str = ""
    industry: str = ""
    headline: str = ""
    offers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What one row came to: whose it is, what it tells if it can be read, what is wrong."""

    email: str
    entry: Entry | None
    problems: tuple[Problem, ...]


def reading_of(row: int, record: Sequence[str], columns: Columns) -> Reading:
    """Read one row; what cannot be read is named by its column, all of it at once."""
    problems = _surplus(row, record, columns)
    values: dict[Field, Any] = {}
    for field, place in columns.places.items():
        raw = record[place] if place < len(record) else ""
        try:
            values[field] = _READERS[field](_text(raw, field))
        except Refused as error:
            values[field] = ""
            is_industry = isinstance(error, UnknownIndustry)
            problems.append(Problem(row, columns.heading_of(field), error.message, is_industry))
    name = _whole_name(values)
    if not name and not any(problem.column in _name_headings(columns) for problem in problems):
        problems.append(Problem(row, _name_headings(columns)[0], "The name is missing."))
    is_whole = all(problem.is_industry for problem in problems)
    entry = _entry(row, name, values) if is_whole else None
    return Reading(values[Field.EMAIL], entry, tuple(problems))


def _entry(row: int, name: str, values: dict[Field, Any]) -> Entry:
    return Entry(
        row=row,
        name=name,
        email=values[Field.EMAIL],
        company=values.get(Field.COMPANY, ""),
        industry=values.get(Field.INDUSTRY, ""),
        headline=values.get(Field.HEADLINE, ""),
        offers=values.get(Field.OFFERS, ()),
        asks=values.get(Field.ASKS, ()),
        interests=values.get(Field.INTERESTS, ()),
        is_active=values.get(Field.ACTIVE, True),
    )


def _text(raw: str, field: Field) -> str:
    # Lines within a cell part the items of a list; everywhere else they are spaces.
    if field in (Field.OFFERS, Field.ASKS, Field.INTERESTS):
        raw = re.sub(r"[\r\n]+", ";", raw.strip())
    return texts.one_line(cells.unmarked(raw.strip()))


def _surplus(row: int, record: Sequence[str], columns: Columns) -> list[Problem]:
    more = [cell for cell in record[columns.count :] if cell.strip()]
    if not more:
        return []
    words = (
        f"There is “{more[0].strip()[:40]}” beyond the last column. "
        "Perhaps a text with a comma lacks its quotation marks."
    )
    return [Problem(row, "", words)]


def _name_headings(columns: Columns) -> list[str]:
    parts = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)
    return [columns.heading_of(part) for part in parts if part in columns.places]


def _whole_name(values: dict[Field, Any]) -> str:
    told: str = values.get(Field.NAME, "")
    if told:
        return told
    both = f"{values.get(Field.FIRST_NAME, '')} {values.get(Field.LAST_NAME, '')}".strip()
    return both[:LONGEST_NAME]


def _limited(most: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > most:
            msg = f"This has {len(text)} letters; {most} fit."
            raise Refused(msg)
        return text

    return read


def _name(text: str) -> str:
    if text and not texts.is_readable(text):
        msg = f"“{text[:40]}” has no letter in it."
        raise Refused(msg)
    return _limited(LONGEST_NAME)(text)


def _industry(text: str) -> str:
    if not text:
        return ""
    if (found := industry_named(text)) is not None:
        return found.code
    names = {industry.name.casefold(): industry.name for industry in INDUSTRIES.values()}
    near = difflib.get_close_matches(text[:60].casefold(), names, n=1, cutoff=0.6)
    hint = f"Did you mean “{names[near[0]]}”?" if near else "Choose one from the list."
    msg = f"We do not know the industry “{text[:60]}”. {hint}"
    raise UnknownIndustry(msg)


def _list(most: int, longest: int, *, what: str) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        parts = text.split(";" if ";" in text else ",")
        return _bounded(_distinct(parts), most, longest, what)

    return read


def _asks(text: str) -> tuple[str, ...]:
    # A comma inside a sentence is no end of an ask; between short tags it is.
    parts = [part.strip() for part in text.split(";" if ";" in text else ",")]
    if ";" not in text and any(len(part.split()) > WORDS_OF_A_TAG for part in parts):
        parts = [text]
    return _bounded(_distinct(parts), asks.MOST, asks.LONGEST, "asks")


def _distinct(parts: Sequence[str]) -> tuple[str, ...]:
    """Keep each once, as it was written first."""
    items: dict[str, str] = {}
    for part in map(str.strip, parts):
        if texts.is_readable(part):
            items.setdefault(Skill.key_of(part), part)
    return tuple(items.values())


def _bounded(items: tuple[str, ...], most: int, longest: int, what: str) -> tuple[str, ...]:
    if len(items) > most:
        msg = f"These are {len(items)} {what}; {most} fit."
        raise Refused(msg)
    for item in items:
        # Folding can lengthen a word, and tags are kept folded, too.
        if len(item.casefold()) > longest:
            msg = f"“{item[:40]}…” has {len(item)} letters; {longest} fit."
            raise Refused(msg)
    return items


def _offers(text: str) -> tuple[str, ...]:
    """Make an offer of each skill; of more than fit, a few skills share one."""
    named = _list(MOST_SKILLS, skills.LONGEST, what="skills")(text)
    share = ceil(len(named) / offers.MOST) or 1
    return tuple(", ".join(named[i : i + share]) for i in range(0, len(named), share))


def _interests(text: str) -> tuple[str, ...]:
    most, longest = profiles.MOST_INTERESTS, profiles.LONGEST_INTEREST
    return _list(most, longest, what="interests")(text.lower())


def _is_active(text: str) -> bool:
    return text.casefold() not in _NO


_READERS: dict[Field, Callable[[str], object]] = {
    Field.NAME: _name,
    Field.FIRST_NAME: _name,
    Field.LAST_NAME: _name,
    Field.EMAIL: addresses.email_of,
    Field.COMPANY: _limited(LONGEST_COMPANY),
    Field.INDUSTRY: _industry,
    Field.HEADLINE: _limited(LONGEST_HEADLINE),
    Field.OFFERS: _offers,
    Field.ASKS: _asks,
    Field.INTERESTS: _interests,
    Field.ACTIVE: _is_active,
}
