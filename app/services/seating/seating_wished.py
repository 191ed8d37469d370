"""What a host asks of particular people, as a plan reads it; see `seating_wishes` for its words."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Attendee, SeatingWish, TableHost, WishKind


def hosts(session: Session, mixer_id: int) -> dict[int, int]:
    """Give the table at which somebody stays all evening."""
    rows = session.execute(
        select(TableHost.attendee_id, TableHost.table_number)
        .join(Attendee, Attendee.id == TableHost.attendee_id)
        .where(Attendee.mixer_id == mixer_id)
    )
    return {row.attendee_id: row.table_number for row in rows}


def wishes(session: Session, mixer_id: int, ids: set[int]) -> dict[tuple[int, int], WishKind]:
    """Give who among these should sit apart, and who together."""
    rows = session.execute(
        select(SeatingWish.first_id, SeatingWish.second_id, SeatingWish.kind)
        .join(Attendee, Attendee.id == SeatingWish.first_id)
        .where(Attendee.mixer_id == mixer_id)
        .order_by(SeatingWish.first_id, SeatingWish.second_id)
    )
    return {
        (row.first_id, row.second_id): row.kind
        for row in rows
        if {row.first_id, row.second_id} <= ids
    }
