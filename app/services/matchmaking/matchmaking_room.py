"""Who is in the room and what lies between them, as matching takes it.

What is not turned into a `matching.Person` here cannot be used there: no photo,
no address, nothing of anybody who is away, unlisted, heads-down or unwilling.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

import matching
from app.services.matchmaking import left_out
from app.services.matchmaking import matchmaking_meanings as meanings
from app.services.matchmaking import matchmaking_queries as rows
from app.services.matchmaking.matchmaking_queries import Line, Pair
from app.services.matchmaking.matchmaking_wants import wants
from models import Ask, Offer, Reply, Space
from models.industry import INDUSTRIES

NEW_FOR = timedelta(days=30)
MOST_AT_ONCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Those who may be introduced now, and what the space remembers of them."""

    people: list[matching.Person]
    history: matching.History
    shared: set[Pair]
    """Who has met whom, as far as both may read it."""
    unread: meanings.Texts
    """Words that the matching is going to read for the first time."""


def room(session: Session, space: Space, present: list[Line], *, now: datetime) -> Room:
    """Turn the rows of these people into plain values."""
    ids, today = [row.id for row in present], space.today(now)
    met = rows.encounters_among(session, ids)
    those = people(session, present, space=space, today=today)
    return Room(
        people=those,
        unread=meanings.bring_back(session, those),
        history=_history(session, ids, met, today=today),
        shared={(row.first_id, row.second_id) for row in met if row.is_shared},
    )


def people(
    session: Session, present: list[Line], *, space: Space, today: date
) -> list[matching.Person]:
    """Turn the rows of people alone into plain values, as they are on that day."""
    ids = [row.id for row in present]
    offers = wants(session, Offer, ids, today=today)
    asks = wants(session, Ask, ids, today=today)
    interests = rows.interests(session, ids)
    used = rows.proposed_today(session, ids, today=today)
    memberships = {row.id: row.membership_id for row in present}
    waited = left_out.left_out_days(session, memberships, space=space, today=today)
    alone = _arrived_alone(present, space)
    return [
        matching.Person(
            id=str(row.id),
            industry=row.industry,
            industry_group=_group(row.industry),
            company=row.company,
            offers=tuple(offers[row.id]),
            asks=tuple(asks[row.id]),
            interests=tuple(interests.get(row.id, ())),
            bio=". ".join(words for words in (row.headline, row.working_on) if words),
            zone=row.zone or "",
            limit=min(
                max(0, space.limit_of(row.introductions_per_day) - used.get(row.id, 0)),
                MOST_AT_ONCE if row.id == alone else 1,
            ),
            had_today=used.get(row.id, 0),
            left_out_days=waited.get(row.id, 0),
            is_newcomer=row.starts_on > today - NEW_FOR,
            reach=row.reach,
        )
        for row in present
    ]


def _arrived_alone(present: list[Line], space: Space) -> int | None:
    """Give the one person who has come in since the room was last looked at, if it is just one.

    Whoever comes in alone may take all their places at once. When there are several,
    each gets one person for now, and a place stays free for whoever comes later.
    """
    since = space.introduced_at
    arrived = [row.id for row in present if since is None or row.checked_in_at > since]
    return arrived[0] if len(arrived) == 1 else None


def _group(industry: str) -> str:
    known = INDUSTRIES.get(industry)
    return known.group if known else ""


def _history(
    session: Session, ids: Collection[int], met: Iterable[Line], *, today: date
) -> matching.History:
    earlier = rows.introductions_among(session, ids)
    proposed: dict[Pair, int] = {}
    for row in earlier:
        pair = (row.first_id, row.second_id)
        ago = max(0, (today - row.day).days)
        proposed[pair] = min(ago, proposed.get(pair, ago))
    return matching.History(
        met={_named((row.first_id, row.second_id)): max(0, (today - row.day).days) for row in met},
        proposed={_named(pair): ago for pair, ago in proposed.items()},
        refused=frozenset(
            _named((row.first_id, row.second_id))
            for row in earlier
            if Reply.NEVER in (row.first_reply, row.second_reply)
        ),
        blocked=frozenset(map(_named, rows.blocks_among(session, ids))),
    )


def _named(pair: Pair) -> matching.Pair:
    return matching.pair(str(pair[0]), str(pair[1]))
