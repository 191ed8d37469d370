"""What importing a file would do, worked out without doing it: the dry run."""

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.services import addresses, hosting
from app.services.spreadsheets import import_files
from app.services.spreadsheets.import_columns import Columns, Field, columns_of
from app.services.spreadsheets.import_rows import Entry, Problem, reading_of
from models import Member, Membership, Profile, Skill, Space

BATCH = 500
WITH_PROFILE = selectinload(Member.profile).options(
    selectinload(Profile.offers), selectinload(Profile.asks), selectinload(Profile.interests)
)


class Fate(enum.Enum):
    """What becomes of one row."""

    NEW = "new"
    JOINING = "joining"
    """Known in another space, now in this one, too; a host reads the same as of a new one."""
    CHANGED = "changed"
    SAME = "same"
    CLAIMED = "claimed"
    """The profile is the person's own now; it is left alone."""
    LEFT = "left"
    """Has left this space; only a host takes somebody back."""
    INACTIVE = "inactive"
    """The file itself says that this person is not active."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One row, what becomes of it, and which fields change."""

    entry: Entry
    fate: Fate
    changes: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What the whole file comes to."""

    people: tuple[Planned, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    """What hinders nothing and may still be a mistake."""
    unknown: tuple[str, ...]

    def count(self, *fates: Fate) -> int:
        """Say how many rows come to one of these."""
        return sum(planned.fate in fates for planned in self.people)

    @property
    def to_write(self) -> int:
        """How many people are added or changed."""
        return self.count(Fate.NEW, Fate.JOINING, Fate.CHANGED)

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with the file."""
        return not self.problems

    @property
    def lacks_only_industries(self) -> bool:
        """Whether it would be sound with the unknown industries left empty."""
        return bool(self.problems) and all(problem.is_industry for problem in self.problems)


def plan(
    session: Session,
    space: Space,
    content: bytes,
    *,
    leave_industries: bool = False,
    to_apply: bool = False,
    now: datetime,
) -> Plan:
    """Read a file and say what importing it would do; raise Unreadable if it is no list at all.

    With `leave_industries`, industries that we do not know stay empty, with a
    notice for each. With `to_apply`, the people found are held until the end of the
    transaction, so that nobody claims a profile while it is written.
    """
    sheet = import_files.read(content)
    columns = columns_of(sheet.header, [record for _, record in sheet.rows])
    if columns.problems:
        return Plan((), _about_all(columns.problems), _about_all(sheet.notices), columns.unknown)
    entries, problems = _entries(sheet.rows, columns)
    excused = [problem for problem in problems if leave_industries and problem.is_industry]
    people = tuple(_fates(session, space, entries, to_apply=to_apply, now=now))
    wrong = tuple(problem for problem in problems if problem not in excused)
    notices = (
        *_about_all(sheet.notices),
        *(problem.left_empty() for problem in excused),
        *_likely_slips(people, columns),
        *_namesakes(session, space, people, now=now),
    )
    return Plan(people, wrong, notices, columns.unknown)


def _about_all(several: Sequence[str]) -> tuple[Problem, ...]:
    return tuple(Problem(None, "", words) for words in several)


def _entries(
    rows: Sequence[tuple[int, tuple[str, ...]]], columns: Columns
) -> tuple[list[Entry], list[Problem]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    row_of: dict[str, int] = {}
    for number, record in rows:
        reading = reading_of(number, record, columns)
        problems += reading.problems
        first = row_of.setdefault(reading.email or f"row {number}", number)
        if first != number:
            words = f"“{reading.email}” is in row {first} already. Keep one of the two."
            problems.append(Problem(number, columns.heading_of(Field.EMAIL), words))
        elif reading.entry is not None:
            entries.append(reading.entry)
    return entries, problems


def _fates(
    session: Session, space: Space, entries: list[Entry], *, to_apply: bool, now: datetime
) -> Iterator[Planned]:
    known = people_by_email(session, [entry.email for entry in entries], to_change=to_apply)
    held = _memberships(session, [member.id for member in known.values()])
    for entry in entries:
        member = known.get(entry.email)
        yield _fate(entry, member, held[member.id] if member else {}, space, now)


def _fate(
    entry: Entry,
    member: Member | None,
    held: Mapping[int, Membership],
    space: Space,
    now: datetime,
) -> Planned:
    if not entry.is_active:
        return Planned(entry, Fate.INACTIVE)
    if member is None:
        return Planned(entry, Fate.NEW)
    # What other spaces know of somebody is not for this one to change, nor to find out.
    today = space.today(now)
    is_theirs = any(
        key != space.id and (one.ends_on is None or one.ends_on >= today)
        for key, one in held.items()
    )
    is_own = is_theirs or member.claimed_at is not None or member.disabled_at is not None
    changes = () if is_own else changes_of(member.profile, entry)
    membership = held.get(space.id)
    if membership is None or membership.is_off_list:
        return Planned(entry, Fate.JOINING, changes)
    if membership.ends_on is not None and membership.ends_on < today:
        return Planned(entry, Fate.LEFT)
    if is_own:
        return Planned(entry, Fate.CLAIMED)
    return Planned(entry, Fate.CHANGED if changes else Fate.SAME, changes)


def changes_of(profile: Profile, entry: Entry) -> tuple[Field, ...]:
    """Name the fields that the file would change; what it leaves empty changes nothing."""
    told = (
        (Field.NAME, entry.name, profile.name),
        (Field.COMPANY, entry.company, profile.company),
        (Field.INDUSTRY, entry.industry, profile.industry),
        (Field.HEADLINE, entry.headline, profile.headline),
        (Field.OFFERS, keys(entry.offers), keys(offer.words for offer in profile.offers)),
        (Field.ASKS, keys(entry.asks), keys(ask.words for ask in profile.asks)),
        (Field.INTERESTS, keys(entry.interests), keys(like.name for like in profile.interests)),
    )
    return tuple(field for field, new, old in told if new and new != old)


def keys(words: Iterator[str] | Sequence[str]) -> frozenset[str]:
    """Fold a list for comparing: case and order make no difference."""
    return frozenset(Skill.key_of(word) for word in words)


def people_by_email(
    session: Session, emails: Sequence[str], *, to_change: bool
) -> dict[str, Member]:
    """Find those of these people who are known in any space, with what they tell."""
    known: dict[str, Member] = {}
    for start in range(0, len(emails), BATCH):
        query = select(Member).where(Member.email.in_(emails[start : start + BATCH]))
        if to_change:
            query = query.with_for_update().execution_options(populate_existing=True)
        for member in session.scalars(query.order_by(Member.id).options(WITH_PROFILE)):
            known[member.email] = member
    return known


def _memberships(session: Session, member_ids: Sequence[int]) -> dict[int, dict[int, Membership]]:
    """Give the memberships of each of these people, by space."""
    found: dict[int, dict[int, Membership]] = {member_id: {} for member_id in member_ids}
    for start in range(0, len(member_ids), BATCH):
        query = select(Membership).where(
            Membership.member_id.in_(member_ids[start : start + BATCH])
        )
        for membership in session.scalars(query):
            found[membership.member_id][membership.space_id] = membership
    return found


def _likely_slips(people: Sequence[Planned], columns: Columns) -> Iterator[Problem]:
    """Point at new addresses that look mistyped: an invitation would reach a stranger."""
    heading = columns.heading_of(Field.EMAIL)
    for planned in people:
        meant = addresses.likely_meant(planned.entry.email)
        if meant and planned.fate in (Fate.NEW, Fate.JOINING):
            words = f"“{planned.entry.email}” is unusual. Is “{meant}” meant?"
            yield Problem(planned.entry.row, heading, words)


def _namesakes(
    session: Session, space: Space, people: Sequence[Planned], *, now: datetime
) -> Iterator[Problem]:
    """Point at new people who have the name of somebody there: one of the addresses may be old.

    People are told apart by their e-mail alone, so nothing more is made of it.
    """
    query = (
        select(Profile.name, Member.email)
        .join(Member, Member.id == Profile.member_id)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.space_id == space.id, hosting.is_shown(space.today(now)))
    )
    known = {
        Skill.key_of(name): f"on your list as “{email}”" for name, email in session.execute(query)
    }
    for planned in people:
        if planned.fate in (Fate.NEW, Fate.JOINING):
            entry = planned.entry
            where = known.setdefault(Skill.key_of(entry.name), f"in row {entry.row}")
            if where != f"in row {entry.row}":
                words = f"“{entry.name}” is also {where}. Is it the same person?"
                yield Problem(entry.row, "", words)
