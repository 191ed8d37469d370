"""What came of an evening: new pairs, across industries, asks that met an offer, still in touch.

Whoever only greeted a table has met nobody there: the ledger says who has (`round_encounters`).
Guests who are there by name stand in no ledger, so for them it is enough to have sat together.

Only sums are told, and none of fewer than five, so that nobody can be found in them.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.services import departures
from app.services.evenings import pauses, sittings
from app.services.retention import FEWEST_PEOPLE
from app.services.seating import matchmaking_attendees, seating_guests
from models import (
    Attendee,
    Encounter,
    Introduction,
    Mixer,
    Reply,
    Round,
    RoundState,
    Seat,
    Space,
    Via,
)

IN_TOUCH_WITHIN = timedelta(days=30)
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An evening in figures; None where there is too little to tell."""

    people: int | None
    new_pairs: int | None
    """Members who met at a table and had not met before, as far as both remember."""
    across: float | None
    """The share that come from two industries, of the new pairs who both belong to the space."""
    asks_met: int | None
    in_touch: int | None
    """How many of the new pairs met again within 30 days, as far as either has noted."""
    is_of_today: bool
    """Whether nobody can have met again yet, since it was today."""
    is_final: bool
    """Whether 30 days have passed."""
    has_leavers: bool
    """Whether somebody has left the space since, whose asks, offers and industry are not read."""
    looks_again_on: date


def effect(session: Session, mixer: Mixer, space: Space, *, now: datetime) -> Effect:
    """Give what came of an evening, as far as it is known now."""
    day = space.today(mixer.starts_at)
    seated = _seated(session, mixer)
    by_round = sittings.pairs(session, mixer)
    sat = {pair for number in seated for pair in by_round.get(number, ())}
    tables = [table for tables in seated.values() for table in tables.values()]
    # Whoever sat at two tables in one round has a seat at the second alone.
    tables += map(list, sorted(sat - _pairs(tables)))
    guests = _guests(session, mixer, now)
    members = {guest.id: guest.member_id for guest in guests if guest.member_id is not None}
    industries = {guest.member_id: guest.industry for guest in guests if not guest.has_left}
    shared = _pairs([[members[one] for one in pair if one in members] for pair in sat])
    met = shared & _shared(session, shared, day, day, Encounter.via == Via.MIXER)
    new = met - _met(session, met, until=day - timedelta(days=1))
    known = [pair for pair in new if industries.keys() >= {*pair}]
    across = [pair for pair in known if _is_across(pair, industries)]
    until = min(space.today(now), day + IN_TOUCH_WITHIN)
    people = len({one for table in tables for one in table})
    is_told = people >= FEWEST_PEOPLE
    talked = _talked(sat, members, met)
    asked = (
        matchmaking_attendees.asks_met(session, guests, tables, talked, today=day) if is_told else 0
    )
    return Effect(
        people=_enough(people),
        new_pairs=_enough(len(new)),
        across=len(across) / len(known) if len(known) >= FEWEST_PEOPLE else None,
        asks_met=_enough(asked),
        in_touch=_in_touch(session, new, since=day, until=until),
        is_of_today=space.today(now) <= day,
        is_final=space.today(now) >= day + IN_TOUCH_WITHIN,
        has_leavers=any(guest.has_left for guest in guests),
        looks_again_on=day + IN_TOUCH_WITHIN,
    )


def _enough(count: int) -> int | None:
    return count if count >= FEWEST_PEOPLE else None


def _seated(session: Session, mixer: Mixer) -> dict[int, dict[int, list[int]]]:
    """Give who has a seat at each table of the rounds in which one could meet, by their numbers."""
    rows = session.execute(
        select(
            *(Round.number, Round.started_at, Round.ends_at, Round.pauses),
            *(Seat.table_number, Seat.attendee_id),
        )
        .join(Seat, Seat.round_id == Round.id)
        .join(Attendee, Attendee.id == Seat.attendee_id)
        .where(
            Round.mixer_id == mixer.id,
            Round.state == RoundState.DONE,
            Attendee.arrived_at.is_not(None),
        )
        .order_by(Round.number, Seat.table_number, Seat.attendee_id)
    )
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if pauses.played(row.started_at, row.ends_at, row.pauses) >= mixer.shortest_meeting:
            found[row.number][row.table_number].append(row.attendee_id)
    return found


def _guests(session: Session, mixer: Mixer, now: datetime) -> list[seating_guests.Guest]:
    query = seating_guests.attendees(departures.has_left_since(mixer, now=now)).where(
        Attendee.mixer_id == mixer.id, Attendee.arrived_at.is_not(None)
    )
    return [seating_guests.guest(row) for row in session.execute(query)]


def _pairs(tables: list[list[int]]) -> set[Pair]:
    return {pair for table in tables for pair in combinations(sorted(table), 2)}


def _talked(sat: set[Pair], members: dict[int, int], met: set[Pair]) -> set[Pair]:
    """Give the attendees who had time to talk: those who met, and whoever sat with a guest."""
    found = set()
    for pair in sat:
        both = sorted(members[each] for each in pair if each in members)
        if len(both) < 2 or tuple(both) in met:  # noqa: PLR2004 - one of them has no ledger
            found.add(pair)
    return found


def _is_across(pair: Pair, industries: dict[int | None, str]) -> bool:
    one, other = (industries[member] for member in pair)
    return bool(one and other and one != other)


def _met(session: Session, pairs: set[Pair], *, until: date) -> set[Pair]:
    """Give the pairs that had met; what one noted by hand for their own eyes is not counted."""
    return _shared(session, pairs, date.min, until)


def _shared(
    session: Session, pairs: set[Pair], since: date, until: date, *where: ColumnElement[bool]
) -> set[Pair]:
    ids = {member for pair in pairs for member in pair}
    rows = session.execute(
        select(Encounter.first_id, Encounter.second_id).where(
            Encounter.first_id.in_(ids),
            Encounter.second_id.in_(ids),
            Encounter.noted_by_id.is_(None),
            Encounter.day.between(since, until),
            *where,
        )
    )
    return {(row.first_id, row.second_id) for row in rows}


def _in_touch(session: Session, pairs: set[Pair], *, since: date, until: date) -> int | None:
    """Count the pairs that met again: at tables, through an introduction, or as one noted by hand.

    People who have met are introduced no more, so what they note themselves says most of it.
    It is for their own eyes: it counts only where it comes from enough of them.
    """
    after = since + timedelta(days=1)
    again = _shared(session, pairs, after, until) | _agreed(session, pairs, after, until)
    noted = _noted(session, pairs, after, until)
    if len(set(noted.values())) >= FEWEST_PEOPLE:
        again |= noted.keys()
    return _enough(len(pairs & again))


def _agreed(session: Session, pairs: set[Pair], since: date, until: date) -> set[Pair]:
    ids = {member for pair in pairs for member in pair}
    rows = session.execute(
        select(Introduction.first_id, Introduction.second_id).where(
            Introduction.first_id.in_(ids),
            Introduction.second_id.in_(ids),
            Introduction.day.between(since, until),
            or_(
                Introduction.agreed_at.is_not(None),
                and_(Introduction.first_reply == Reply.YES, Introduction.second_reply == Reply.YES),
            ),
        )
    )
    return {(row.first_id, row.second_id) for row in rows}


def _noted(session: Session, pairs: set[Pair], since: date, until: date) -> dict[Pair, int]:
    """Give the pairs of which one noted by hand that they met, and who did."""
    ids = {member for pair in pairs for member in pair}
    rows = session.execute(
        select(Encounter.first_id, Encounter.second_id, Encounter.noted_by_id).where(
            Encounter.first_id.in_(ids),
            Encounter.second_id.in_(ids),
            Encounter.noted_by_id.is_not(None),
            Encounter.day.between(since, until),
        )
    )
    found = {(row.first_id, row.second_id): row.noted_by_id for row in rows}
    return {pair: by for pair, by in found.items() if pair in pairs}
