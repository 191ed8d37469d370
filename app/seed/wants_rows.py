"""What people offer, ask, speak, like and link to, as rows."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.seed import skills
from app.seed.members import SeedMember
from app.seed.people_rows import Row, added, joined_at
from models import Ask, AskKind, Interest, Link, Offer, Skill, SpokenLanguage
from models.ask import ASK_LASTS_DAYS, ask_skill
from models.offer import offer_skill

_ASKS_EXPIRE_IN = (4, ASK_LASTS_DAYS + 1)


def add_wants(
    session: Session,
    people: Sequence[SeedMember],
    ids: Sequence[int],
    rng: np.random.Generator,
    *,
    today: date,
) -> None:
    """Add what everybody offers, asks, speaks, likes and links to."""
    of_tag = _add_skills(session, people)
    numbered = list(zip(ids, people, strict=True))
    offers = [(one, who, offer) for one, who in numbered for offer in who.offers]
    rows = [_want(one, who, offer.words) for one, who, offer in offers]
    offer_ids = added(session, Offer, rows)
    tagged = zip(offer_ids, (offer.skills for *_, offer in offers), strict=True)
    _tag(session, "offer", tagged=list(tagged), of_tag=of_tag)
    asks = [(one, who, ask) for one, who in numbered for ask in who.asks]
    days = rng.integers(*_ASKS_EXPIRE_IN, size=len(asks)).tolist()
    rows = [
        _want(one, who, ask.words)
        | {"kind": AskKind(ask.kind), "expires_on": today + timedelta(days=left)}
        for (one, who, ask), left in zip(asks, days, strict=True)
    ]
    ask_ids = added(session, Ask, rows)
    tagged = zip(ask_ids, (ask.skills for *_, ask in asks), strict=True)
    _tag(session, "ask", tagged=list(tagged), of_tag=of_tag)
    _add_lines(session, numbered)


def _want(member_id: int, person: SeedMember, words: str) -> Row:
    return {"member_id": member_id, "words": words, "created_at": joined_at(person)}


def _add_skills(session: Session, people: Sequence[SeedMember]) -> dict[str, int]:
    """Add every tag and every alias; give the ids of the tags by name."""
    means = skills.aliases()
    names = sorted({*skills.tags(people), *means.values()})
    tags = [{"name": name, "key": Skill.key_of(name)} for name in names]
    ids = dict(zip(names, added(session, Skill, tags), strict=True))
    aliases = [
        {"name": alias, "key": Skill.key_of(alias), "means_id": ids[name]}
        for alias, name in means.items()
    ]
    session.execute(insert(Skill), aliases)
    return ids


_TAGGED = {"offer": offer_skill, "ask": ask_skill}


def _tag(
    session: Session,
    what: str,
    *,
    tagged: list[tuple[int, tuple[str, ...]]],
    of_tag: Mapping[str, int],
) -> None:
    rows = [{f"{what}_id": one, "skill_id": of_tag[tag]} for one, tags in tagged for tag in tags]
    session.execute(insert(_TAGGED[what]), rows)


def _add_lines(session: Session, numbered: list[tuple[int, SeedMember]]) -> None:
    """Add languages, links and interests."""
    session.execute(
        insert(SpokenLanguage),
        [
            {"member_id": one, "code": code, "position": place}
            for one, who in numbered
            for place, code in enumerate(who.languages)
        ],
    )
    session.execute(
        insert(Link),
        [
            {"member_id": one, "position": place, "label": "Website", "url": url}
            for one, who in numbered
            for place, url in enumerate(who.links)
        ],
    )
    session.execute(
        insert(Interest),
        [{"member_id": one, "name": name} for one, who in numbered for name in who.interests],
    )
