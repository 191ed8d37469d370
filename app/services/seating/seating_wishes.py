"""What a host asks of the plan: two people apart or together, somebody who keeps a table."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.services import once
from app.services.errors import NotFound, Refused
from app.services.seating import rsvps, seating_guests
from models import Attendee, Mixer, SeatingWish, TableHost, WishKind

MOST_TABLES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Two people, by name, and whether they sit apart or together."""

    first_id: int
    second_id: int
    names: tuple[str, str]
    kind: WishKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Somebody who stays at a table."""

    attendee_id: int
    name: str
    table: int


def wishes(session: Session, mixer: Mixer, *, now: datetime) -> list[Wish]:
    """Give what the host wishes about two people, in the order of their names."""
    names = seating_guests.labels(session, mixer, now=now)
    rows = session.scalars(select(SeatingWish).where(SeatingWish.first_id.in_(names)))
    found = [
        Wish(
            first_id=row.first_id,
            second_id=row.second_id,
            names=(names[row.first_id], names[row.second_id]),
            kind=row.kind,
        )
        for row in rows
    ]
    return sorted(found, key=lambda wish: (wish.names, wish.first_id))


def keepers(session: Session, mixer: Mixer, *, now: datetime) -> list[Keeper]:
    """Give who stays at a table, by the number of the table."""
    names = seating_guests.labels(session, mixer, now=now)
    rows = session.scalars(
        select(TableHost)
        .where(TableHost.attendee_id.in_(names))
        .order_by(TableHost.table_number, TableHost.attendee_id)
    )
    return [
        Keeper(attendee_id=row.attendee_id, name=names[row.attendee_id], table=row.table_number)
        for row in rows
    ]


def wish(session: Session, mixer: Mixer, one: int, other: int, *, kind: WishKind) -> None:
    """Wish two people apart or together; the last word on a pair holds."""
    rsvps.take_turns(session, mixer)
    _require_attendees(session, mixer, one, other)
    if one == other:
        msg = "Choose two different people."
        raise Refused(msg)
    first_id, second_id = sorted((one, other))
    take_back(session, mixer, first_id, second_id)
    session.add(SeatingWish(first_id=first_id, second_id=second_id, kind=kind))
    session.flush()


def take_back(session: Session, mixer: Mixer, first_id: int, second_id: int) -> None:
    """Take a wish back."""
    _require_attendees(session, mixer, first_id, second_id)
    session.execute(
        delete(SeatingWish).where(
            SeatingWish.first_id == first_id, SeatingWish.second_id == second_id
        )
    )


def keep_table(session: Session, mixer: Mixer, attendee_id: int, *, table: int) -> None:
    """Let somebody stay at one table all evening."""
    _require_attendees(session, mixer, attendee_id)
    if not 1 <= table <= MOST_TABLES:
        msg = f"Tables are numbered from 1 to {MOST_TABLES}."
        raise Refused(msg)
    let_go(session, mixer, attendee_id)
    once.add(session, TableHost, attendee_id=attendee_id, table_number=table)


def let_go(session: Session, mixer: Mixer, attendee_id: int) -> None:
    """Let somebody move like everybody else."""
    _require_attendees(session, mixer, attendee_id)
    session.execute(delete(TableHost).where(TableHost.attendee_id == attendee_id))


def _require_attendees(session: Session, mixer: Mixer, *ids: int) -> None:
    found = session.scalars(
        select(Attendee.id).where(Attendee.mixer_id == mixer.id, Attendee.id.in_(ids))
    )
    if set(found) != set(ids):
        raise NotFound
