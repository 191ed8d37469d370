"""The ledger of who met whom: written by introductions, by mixers, and by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, case, delete, or_, select
from sqlalchemy.orm import Session, aliased

from app.services import directory, glimpses, once
from app.services.acquaintance import glads
from app.services.errors import NotFound, Refused
from app.services.glimpses import Glimpse
from app.services.texts import folded
from app.services.viewers import Here
from models import Encounter, Member, Note, Profile, Space, Via, Visit

LONGEST_AGO = timedelta(days=366)
A_PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One time that the viewer met somebody."""

    id: int
    day: date
    place: str
    via: Via


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMet:
    """Somebody the viewer has met, each time they did, and what the viewer wrote down."""

    person: Glimpse
    company: str
    meetings: list[Meeting]
    """The newest first."""
    note: str
    is_glad: bool
    """Whether both have said after a table that they would be glad to meet again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOfPeople:
    """Some of the people whom a viewer has met, and how many there are."""

    people: list[PersonMet]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """Count the pages."""
        return max(1, -(-self.total // A_PAGE))


def remember(
    session: Session,
    one: int,
    other: int,
    *,
    space_id: int,
    day: date,
    via: Via,
    now: datetime,
) -> Encounter | None:
    """Note for both that two members met; None when it was noted before."""
    return once.add(
        session, Encounter, **_pair(one, other), space_id=space_id, day=day, via=via, created_at=now
    )


def add_by_hand(
    session: Session, other: int, *, by: int, space: Space, day: date, now: datetime
) -> Encounter | None:
    """Note that one met somebody, for one's own eyes; None when it was noted before.

    Whether the two were in on that day is not asked, so that nobody can find
    out by trying when somebody was in.
    """
    directory.require_visible(session, other, by=by, now=now)
    today = space.today(now)
    if not today - LONGEST_AGO <= day <= today:
        msg = "Choose a day that is not ahead, and not longer than a year ago."
        raise Refused(msg)
    return once.add(
        session,
        Encounter,
        **_pair(by, other),
        space_id=space.id,
        day=day,
        via=Via.BY_HAND,
        noted_by_id=by,
        created_at=now,
    )


def remove_by_hand(session: Session, encounter_id: int, *, by: int) -> None:
    """Take back a meeting that one noted oneself; all others stay."""
    removed = session.execute(
        delete(Encounter)
        .where(Encounter.id == encounter_id, Encounter.noted_by_id == by)
        .returning(Encounter.id)
    )
    if removed.first() is None:
        raise NotFound


def people_met(
    session: Session, viewer_id: int, *, words: str = "", number: int = 1, now: datetime
) -> PageOfPeople:
    """Give the people whom a member has met and may still see, the newest meeting first.

    `words` are looked for in the name, how to say it, what they do, the company
    and one's own note.
    """
    rows = _meetings_of(session, viewer_id, now)
    people = [person for person in _by_person(rows) if _has_words(person, words)]
    pages = max(1, -(-len(people) // A_PAGE))
    number = min(max(1, number), pages)
    start = (number - 1) * A_PAGE
    return PageOfPeople(people=people[start : start + A_PAGE], total=len(people), number=number)


def people_to_add(session: Session, here: Here) -> list[Row[*tuple[Any, ...]]]:
    """Give the people whom one may have met here, by name: visible, and listed on a shared day."""
    theirs, mine = aliased(Visit), aliased(Visit)
    shared = (
        select(theirs.member_id)
        .join(mine, (mine.day == theirs.day) & (mine.space_id == theirs.space_id))
        .where(
            mine.member_id == here.viewer.id,
            theirs.space_id == here.space.id,
            theirs.is_listed.is_(True),
        )
    )
    seen = directory.visible_members(here.viewer.id, now=here.now).where(Member.id.in_(shared))
    rows = session.execute(
        select(Profile.member_id, Profile.name, Profile.company).where(Profile.member_id.in_(seen))
    )
    return sorted(rows, key=lambda row: (folded(row.name), row.member_id))


def _pair(one: int, other: int) -> dict[str, int]:
    return {"first_id": min(one, other), "second_id": max(one, other)}


def _meetings_of(
    session: Session, viewer_id: int, now: datetime
) -> Iterable[Row[*tuple[Any, ...]]]:
    other = case((Encounter.first_id == viewer_id, Encounter.second_id), else_=Encounter.first_id)
    ledger = (
        select(other.label("other_id"), Encounter.id, Encounter.day, Encounter.via, Space.name)
        .join(Space, Space.id == Encounter.space_id)
        .where(
            or_(Encounter.first_id == viewer_id, Encounter.second_id == viewer_id),
            or_(Encounter.noted_by_id.is_(None), Encounter.noted_by_id == viewer_id),
        )
        .subquery()
    )
    seen = directory.visible_members(viewer_id, now=now)
    return session.execute(
        select(
            *glimpses.COLUMNS,
            Profile.company,
            ledger.c.id.label("encounter_id"),
            ledger.c.day,
            ledger.c.via,
            ledger.c.name.label("place"),
            Note.words.label("note"),
            Profile.member_id.in_(glads.mutual_with(viewer_id)).label("is_glad"),
        )
        .join(ledger, ledger.c.other_id == Profile.member_id)
        .outerjoin(Note, (Note.about_id == Profile.member_id) & (Note.member_id == viewer_id))
        .where(Profile.member_id.in_(seen.where(Member.id.in_(select(ledger.c.other_id)))))
        .order_by(ledger.c.day.desc(), ledger.c.id.desc())
    )


def _by_person(rows: Iterable[Row[*tuple[Any, ...]]]) -> Iterable[PersonMet]:
    people: dict[int, PersonMet] = {}
    for row in rows:
        if row.member_id not in people:
            people[row.member_id] = PersonMet(
                person=glimpses.glimpse(row),
                company=row.company,
                meetings=[],
                note=row.note or "",
                is_glad=bool(row.is_glad),
            )
        people[row.member_id].meetings.append(
            Meeting(id=row.encounter_id, day=row.day, place=row.place, via=row.via)
        )
    return people.values()


def _has_words(met: PersonMet, words: str) -> bool:
    person = met.person
    told = (person.name, person.pronunciation, person.headline, met.company, met.note)
    text = " ".join(told).casefold()
    return all(word in text for word in words.casefold().split())
