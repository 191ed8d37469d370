"""The tags of a space for its hosts: how many carry each, merged and split again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select, union, update
from sqlalchemy.orm import Session, aliased

from app.services import hosting
from app.services.errors import NotFound, Refused
from app.services.profiles import skills
from models import Ask, Membership, Offer, Profile, Skill, Space
from models.among import among
from models.ask import ask_skill
from models.offer import offer_skill


class SharedTags(Refused):
    """Tags belong to all spaces, and no host decides for a space of others."""

    message = "Other spaces share these tags, so only who is host of all of them can change them."


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, how many people of the space carry it, and what it stands for."""

    id: int
    name: str
    people: int
    """How many carry it, or one that stands for it."""
    means: str | None
    """The tag that this one is an alias of."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A tag that stands for itself, and its aliases."""

    tag: Tag
    others: tuple[Tag, ...]


def tags_of(session: Session, space: Space, *, today: date) -> list[Tag]:
    """Give the tags that people of the space carry, with all that belongs to them, by name."""
    people = {row.id: row.people for row in session.execute(_carried(space, today))}
    meant = aliased(Skill)
    rows = session.execute(
        select(Skill.id, Skill.name, meant.name.label("means"))
        .outerjoin(meant, meant.id == Skill.means_id)
        .where(or_(among(Skill.id, "carried"), among(Skill.means_id, "carried")))
        .order_by(Skill.key),
        {"carried": [*people]},
    )
    return [Tag(row.id, row.name, people.get(row.id, 0), row.means) for row in rows]


def meanings(tags: Collection[Tag], *, words: str = "") -> list[Meaning]:
    """Put aliases under what they stand for, and leave out where none has these letters."""
    by_name: dict[str, list[Tag]] = {tag.name: [tag] for tag in tags if not tag.means}
    for tag in tags:
        if tag.means:
            by_name[tag.means].append(tag)
    wanted = words.casefold()
    return [
        Meaning(tag, tuple(others))
        for tag, *others in by_name.values()
        if any(wanted in one.name.casefold() for one in (tag, *others))
    ]


def by_letter(found: Iterable[Meaning]) -> dict[str, list[Meaning]]:
    """Put tags under their first letters, in their order; all that begin with a figure together."""
    letters: dict[str, list[Meaning]] = {}
    for meaning in found:
        first = meaning.tag.name[0].upper()
        letters.setdefault("0-9" if first.isdigit() else first, []).append(meaning)
    return letters


def _carried(space: Space, today: date) -> Select[int, int]:
    """Count the different people who carry each tag, or an alias of it, in an offer or an ask."""
    each = skills.carried_in([space.id], today=today)
    meaning = func.coalesce(Skill.means_id, Skill.id)
    return (
        select(meaning.label("id"), func.count(each.c.member_id.distinct()).label("people"))
        .select_from(each)
        .join(Skill, Skill.id == each.c.skill_id)
        .group_by(meaning)
    )


def may_change(session: Session, *, by: int) -> bool:
    """Say whether a member runs every space that these tags belong to, which is all."""
    hosted = select(Membership.space_id).where(Membership.member_id == by, hosting.runs_for_good())
    return session.scalar(select(Space.id).where(Space.id.not_in(hosted)).limit(1)) is None


def merge(session: Session, space: Space, tag_id: int, *, into: int, by: int, today: date) -> None:
    """Let one tag stand for another from now on, with all that stood for it."""
    known = _to_change(session, space, by, today)
    tag, other = _found(known, tag_id), _found(known, into)
    target = other if other.means_id is None else session.get_one(Skill, other.means_id)
    if target.id == tag.id:
        message = "Choose two different tags, neither of which stands for the other."
        raise Refused(message)
    session.execute(update(Skill).where(Skill.means_id == tag.id).values(means_id=target.id))
    tag.means_id = target.id
    session.flush()
    _touch_who_carries(session, Skill.means_id == target.id)


def split(session: Session, space: Space, tag_id: int, *, by: int, today: date) -> None:
    """Let an alias stand for itself again."""
    _found(_to_change(session, space, by, today), tag_id).means_id = None
    session.flush()
    _touch_who_carries(session, Skill.id == tag_id)


def _touch_who_carries(session: Session, is_one: ColumnElement[bool]) -> None:
    """Mark the profiles with such a tag as changed, so that no kept copy of a card is shown."""
    tags = select(Skill.id).where(is_one)
    offering = select(Offer.member_id).join(offer_skill, offer_skill.c.offer_id == Offer.id)
    asking = select(Ask.member_id).join(ask_skill, ask_skill.c.ask_id == Ask.id)
    carrying = union(
        offering.where(offer_skill.c.skill_id.in_(tags)),
        asking.where(ask_skill.c.skill_id.in_(tags)),
    )
    session.execute(
        update(Profile)
        .where(Profile.member_id.in_(carrying))
        .values(version=Profile.version + 1)
        .execution_options(synchronize_session=False)
    )


def _to_change(session: Session, space: Space, by: int, today: date) -> dict[int, Skill]:
    if not may_change(session, by=by):
        raise SharedTags
    # In one order and locked, so that two hosts cannot make tags mean each other in a ring. Their
    # keys stay free: whoever saves an offer with such a tag, holding the profile that is to be
    # touched here, would wait for this, and this for them.
    ids = [tag.id for tag in tags_of(session, space, today=today)]
    rows = session.scalars(
        select(Skill).where(Skill.id.in_(ids)).order_by(Skill.id).with_for_update(key_share=True)
    )
    return {skill.id: skill for skill in rows}


def _found(known: dict[int, Skill], tag_id: int) -> Skill:
    if tag_id not in known:
        raise NotFound
    return known[tag_id]
