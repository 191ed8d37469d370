"""People at a mixer become values for the matching, and it says why two may be worth meeting."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from sqlalchemy.orm import Session

import matching
from app.services.matchmaking import matchmaking_queries as rows
from app.services.matchmaking.matchmaking_wants import wants
from app.services.seating.matchmaking_rounds import pair_of
from app.services.seating.seating_guests import Guest
from models import Ask, Offer


def attendees(
    session: Session, guests: Sequence[Guest], *, today: date
) -> Iterator[matching.Attendee]:
    """Turn people into what the matching knows of them."""
    ids = [one.member_id for one in guests if one.member_id is not None and not one.has_left]
    offers = wants(session, Offer, ids, today=today)
    asks = wants(session, Ask, ids, today=today)
    interests = rows.interests(session, ids)
    for guest in guests:
        of = guest.member_id or 0
        yield matching.Attendee(
            id=str(guest.id),
            company=guest.company,
            industry=guest.industry,
            # Whoever has chosen no side may sit with anybody: two of no role would be alike.
            role=guest.role.value if guest.role else f"of no side: {guest.id}",
            offers=tuple(offers.get(of, ())) or _said(guest.offers),
            asks=tuple(asks.get(of, ())) or _said(guest.asks),
            interests=tuple(interests.get(of, ())),
            bio=guest.does,
        )


def _said(words: str) -> tuple[matching.Want, ...]:
    return (matching.Want(words=words),) if words else ()


def colleagues(guests: Iterable[Guest]) -> set[tuple[int, int]]:
    """Give the pairs who work for one company, however they write it."""
    companies: dict[str, list[int]] = {}
    for guest in guests:
        if name := matching.company_name(guest.company):
            companies.setdefault(name, []).append(guest.id)
    return {pair for ids in companies.values() for pair in combinations(sorted(ids), 2)}


def days_since_met(
    session: Session, members: Mapping[int, int], *, today: date
) -> dict[matching.Pair, int]:
    """Say of those who have met how many days ago that was; `members` gives their attendees."""
    return {
        pair_of((members[row.first_id], members[row.second_id])): max(0, (today - row.day).days)
        for row in rows.encounters_among(session, members)
    }


def reasons(
    session: Session, guests: Sequence[Guest], me: int, *, today: date
) -> dict[int, list[dict[str, Any]]]:
    """Tell why each of those at a table may be worth meeting for one of them, as it is stored.

    Beside the strongest reason stands what the two can begin to talk about, which is
    marked; see `introduction_reasons`.
    """
    evening = matching.Evening(
        attendees=tuple(attendees(session, guests, today=today)),
        rounds=1,
        table_size=max(2, len(guests)),
    )
    told: dict[int, list[dict[str, Any]]] = {}
    for found in matching.table_reasons(evening, evening.ids):
        pair = {int(found.first), int(found.second)}
        if me in pair:
            (other,) = pair - {me}
            told[other] = _stored(found)
    return told


def _stored(found: matching.TableReason) -> list[dict[str, Any]]:
    both = dict.fromkeys(one for one in (found.reason, found.starter) if one is not None)
    return [
        reason._asdict()
        | {
            "kind": reason.kind.value,
            "who": int(reason.who) if reason.who else None,
            "other": int(reason.other) if reason.other else None,
            "people": [],
            "is_starter": reason == found.starter,
        }
        for reason in both
    ]


def asks_met(
    session: Session,
    guests: Sequence[Guest],
    seated: Iterable[Sequence[int]],
    talked: Collection[tuple[int, int]],
    *,
    today: date,
) -> int:
    """Count the asks to which somebody at a shared table had a fitting offer, if they talked."""
    people = {one.id: one for one in attendees(session, guests, today=today)}
    found: set[tuple[str, str]] = set()
    for table in seated:
        ids = [str(one) for one in table if str(one) in people]
        evening = matching.Evening(
            attendees=tuple(people[one] for one in ids), rounds=1, table_size=max(2, len(ids))
        )
        found |= {
            (told.reason.who, told.reason.ask)
            for told in matching.table_reasons(evening, ids)
            if told.reason is not None
            and told.reason.kind is matching.ReasonKind.ASK_MEETS_OFFER
            and tuple(sorted(map(int, (told.first, told.second)))) in talked
        }
    return len(found)
