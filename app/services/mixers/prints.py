"""What goes on paper for an evening: name tags, table cards, schedules, the host's list."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.services import departures, short_names
from app.services.evenings import attendees
from app.services.mixers import lettering
from app.services.seating import seating_guests
from app.services.seating.seating_guests import is_in
from app.services.texts import folded
from models import Attendee, Mixer, Round, Rsvp, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Somebody on paper."""

    name: str
    label: str
    """The name, where nothing stands beside it."""
    pronunciation: str
    company: str
    tables: tuple[int | None, ...]
    """The table in each round; 0 where they sit out, None where they are not there."""

    @property
    def called(self) -> str:
        """Give the part of the name that is read from afar."""
        return short_names.called(self.name)

    @property
    def lines(self) -> tuple[str, ...]:
        """Give that part as it is broken to be read from afar."""
        return lettering.lines(self.called)

    @property
    def width(self) -> float:
        """Give how wide the longest of these lines is, in em."""
        return max(map(lettering.width, self.lines))

    @property
    def rest(self) -> str:
        """Give what is left of the name beside it."""
        return " ".join(self.name.replace(self.called, "", 1).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Everything for one evening."""

    people: tuple[Printed, ...]
    rounds: tuple[int, ...]
    tables: tuple[int, ...]
    """The numbers that stand on the tables; without a plan, of as many as the people need."""


def papers(session: Session, mixer: Mixer, *, now: datetime) -> Papers:
    """Give what can be printed now: those who come, by name, with the tables of the plan."""
    seats = _seats(session, mixer)
    rounds = tuple(sorted({number for number, _one in seats}))
    rows = session.execute(
        seating_guests.attendees(departures.has_left_since(mixer, now=now)).where(
            Attendee.mixer_id == mixer.id,
            Attendee.left_at.is_(None),
            attendees.is_seated(mixer, now=now),
            or_(Attendee.reply == Rsvp.GOING, Attendee.arrived_at.is_not(None)),
        )
    ).all()
    labels = seating_guests.labels(session, mixer, now=now)
    tables = max(seats.values(), default=-(-len(rows) // mixer.table_size))
    return Papers(
        people=tuple(
            Printed(
                name=row.name,
                label=labels[row.id],
                pronunciation=row.pronunciation or "",
                company=row.company,
                tables=tuple(
                    seats.get((number, row.id), 0)
                    if is_in(number, row.first_round, row.last_round)
                    else None
                    for number in rounds
                ),
            )
            for row in sorted(rows, key=lambda row: (folded(row.name), row.id))
        ),
        rounds=rounds,
        tables=tuple(range(1, tables + 1)),
    )


def _seats(session: Session, mixer: Mixer) -> dict[tuple[int, int], int]:
    rows = session.execute(
        select(Round.number, Seat.attendee_id, Seat.table_number)
        .join(Seat, Seat.round_id == Round.id)
        .where(Round.mixer_id == mixer.id)
    )
    return {(row.number, row.attendee_id): row.table_number for row in rows}
