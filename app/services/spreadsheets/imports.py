"""People from a file: looked at first, then all of them or nobody."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.services import texts
from app.services.errors import Conflict, NotFound, Refused
from app.services.members import members
from app.services.profiles import profiles, skills
from app.services.spreadsheets import import_files, import_plans
from app.services.spreadsheets.import_columns import Field
from app.services.spreadsheets.import_plans import BATCH, Fate, Plan
from app.services.spreadsheets.import_rows import Entry
from models import Ask, AskKind, ImportDraft, Interest, Member, Offer, Profile, Skill, Space
from models.ask import ASK_LASTS_DAYS

LONGEST_FILE_NAME = 120


class HasProblems(Refused):
    """A file with mistakes in it, of which nothing was imported."""

    message = "Nothing was imported: there are mistakes in the file."

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


def keep(
    session: Session, space: Space, *, by: int, file_name: str, content: bytes, now: datetime
) -> ImportDraft:
    """Keep an uploaded file until its host has seen what it would do; an older one goes.

    Raises Unreadable, and keeps nothing, for what is no list of people.
    """
    import_files.read(content)
    forget(session, space, by=by)
    draft = ImportDraft(
        space_id=space.id,
        by_id=by,
        file_name=texts.one_line(file_name)[:LONGEST_FILE_NAME] or "members.csv",
        content=content,
        created_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def forget(session: Session, space: Space, *, by: int) -> None:
    """Delete the file that this host has uploaded and not imported."""
    session.execute(
        delete(ImportDraft).where(ImportDraft.space_id == space.id, ImportDraft.by_id == by)
    )


def draft_of(session: Session, space: Space, draft_id: int, *, by: int) -> ImportDraft:
    """Give a file that this very host has uploaded here."""
    draft = session.scalars(
        select(ImportDraft).where(
            ImportDraft.id == draft_id,
            ImportDraft.space_id == space.id,
            ImportDraft.by_id == by,
        )
    ).one_or_none()
    if draft is None:
        raise NotFound
    return draft


def apply_draft(
    session: Session,
    space: Space,
    draft_id: int,
    *,
    by: int,
    leave_industries: bool = False,
    now: datetime,
) -> Plan:
    """Import the very bytes that were looked at, once; the second time they are gone.

    Raises NotFound when they are, and HasProblems when people would be left out;
    the caller's transaction then has to be undone.
    """
    content = session.scalar(
        delete(ImportDraft)
        .where(
            ImportDraft.id == draft_id,
            ImportDraft.space_id == space.id,
            ImportDraft.by_id == by,
        )
        .returning(ImportDraft.content)
    )
    if content is None:
        raise NotFound
    return run(session, space, content, leave_industries=leave_industries, now=now)


def run(
    session: Session,
    space: Space,
    content: bytes,
    *,
    leave_industries: bool = False,
    now: datetime,
) -> Plan:
    """Import a file, all of it or nothing. Nobody is invited and nobody is listed by it."""
    # Two imports into one space take turns, so that the second finds the first one's people.
    session.execute(select(Space.id).where(Space.id == space.id).with_for_update(key_share=True))
    plan = import_plans.plan(
        session, space, content, leave_industries=leave_industries, to_apply=True, now=now
    )
    if not plan.is_sound:
        raise HasProblems(plan)
    try:
        with session.begin_nested():
            _write(session, space, plan, now)
    except IntegrityError as error:  # somebody was added in another space in this very moment
        raise Conflict from error
    return plan


def _write(session: Session, space: Space, plan: Plan, now: datetime) -> None:
    there = [p.entry.email for p in plan.people if p.fate in (Fate.JOINING, Fate.CHANGED)]
    known = import_plans.people_by_email(session, there, to_change=False)
    profiles.forget_meanings(session, [member.id for member in known.values()])
    tags = _tags(session, [planned.entry for planned in plan.people])
    for planned in plan.people:
        entry = planned.entry
        if planned.fate is Fate.NEW:
            newcomer = members.newcomer(email=entry.email, name=entry.name, now=now)
            session.add(members.tie(newcomer, space, now=now))
            _tell(newcomer, entry, import_plans.changes_of(newcomer.profile, entry), tags, now)
        elif planned.fate in (Fate.JOINING, Fate.CHANGED):
            member = known[entry.email]
            _tell(member, entry, planned.changes, tags, now)
            if planned.fate is Fate.JOINING:
                members.add_known(session, member, space, now=now)


def _tell(
    member: Member,
    entry: Entry,
    changes: Iterable[Field],
    tags: dict[str, Skill],
    now: datetime,
) -> None:
    profile = member.profile
    for field in changes:
        if field in _LISTS:
            _LISTS[field](profile, entry, tags, now)
        else:
            setattr(profile, field.name.lower(), getattr(entry, field.name.lower()))
    if changes:
        profile.version = (profile.version or 0) + 1


def _offer(profile: Profile, entry: Entry, tags: dict[str, Skill], now: datetime) -> None:
    wanted = import_plans.keys(entry.offers)
    kept = [offer for offer in profile.offers if Skill.key_of(offer.words) in wanted]
    there = import_plans.keys([offer.words for offer in kept])
    profile.offers = kept + [
        Offer(words=words, skills=_of(words, tags), created_at=now)
        for words in entry.offers
        if Skill.key_of(words) not in there
    ]


def _ask(profile: Profile, entry: Entry, tags: dict[str, Skill], now: datetime) -> None:
    wanted = import_plans.keys(entry.asks)
    kept = [ask for ask in profile.asks if Skill.key_of(ask.words) in wanted]
    there = import_plans.keys([ask.words for ask in kept])
    last_day = now.date() + timedelta(days=ASK_LASTS_DAYS)
    profile.asks = kept + [
        Ask(
            words=words,
            kind=AskKind.OTHER,
            skills=_of(words, tags),
            created_at=now,
            expires_on=last_day,
        )
        for words in entry.asks
        if Skill.key_of(words) not in there
    ]


def _of(words: str, tags: dict[str, Skill]) -> list[Skill]:
    meant = (tags.get(Skill.key_of(word)) for word in words.split(", "))
    return list({tag.id: tag for tag in meant if tag is not None}.values())


def _like(profile: Profile, entry: Entry, _tags: dict[str, Skill], _now: datetime) -> None:
    known = {interest.name: interest for interest in profile.interests}
    profile.interests = [known.get(name) or Interest(name=name) for name in entry.interests]


_LISTS = {Field.OFFERS: _offer, Field.ASKS: _ask, Field.INTERESTS: _like}


def _tags(session: Session, entries: Sequence[Entry]) -> dict[str, Skill]:
    """Give by key the tag of every offer, made where there is none, and those that asks name."""
    words = [w for entry in entries for offer in entry.offers for w in offer.split(", ")]
    offered = {Skill.key_of(word): word for word in reversed(words)}  # as it was written first
    asked = {Skill.key_of(word) for entry in entries for word in entry.asks}
    names, wanted = list(offered.values()), [*offered, *(asked - offered.keys())]
    for start in range(0, len(names), BATCH):
        skills.named(session, names[start : start + BATCH])
    found: dict[str, Skill] = {}
    for start in range(0, len(wanted), BATCH):
        query = select(Skill).where(Skill.key.in_(wanted[start : start + BATCH]))
        found |= {skill.key: skill for skill in session.scalars(query)}
    return {
        key: skill if skill.means_id is None else skills.named(session, [skill.name])[0]
        for key, skill in found.items()
    }
