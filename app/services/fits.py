"""Who of those in can help the viewer, and whom the viewer can help, by the tags of both.

All of it stands on profiles that the viewer may read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Select, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from app.services.cards import MEANT, TAG_KEY, Card, folded
from app.services.whos_in import Person
from models import Ask, Offer, Skill
from models.ask import ask_skill
from models.offer import offer_skill

MOST_TAGS = 3


class Wants(NamedTuple):
    """The keys of the tags of what a member looks for today, and of what they offer."""

    sought: frozenset[str]
    offered: frozenset[str]


class Fit(NamedTuple):
    """What somebody can help the viewer with, and the viewer them; names of tags."""

    helps: tuple[str, ...]
    seeks: tuple[str, ...]


class Help(NamedTuple):
    """A tag that the viewer looks for, and how many of those in offer it."""

    key: str
    name: str
    people: int


def wants_of(session: Session, member_id: int, *, today: date) -> Wants:
    """Give what a member looks for and offers, in one query."""
    rows = session.execute(_wants(), {"member_id": member_id, "today": today}).all()
    sought = frozenset(row.key for row in rows if row.is_sought)
    return Wants(sought, frozenset(row.key for row in rows if not row.is_sought))


def best_first(people: Iterable[Person], wants: Wants) -> list[tuple[Person, Fit]]:
    """Put those first with whom there is most to gain, the open ones before the others.

    Otherwise they stay in their order.
    """
    fitted = [(person, _fit(person.card, wants)) for person in people]
    return sorted(fitted, key=lambda one: (one[0].stay.heads_down_until is not None, _rank(one[1])))


def help_with(wants: Wants, people: Iterable[Person]) -> list[Help]:
    """Give which of the tags sought these people offer, what most of them offer first."""
    offered = Counter(
        (key, person.card.tags[key])
        for person in people
        for key in wants.sought.intersection(person.card.tags)
    )
    helps = [Help(key, name, count) for (key, name), count in offered.items()]
    return sorted(helps, key=lambda help_: (-help_.people, folded(help_.name)))


def _fit(card: Card, wants: Wants) -> Fit:
    return Fit(_named(card.tags, wants.sought), _named(card.sought, wants.offered))


def _named(tags: Mapping[str, str], wanted: frozenset[str]) -> tuple[str, ...]:
    # Most cards share nothing with the viewer, and a page goes through hundreds.
    if wanted.isdisjoint(tags):
        return ()
    return tuple(name for key, name in tags.items() if key in wanted)[:MOST_TAGS]


def _rank(fit: Fit) -> int:
    """Count what is missing; that they can help the viewer counts double."""
    return 2 * (not fit.helps) + (not fit.seeks)


@cache
def _wants() -> Select[*tuple[Any, ...]]:
    """Make the statement once: every page runs it, and making it takes longer."""
    member_id = bindparam("member_id", type_=Integer())
    sought = (
        select(literal(1).label("is_sought"), TAG_KEY)
        .select_from(Ask)
        .join(ask_skill, ask_skill.c.ask_id == Ask.id)
        .join(Skill, Skill.id == ask_skill.c.skill_id)
        .outerjoin(MEANT, MEANT.id == Skill.means_id)
        .where(Ask.member_id == member_id, Ask.expires_on >= bindparam("today", type_=Date()))
    )
    offered = (
        select(literal(0).label("is_sought"), TAG_KEY)
        .select_from(Offer)
        .join(offer_skill, offer_skill.c.offer_id == Offer.id)
        .join(Skill, Skill.id == offer_skill.c.skill_id)
        .outerjoin(MEANT, MEANT.id == Skill.means_id)
        .where(Offer.member_id == member_id)
    )
    both = union_all(sought, offered).subquery()
    return select(both.c.is_sought, both.c.key)
