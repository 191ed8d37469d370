"""Who met in a round: any two who shared a table for at least half of it.

Less is a greeting. Whoever leaves early or sits down late has met only those with whom there
was time to talk; the others may still be introduced to them another day. They are among
tonight's people all the same (`glads`), and at no table with them again this evening, since
plans go by seats (`seating_room`).

In a round that a host ended at once nobody has met (`Mixer.shortest_meeting`), and those who
sat together in it may be again.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import encounters
from models import Attendee, Seat, Space, Via


class _Stay(NamedTuple):
    """How long somebody sat at a table."""

    member_id: int
    since: datetime
    until: datetime


def write(
    session: Session,
    round_id: int,
    space: Space,
    *,
    day: date,
    began: datetime,
    until: datetime,
    shortest: timedelta,
) -> None:
    """Write the meetings of a round into the ledger; a second time changes nothing.

    `day` is that of the evening, also of a round after midnight: who met then has not met again.

    Guests who are there by name alone have no list of people met, and are in nobody's.
    """
    least = max(shortest, (until - began) / 2)
    rows = session.execute(
        select(Seat.table_number, Attendee.member_id, Seat.taken_at, Attendee.left_at)
        .join(Attendee, Attendee.id == Seat.attendee_id)
        .where(
            Seat.round_id == round_id,
            # Whoever was noted as there by mistake met nobody.
            Attendee.arrived_at.is_not(None),
            Attendee.member_id.is_not(None),
        )
        .order_by(Seat.table_number, Attendee.member_id)
    )
    tables: dict[int, list[_Stay]] = defaultdict(list)
    for row in rows:
        stay = _Stay(row.member_id, row.taken_at or began, row.left_at or until)
        tables[row.table_number].append(stay)
    for people in tables.values():
        for one, other in combinations(people, 2):
            if min(one.until, other.until) - max(one.since, other.since) < least:
                continue
            encounters.remember(
                session,
                one.member_id,
                other.member_id,
                space_id=space.id,
                day=day,
                via=Via.MIXER,
                now=until,
            )
