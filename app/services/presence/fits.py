"""Who of those in can help the viewer, and whom the viewer can help: by tags, and by words.

All of it stands on profiles that the viewer may read, and what words mean to each other is what
the matching says of them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Integer, Select, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from app.services.matchmaking import matchmaking_fits
from app.services.matchmaking.matchmaking_fits import Fitting, Said, Side
from app.services.presence.cards import MEANT, TAG_KEY, TAG_NAME, Card, folded
from app.services.presence.whos_in import Person
from models import Ask, Offer, Skill
from models.ask import ask_skill
from models.offer import offer_skill

MOST_TAGS = 3
LONGEST_KEY = 100


class Wants(NamedTuple):
    """What a member looks for today, and what they offer."""

    asks: dict[Said, frozenset[str]]
    """With the keys under which each is looked for: of its tags, or of its words."""
    names: dict[str, str]
    """What all these keys stand for."""
    sought: frozenset[str]
    """The keys."""
    offers: list[Said]
    offered: frozenset[str]
    """The keys of the tags of the offers."""


class Fit(NamedTuple):
    """What somebody can help the viewer with, and the viewer them."""

    helps: tuple[str, ...]
    seeks: tuple[str, ...]
    """Names of tags."""
    offer: str
    ask: str
    """Their words, where they say the same without a tag in common."""


class Fitted(NamedTuple):
    """Somebody who is in, and what they and the viewer have for each other."""

    person: Person
    fit: Fit
    answers: frozenset[str]
    """The keys of what the viewer looks for and this person can help with."""


class Help(NamedTuple):
    """Something that the viewer looks for, and how many of those in can help with it."""

    key: str
    name: str
    people: int


NOTHING = Fit((), (), "", ""), frozenset[str]()


def wants_of(session: Session, member_id: int, *, today: date) -> Wants:
    """Give what a member looks for and offers, in one query."""
    tags: dict[bool, dict[str, dict[str, str]]] = {True: {}, False: {}}
    for row in session.execute(_wants(), {"member_id": member_id, "today": today}):
        named = tags[bool(row.is_sought)].setdefault(row.words, {})
        if row.key is not None:
            named[row.key] = row.tag
    keys = {words: named or {_key(words): words} for words, named in tags[True].items()}
    names = {key: name for named in keys.values() for key, name in named.items()}
    return Wants(
        asks={_said(words, named): frozenset(keys[words]) for words, named in tags[True].items()},
        names=names,
        sought=frozenset(names),
        offers=[_said(words, named) for words, named in tags[False].items()],
        offered=frozenset(key for named in tags[False].values() for key in named),
    )


def fitted(
    session: Session, people: Iterable[Person], wants: Wants, *, by: int
) -> tuple[list[Fitted], bool]:
    """Say what each has to do with the viewer, and whether all that they write was read."""
    everybody = list(people)
    offers = {person.stay.member_id: person.card.offered for person in everybody}
    asks = {person.stay.member_id: person.card.asked for person in everybody}
    mine = matchmaking_fits.fitting(session, Side([*wants.asks], offers, are_asks=True), by=by)
    theirs = matchmaking_fits.fitting(session, Side(wants.offers, asks, are_asks=False), by=by)
    meant = _Meant(_answering(mine, wants), set().union(*theirs.to.values()))
    told = [Fitted(person, *_fit(person.card, wants, meant)) for person in everybody]
    return told, mine.is_whole and theirs.is_whole


def _answering(found: Fitting, wants: Wants) -> dict[Said, frozenset[str]]:
    """Give the offers that meet an ask by their words, with the keys of what they meet.

    Where they have a tag in common, that says it. Of an ask with several tags none is met more
    than the others, and so it is found by none.
    """
    answering: defaultdict[Said, frozenset[str]] = defaultdict(frozenset)
    for ask, offers in found.to.items():
        keys = wants.asks[ask] if len(wants.asks[ask]) == 1 else frozenset[str]()
        for offer in offers:
            if not set(ask[1]).intersection(offer[1]):
                answering[offer] |= keys
    return dict(answering)


def best_first(people: Iterable[Fitted]) -> list[Fitted]:
    """Put those first with whom there is most to gain, the open ones before the others.

    Otherwise they stay in their order.
    """
    return sorted(
        people, key=lambda one: (one.person.stay.heads_down_until is not None, _rank(one))
    )


def help_with(wants: Wants, people: Iterable[Fitted]) -> list[Help]:
    """Give with what of all that is sought these people can help, with what most of them first."""
    counted = Counter(key for one in people for key in one.answers)
    helps = [Help(key, wants.names[key], count) for key, count in counted.items()]
    return sorted(helps, key=lambda help_: (-help_.people, folded(help_.name)))


class _Meant(NamedTuple):
    """What of others means what the viewer says: offers, with the keys that they meet, and asks."""

    offers: dict[Said, frozenset[str]]
    asks: set[Said]


def _fit(card: Card, wants: Wants, meant: _Meant) -> tuple[Fit, frozenset[str]]:
    """Say what somebody and the viewer have for each other."""
    # Most cards share nothing with the viewer, and a page goes through hundreds.
    if (
        wants.sought.isdisjoint(card.tags)
        and wants.offered.isdisjoint(card.sought)
        and (not meant.offers or meant.offers.keys().isdisjoint(card.offered))
        and (not meant.asks or meant.asks.isdisjoint(card.asked))
    ):
        return NOTHING
    helps, seeks = _named(card.tags, wants.sought), _named(card.sought, wants.offered)
    offers = [one for one in card.offered if one in meant.offers]
    asks = [one for one in card.asked if one in meant.asks]
    fit = Fit(
        helps,
        seeks,
        offers[0][0] if offers and not helps else "",
        asks[0][0] if asks and not seeks else "",
    )
    answers = wants.sought.intersection(card.tags)
    return fit, answers.union(*(meant.offers[offer] for offer in offers))


def _named(tags: Mapping[str, str], wanted: Collection[str]) -> tuple[str, ...]:
    return tuple(name for key, name in tags.items() if key in wanted)[:MOST_TAGS]


def _rank(one: Fitted) -> int:
    """Count what is missing; that they can help the viewer counts double."""
    return 2 * (not (one.fit.helps or one.fit.offer)) + (not (one.fit.seeks or one.fit.ask))


def _said(words: str, tags: Mapping[str, str]) -> Said:
    return words, tuple(tags.values())


def _key(words: str) -> str:
    return words.casefold()[:LONGEST_KEY].strip()


@cache
def _wants() -> Select[*tuple[Any, ...]]:
    """Make the statement once: every page runs it, and making it takes longer."""
    member_id = bindparam("member_id", type_=Integer())
    sought = (
        select(literal(1).label("is_sought"), Ask.id, Ask.words, TAG_KEY, TAG_NAME)
        .select_from(Ask)
        .outerjoin(ask_skill, ask_skill.c.ask_id == Ask.id)
        .outerjoin(Skill, Skill.id == ask_skill.c.skill_id)
        .outerjoin(MEANT, MEANT.id == Skill.means_id)
        .where(Ask.member_id == member_id, Ask.expires_on >= bindparam("today", type_=Date()))
    )
    offered = (
        select(literal(0).label("is_sought"), Offer.id, Offer.words, TAG_KEY, TAG_NAME)
        .select_from(Offer)
        .outerjoin(offer_skill, offer_skill.c.offer_id == Offer.id)
        .outerjoin(Skill, Skill.id == offer_skill.c.skill_id)
        .outerjoin(MEANT, MEANT.id == Skill.means_id)
        .where(Offer.member_id == member_id)
    )
    both = union_all(sought, offered).subquery()
    return select(both).order_by(both.c.is_sought, both.c.id, both.c.tag)
