"""Where somebody is today, as far as a stay tells."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from models import Space, Visit, Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Somebody's newest stay of the day."""

    is_listed: bool
    was_listed: bool
    """Whether any stay of the day was listed; what was shown then is not taken back by leaving."""
    is_running: bool
    heads_down_until: datetime | None
    """Only while it lasts."""
    zone: str


def stays_of_today(
    session: Session, ids: Collection[int], *, space: Space, now: datetime
) -> dict[int, Stay]:
    """Give the newest stay of each of these people that is of today, or still going on."""
    if not ids:
        return {}
    told = {"space_id": space.id, "ids": list(ids), "today": space.today(now)}
    rows = session.execute(_of_today(), told)
    newest: dict[int, Stay] = {}
    for row in rows:
        earlier = newest.get(row.member_id)
        was_listed = row.is_listed or (earlier is not None and earlier.was_listed)
        newest[row.member_id] = _stay(row, now, was_listed=was_listed)
    return newest


@cache
def _of_today() -> Select[*tuple[Any, ...]]:
    """Make the statement once: pages run it twice, and making it takes longer."""
    return (
        select(
            Visit.member_id,
            Visit.is_listed,
            Visit.checked_out_at,
            Visit.closes_at,
            Visit.heads_down_until,
            Zone.name.label("zone"),
        )
        .outerjoin(Zone, Zone.id == Visit.zone_id)
        .where(
            Visit.space_id == bindparam("space_id"),
            Visit.member_id.in_(bindparam("ids", expanding=True)),
            or_(Visit.day == bindparam("today"), Visit.checked_out_at.is_(None)),
        )
        .order_by(Visit.id)
    )


def _stay(row: Row[*tuple[Any, ...]], now: datetime, *, was_listed: bool) -> Stay:
    until = row.heads_down_until
    return Stay(
        is_listed=row.is_listed,
        was_listed=was_listed,
        is_running=row.checked_out_at is None and row.closes_at > now,
        heads_down_until=until if until is not None and until > now else None,
        zone=row.zone or "",
    )
