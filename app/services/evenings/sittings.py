"""Who sat where in the rounds that have begun, and from when until when.

Whoever leaves in the middle of a round and comes back in it sits there twice: what came before
is an earlier seat, also where the chair was given away meanwhile. Whoever took it has not sat
with them. All are alike in this: members, and guests who are there by name alone.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select, union_all
from sqlalchemy.orm import Session

from models import Attendee, EarlierSeat, Mixer, Round, RoundState, Seat

Pair = tuple[int, int]


def sittings(which: ColumnElement[bool]) -> Subquery:
    """Select every stay at a table, of such rounds or attendees.

    One that lasted to the end of the round has no end of its own.
    """
    seats = select(
        *(Seat.round_id, Seat.attendee_id, Seat.table_number),
        func.coalesce(Seat.taken_at, Round.started_at).label("since"),
        case((_is_before_the_end(), Attendee.left_at)).label("until"),
    )
    earlier = select(
        *(EarlierSeat.round_id, EarlierSeat.attendee_id, EarlierSeat.table_number),
        *(EarlierSeat.since, EarlierSeat.until),
    )
    return union_all(_begun(seats, Seat, which), _begun(earlier, EarlierSeat, which)).subquery()


def _is_before_the_end() -> ColumnElement[bool]:
    """Say that somebody left before the end, which comes later by as long as a round pauses."""
    return or_(Attendee.left_at < Round.ends_at, Round.paused_at.is_not(None))


def _begun(
    stays: Select[*tuple[Any, ...]], seat: type[Seat | EarlierSeat], which: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    return (
        stays.join(Round, Round.id == seat.round_id)
        .join(Attendee, Attendee.id == seat.attendee_id)
        .where(
            which,
            Round.state != RoundState.PLANNED,
            # Whoever was noted as there by mistake has a seat still, and never sat on it.
            Attendee.arrived_at.is_not(None),
        )
    )


def shared(one: Subquery, other: Subquery) -> ColumnElement[bool]:
    """Say of two stays that they were at one table at one time, in one round."""
    return and_(
        one.c.round_id == other.c.round_id,
        one.c.table_number == other.c.table_number,
        one.c.attendee_id != other.c.attendee_id,
        _began_before_the_end(one, other),
        _began_before_the_end(other, one),
    )


def _began_before_the_end(one: Subquery, other: Subquery) -> ColumnElement[bool]:
    return or_(other.c.until.is_(None), one.c.since < other.c.until)


def pairs(session: Session, mixer: Mixer) -> dict[int, set[Pair]]:
    """Give the pairs of attendees who shared a table, by the number of the round."""
    of_mixer = Round.mixer_id == mixer.id
    one, other = sittings(of_mixer), sittings(of_mixer)
    rows = session.execute(
        select(Round.number, one.c.attendee_id, other.c.attendee_id.label("other_id"))
        .join(one, one.c.round_id == Round.id)
        .join(other, and_(shared(one, other), one.c.attendee_id < other.c.attendee_id))
    )
    found: dict[int, set[Pair]] = {}
    for row in rows:
        found.setdefault(row.number, set()).add((row.attendee_id, row.other_id))
    return found
