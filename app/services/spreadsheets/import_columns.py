"""Which column of a members file holds what, whatever the other system calls it."""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass


class Field(enum.Enum):
    """What a column can tell; the value is its heading in our own sample."""

    NAME = "Name"
    FIRST_NAME = "First name"
    LAST_NAME = "Last name"
    EMAIL = "E-mail"
    COMPANY = "Company"
    INDUSTRY = "Industry"
    HEADLINE = "Headline"
    OFFERS = "Skills offered"
    ASKS = "Asks"
    INTERESTS = "Interests"
    ACTIVE = "Active"


OWN = (
    Field.NAME,
    Field.EMAIL,
    Field.COMPANY,
    Field.INDUSTRY,
    Field.HEADLINE,
    Field.OFFERS,
    Field.ASKS,
    Field.INTERESTS,
)
"""The columns of our own sample, in order."""

# Folded: Nexudus writes FullName and ProfileTags, OfficeRnD "Member Name*", Nadine Member.
_SYNONYMS: dict[Field, str] = {
    Field.NAME: "name fullname member membername coworker coworkername coworkerfullname "
    "person contact contactname displayname",
    Field.FIRST_NAME: "firstname givenname forename",
    Field.LAST_NAME: "lastname surname familyname",
    Field.EMAIL: "email emailaddress mail mailaddress memberemail contactemail",
    Field.COMPANY: "company companyname organisation organization team teamname employer firm",
    Field.INDUSTRY: "industry industries businessarea sector branch trade",
    Field.HEADLINE: "headline position jobtitle title profession occupation tagline whatido",
    Field.OFFERS: "skillsoffered skillsofferred skills skill profiletags tags offers offer "
    "offering canhelpwith helpwith expertise",
    Field.ASKS: "asks ask lookingfor seeking needs wants",
    Field.INTERESTS: "interests interest hobbies",
    Field.ACTIVE: "active isactive",
}
_FIELD_OF = {name: field for field, names in _SYNONYMS.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands, what the file calls it, and what was not understood."""

    places: dict[Field, int]
    headings: dict[Field, str]
    count: int
    unknown: tuple[str, ...]
    problems: tuple[str, ...]

    def heading_of(self, field: Field) -> str:
        """Give the heading as the file has it, for messages."""
        return self.headings.get(field, field.value)


def field_named(heading: str) -> Field | None:
    """Find what a heading means: case, spacing and signs make no difference."""
    return _FIELD_OF.get(re.sub(r"[\W_]+", "", heading.casefold()))


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """Find the columns; those without a heading count as unknown if they hold anything."""
    places: dict[Field, int] = {}
    unknown: list[str] = []
    problems: list[str] = []
    for place, heading in enumerate(header):
        field = field_named(heading)
        if field is None:
            unknown += _unknown(heading, place, rows)
        elif field in places:
            problems.append(
                f"“{header[places[field]]}” and “{heading}” are both read as {field.value}. "
                "Rename or remove one of them."
            )
        else:
            places[field] = place
    headings = {field: header[place] for field, place in places.items()}
    return Columns(
        places, headings, len(header), tuple(unknown), (*problems, *_missing(places, header))
    )


def _unknown(heading: str, place: int, rows: Sequence[Sequence[str]]) -> list[str]:
    if heading:
        return [heading[:60]]
    if any(len(row) > place and row[place].strip() for row in rows):
        return [f"column {place + 1}, which has no heading"]
    return []


def _missing(places: dict[Field, int], header: Sequence[str]) -> list[str]:
    has_name = Field.NAME in places or Field.FIRST_NAME in places or Field.LAST_NAME in places
    lacks = [
        field.value
        for field, is_there in ((Field.NAME, has_name), (Field.EMAIL, Field.EMAIL in places))
        if not is_there
    ]
    found = ", ".join(f"“{heading[:40]}”" for heading in header[:8] if heading) or "none"
    return [
        f"There is no column “{lack}”. The first row must name the columns; it has: {found}."
        for lack in lacks
    ]
