"""For which rounds of a mixer somebody is there: who comes later, or goes before the end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.services.errors import Refused
from app.services.evenings import evenings
from app.services.seating import seating_rows
from models import Attendee, Evening, Mixer, Seat

MOVING = 2
"""Minutes in which a room full of people goes from one table to the next."""
ENDS_FIRST = "The last round comes before the first one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From the first of some rounds to the last, both included."""

    first: int
    last: int

    def within(self, other: "Span") -> bool:
        """Whether the other has all of these rounds."""
        return other.first <= self.first and self.last <= other.last


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTime:
    """When a round begins and ends, if the evening begins on time and nobody dawdles."""

    number: int
    begins_at: datetime
    ends_at: datetime


def times(mixer: Mixer) -> list[RoundTime]:
    """Give about when each round is, for those who think in hours."""
    talk, step = (timedelta(minutes=mixer.round_minutes + more) for more in (0, MOVING))
    starts = ((n, mixer.starts_at + (n - 1) * step) for n in range(1, mixer.rounds + 1))
    return [RoundTime(number=n, begins_at=at, ends_at=at + talk) for n, at in starts]


def span_of(attendee: Attendee | None, mixer: Mixer) -> Span:
    """Give the rounds somebody is there for."""
    first = attendee.first_round if attendee else None
    last = attendee.last_round if attendee else None
    return Span(first=first or 1, last=last or mixer.rounds)


def keep(session: Session, mixer: Mixer, attendee: Attendee, span: Span) -> None:
    """Write down for which rounds somebody is there.

    Only for who has taken turns, since the number of rounds may just be changed.
    """
    if span.last < span.first:
        raise Refused(ENDS_FIRST)
    before = span_of(attendee, mixer)
    first = min(span.first, mixer.rounds)
    attendee.first_round = first if first > 1 else None
    attendee.last_round = span.last if span.last < mixer.rounds else None
    after = span_of(attendee, mixer)
    if after != before and session.get(Evening, mixer.id) is not None:
        _tell_plan(session, mixer, attendee, has_more=not after.within(before))


def fit(session: Session, mixer: Mixer) -> None:
    """Let those who wanted to come to rounds that are not announced any more come to the last."""
    ours = update(Attendee).where(Attendee.mixer_id == mixer.id)
    last = mixer.rounds if mixer.rounds > 1 else None
    for change in (
        ours.where(Attendee.first_round > mixer.rounds).values(first_round=last),
        ours.where(Attendee.last_round >= mixer.rounds).values(last_round=None),
    ):
        session.execute(change.execution_options(synchronize_session=False))


def _tell_plan(session: Session, mixer: Mixer, attendee: Attendee, *, has_more: bool) -> None:
    """Let a plan that stands be seen to be behind.

    A seat in a round that is left out shows by itself. Where there are more rounds, all seats
    go, for nobody could tell who is to be given one from who sits out.
    """
    evening = evenings.take(session, mixer.id)
    evening.seating += 1
    if has_more:
        seating_rows.forget(session, mixer.id)
        of_plan = Seat.round_id.in_(seating_rows.planned_rounds(mixer.id))
        session.execute(delete(Seat).where(of_plan, Seat.attendee_id == attendee.id))
    session.flush()
