"""Tags: found or made by name, followed to what they mean, suggested to who types one."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import Subquery, and_, func, or_, select, union
from sqlalchemy.orm import Session

from app.services import hosting, once, texts
from app.services.errors import Refused
from models import Ask, Member, Membership, Offer, Skill
from models.ask import ask_skill
from models.offer import offer_skill

LONGEST = 60
AT_MOST = 8
"""Tags of one offer or ask; who is tagged with everything is found for nothing."""
SUGGESTED_FROM = 3
"""A tag that fewer people carry is not suggested: it could tell of one of them."""
SUGGESTIONS = 150


def named(session: Session, names: Iterable[str]) -> list[Skill]:
    """Find or make the tags of these names, each once and in that order.

    An alias stands for what it means. Two people may make the same tag at the
    same moment: the unique key lets one of them make it, and both get that row.
    """
    wanted = {Skill.key_of(name): name for name in map(_checked, names) if name}
    if not wanted:
        return []
    known = _by_key(session, wanted)
    # In one order for everybody, so that no two wait for each other's tags.
    for key in sorted(wanted.keys() - known.keys()):
        made = once.add(session, Skill, key=key, name=wanted[key])
        known[key] = made or _by_key(session, [key])[key]
    meant = [_meant(session, known[key]) for key in wanted]
    return list({skill.id: skill for skill in meant}.values())


def typed(text: str) -> list[str]:
    """Read tags as they were typed, with commas between."""
    parts = texts.listed(text, most=AT_MOST, longest=LONGEST)
    return [name for name in map(_checked, parts) if name]


def suggestions(session: Session, *, spaces: Collection[int], today: date) -> list[str]:
    """Name the tags that several people in these spaces carry, the most common first."""
    carried = carried_in(spaces, today=today)
    people = func.count()
    common = (
        select(Skill.name)
        .join(carried, carried.c.skill_id == Skill.id)
        .where(Skill.means_id.is_(None))
        .group_by(Skill.id, Skill.name)
        .having(people >= SUGGESTED_FROM)
        .order_by(people.desc(), Skill.name)
        .limit(SUGGESTIONS)
    )
    return list(session.scalars(common))


def carried_in(spaces: Collection[int], *, today: date) -> Subquery:
    """Give who in these spaces carries which tag, in an offer or an ask, each once.

    Whoever has left is not among them, nor whoever was put on a list and has not accepted: or a
    host could read the tags of anybody with an account by adding the address.
    """
    offered = select(Offer.member_id, offer_skill.c.skill_id).join_from(Offer, offer_skill)
    asked = select(Ask.member_id, ask_skill.c.skill_id).join_from(Ask, ask_skill)
    is_here = and_(
        Membership.space_id.in_(spaces),
        or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
        Member.id == Membership.member_id,
        hosting.is_shown(today),
    )
    # Before they are put together: afterwards all tags of all spaces would be.
    return union(
        offered.join(Membership, Membership.member_id == Offer.member_id).where(is_here),
        asked.join(Membership, Membership.member_id == Ask.member_id).where(is_here),
    ).subquery()


def _checked(name: str) -> str:
    line = texts.one_line(name)
    # Folding can lengthen a word, and it is the folded one that has to be unique.
    if max(len(line), len(Skill.key_of(line))) > LONGEST:
        msg = f"A tag has at most {LONGEST} characters; use one or two words for each."
        raise Refused(msg)
    return line if texts.is_readable(line) else ""


def _by_key(session: Session, keys: Iterable[str]) -> dict[str, Skill]:
    found = session.scalars(select(Skill).where(Skill.key.in_(list(keys))))
    return {skill.key: skill for skill in found}


def _meant(session: Session, skill: Skill) -> Skill:
    passed = {skill.id}
    while skill.means_id is not None and skill.means_id not in passed:
        passed.add(skill.means_id)
        skill = session.get_one(Skill, skill.means_id)
    return skill
