"""Who met in a round: everybody at a table who stayed for at least half of it."""

from collections import defaultdict
from datetime import datetime
from itertools import combinations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.services import encounters
from models import Attendee, Seat, Space, Via


def write(
    session: Session, round_id: int, space: Space, *, began: datetime, until: datetime
) -> None:
    """Write the meetings of a round into the ledger; a second time changes nothing.

    Guests who are there by name alone have no list of people met, and are in nobody's.
    """
    half = began + (until - began) / 2
    rows = session.execute(
        select(Seat.table_number, Attendee.member_id)
        .join(Attendee, Attendee.id == Seat.attendee_id)
        .where(
            Seat.round_id == round_id,
            # Whoever was noted as there by mistake met nobody.
            Attendee.arrived_at.is_not(None),
            or_(Attendee.left_at.is_(None), Attendee.left_at >= half),
        )
        .order_by(Seat.table_number, Attendee.member_id)
    )
    tables: dict[int, list[int]] = defaultdict(list)
    for table, member_id in rows:
        if member_id is not None:
            tables[table].append(member_id)
    for people in tables.values():
        for one, other in combinations(people, 2):
            encounters.remember(
                session,
                one,
                other,
                space_id=space.id,
                day=space.today(began),
                via=Via.MIXER,
                now=until,
            )
