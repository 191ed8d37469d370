"""What the wall shows of an evening: which round, how long still, who sits where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, func, select
from sqlalchemy.orm import Session

from app.services import departures
from app.services.evenings import attendees, evenings
from app.services.evenings.evenings import Stage
from app.services.seating.seating_guests import is_in, is_there_or_awaited
from app.services.short_names import few_words, for_a_wall, short_names, told_apart
from app.services.texts import folded
from models import Attendee, Membership, Mixer, Profile, Round, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorTable:
    """One table, with names short enough to be read across a room."""

    number: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What the wall shows."""

    stage: Stage
    is_on: bool
    """Whether one may still come."""
    number: int | None
    """Of the round whose tables are shown."""
    tables: tuple[FloorTable, ...]
    sitting_out: tuple[str, ...]
    now: datetime

    @property
    def empty(self) -> tuple[int, ...]:
        """Give the tables before the last one at which nobody sits in this round."""
        return gaps(table.number for table in self.tables)


def gaps(numbers: Iterable[int]) -> tuple[int, ...]:
    """Give the numbers that are left out.

    >>> gaps([2, 4, 5])
    (1, 3)
    """
    used = set(numbers)
    return tuple(number for number in range(1, max(used, default=0)) if number not in used)


def floor(session: Session, mixer: Mixer, *, now: datetime) -> Floor:
    """Give the tables that matter now: those to go to, or those at which people sit."""
    stage = evenings.stage(session, mixer.id, now=now)
    people = _people(session, mixer, stage, now=now)
    names = _names(people)
    # Before the first round the draft may still change, so nobody is told of it.
    number = stage.shown_number if stage.is_under_way else None
    seats = _seats(session, mixer, number) if number is not None else {}
    there = {
        row.id
        for row in people
        if row.arrived_at and is_in(number or 0, row.first_round, row.last_round)
    }
    return Floor(
        stage=stage,
        is_on=evenings.is_on_at(stage, mixer, now=now),
        number=number,
        tables=tuple(
            FloorTable(
                number=table,
                names=tuple(
                    sorted(
                        (names[one] for one, at in seats.items() if at == table and one in names),
                        key=folded,
                    )
                ),
            )
            for table in sorted(set(seats.values()))
        ),
        sitting_out=tuple(
            sorted((names[one] for one in there - seats.keys() if seats), key=folded)
        ),
        now=now,
    )


def _names(people: Sequence[Row[*tuple[Any, ...]]]) -> dict[int, str]:
    short = short_names({row.id: row.name for row in people})
    return for_a_wall(told_apart(short, {row.id: (few_words(row.company),) for row in people}))


def _people(
    session: Session, mixer: Mixer, stage: Stage, *, now: datetime
) -> Sequence[Row[*tuple[Any, ...]]]:
    is_told = and_(Membership.is_listed, ~departures.has_left_since(mixer, now=now))
    return session.execute(
        select(
            Attendee.id,
            departures.name_at_mixer().label("name"),
            # Everybody can read a wall, so of members who are not listed there stands no more.
            func.coalesce(case((is_told, Profile.company)), Attendee.company).label("company"),
            Attendee.arrived_at,
            Attendee.first_round,
            Attendee.last_round,
        )
        .outerjoin(Profile, Profile.member_id == Attendee.member_id)
        .outerjoin(
            Membership,
            and_(
                Membership.member_id == Attendee.member_id,
                Membership.space_id == mixer.space_id,
            ),
        )
        .where(
            Attendee.mixer_id == mixer.id,
            is_there_or_awaited(stage.number + 1),
            attendees.is_seated(mixer, now=now),
        )
    ).all()


def _seats(session: Session, mixer: Mixer, number: int) -> dict[int, int]:
    rows = session.execute(
        select(Seat.attendee_id, Seat.table_number)
        .join(Round, Round.id == Seat.round_id)
        .where(Round.mixer_id == mixer.id, Round.number == number)
    )
    return {row.attendee_id: row.table_number for row in rows}
