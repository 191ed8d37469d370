"""Who met in a round: any two who shared a table for at least half of it.

Less is a greeting. Whoever leaves early or sits down late has met only those with whom there
was time to talk; the others may still be introduced to them another day. They are among
tonight's people all the same (`glads`), and at no table with them again this evening, since
plans go by seats (`seating_room`).

While a round pauses, people have a break: that is no time at a table (`pauses`).

In a round that a host ended at once nobody has met (`Mixer.shortest_meeting`), and those who
sat together in it may be again.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.acquaintance import encounters
from app.services.evenings import attendees, pauses
from app.services.evenings.pauses import Pause
from models import Attendee, Mixer, Seat, Space, Via


class Played(NamedTuple):
    """A round, from its beginning to its end."""

    id: int
    began: datetime
    until: datetime
    pauses: Sequence[Pause]

    def went(self, since: datetime, until: datetime) -> timedelta:
        """Give for how long its clock went between two moments."""
        return pauses.played(since, until, self.pauses)


class _Stay(NamedTuple):
    """How long somebody sat at a table."""

    attendee_id: int
    member_id: int
    since: datetime
    until: datetime


def write(
    session: Session,
    mixer: Mixer,
    space: Space,
    played: Played,
    *,
    now: datetime,
    of: int | None = None,
) -> None:
    """Write the meetings of a round into the ledger, or those `of` one attendee.

    A second time changes nothing. The day is that of the evening, also of a round after
    midnight: who met then has not met again.

    Guests who are there by name alone have no list of people met, and are in nobody's.
    """
    day = attendees.evening_of(mixer, space, now=played.began)
    least = max(mixer.shortest_meeting, played.went(played.began, played.until) / 2)
    for people in _tables(session, played).values():
        for one, other in combinations(people, 2):
            is_asked = of is None or of in {one.attendee_id, other.attendee_id}
            together = played.went(max(one.since, other.since), min(one.until, other.until))
            if not is_asked or together < least:
                continue
            encounters.remember(
                session,
                one.member_id,
                other.member_id,
                space_id=space.id,
                day=day,
                via=Via.MIXER,
                now=now,
            )


def _tables(session: Session, played: Played) -> dict[int, list[_Stay]]:
    rows = session.execute(
        select(
            *(Seat.table_number, Seat.attendee_id, Seat.taken_at),
            *(Attendee.member_id, Attendee.left_at),
        )
        .join(Attendee, Attendee.id == Seat.attendee_id)
        .where(
            Seat.round_id == played.id,
            # Whoever was noted as there by mistake met nobody.
            Attendee.arrived_at.is_not(None),
            Attendee.member_id.is_not(None),
        )
        .order_by(Seat.table_number, Attendee.member_id)
        # Of whoever deletes themselves at this moment nothing is written down.
        .with_for_update(of=Attendee, read=True, key_share=True)
    )
    tables: dict[int, list[_Stay]] = defaultdict(list)
    for row in rows:
        since = row.taken_at or played.began
        until = min(row.left_at or played.until, played.until)
        stay = _Stay(row.attendee_id, row.member_id, since, until)
        tables[row.table_number].append(stay)
    return tables
