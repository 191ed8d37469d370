"""A free chair in the round that is being played, for whoever is there and has no seat in it.

A latecomer need not wait for the next round where a table has a place: one that is smaller
than it might be, or that somebody has left. Where people meet in pairs there is hardly ever
one, and two who have no seat are offered a table of their own: the one who sits out, say, and
somebody who comes late. From then on the seat is history like any other: the rounds to come
are planned around it, and whoever has shared the table for half of the round has met
(`round_encounters`).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.services.errors import Conflict, Refused
from app.services.evenings import evenings
from app.services.evenings.evenings import Phase, Stage
from app.services.seating import matchmaking_chairs, matchmaking_mixers, rsvps, seating_room, spans
from app.services.seating.matchmaking_mixers import CannotBePlanned, Question
from app.services.seating.seating_room import Room
from app.services.seating.spans import Span
from models import Attendee, EarlierSeat, Mixer, Round, RoundState, Seat, Space

SHORTEST = timedelta(minutes=3)
"""For less than this nobody sits down: it would use up a table of people for a greeting."""
MOST_PAIRED = 8
"""Of how many who have no seat the best two are looked for; the others come after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """Where somebody who has no seat sits best now."""

    table: int
    partner: int | None = None
    """Who sits down with them where nobody sits yet."""
    called: str = ""
    """The name of the partner, as a host reads it."""


class NoChair(Refused):
    """The place at a table has gone, or somebody has come to it in the meantime."""

    status = 409
    message = "That table has no place for them any more. Nothing was changed."


def is_time(stage: Stage) -> bool:
    """Whether it is worth while to sit down in the round that is running."""
    is_played = stage.phase in {Phase.RUNNING, Phase.PAUSED}
    return is_played and timedelta(seconds=stage.seconds_left) >= SHORTEST


def standing(session: Session, mixer: Mixer, stage: Stage, *, now: datetime) -> frozenset[int]:
    """Give who is there and has no seat in the round that is running, while one is worth it."""
    return _standing(_running(session, mixer, stage, now=now)) if is_time(stage) else frozenset()


def sitting_out(session: Session, mixer: Mixer, stage: Stage, *, now: datetime) -> frozenset[int]:
    """Give the same once it is not, until the round is over: the wall names them to the end."""
    is_late = stage.phase in {Phase.RUNNING, Phase.PAUSED} and not is_time(stage)
    return _standing(_running(session, mixer, stage, now=now)) if is_late else frozenset()


def chairs(
    session: Session, mixer: Mixer, space: Space, stage: Stage, *, now: datetime
) -> dict[int, Chair | None]:
    """Give for each of them where they sit best now; None where there is no place."""
    if not is_time(stage):
        return {}
    room = _running(session, mixer, stage, now=now)
    free = {one: _free(room, one) for one in sorted(_standing(room))}
    if not any(free.values()) and not _own_tables(room):
        return dict.fromkeys(free)
    try:
        question = matchmaking_mixers.question(session, room, space, shown=None)
    except CannotBePlanned:
        return dict.fromkeys(free)
    fitting = matchmaking_chairs.fitting
    best = {one: next(iter(fitting(question, one, tables)), None) for one, tables in free.items()}
    found = {one: Chair(table=table) if table else None for one, table in best.items()}
    return found | _in_pairs(question, [one for one, table in best.items() if table is None])


def take(
    session: Session,
    mixer: Mixer,
    space: Space,
    attendee_id: int,
    *,
    number: int,
    chair: Chair,
    now: datetime,
) -> None:
    """Seat somebody in the round that is running, or two; a second time changes nothing."""
    rsvps.take_turns(session, mixer)
    evenings.take(session, mixer.id)
    stage = evenings.stage(session, mixer.id, now=now)
    if stage.number != number or not is_time(stage) or chair.partner == attendee_id:
        raise Conflict
    room = _running(session, mixer, stage, now=now)
    people = [attendee_id] if chair.partner is None else [attendee_id, chair.partner]
    seats = [room.seats[number].get(one) for one in people]
    if not room.ids.issuperset(people) or any(seat and seat.table != chair.table for seat in seats):
        raise Conflict
    if all(seats):
        return
    question = matchmaking_mixers.question(session, room, space, shown=None)
    if any(seats) or not _is_free(question, people, chair.table):
        raise NoChair
    for one in people:
        _sit_down(session, mixer, one, number=number, table=chair.table, now=now)


def give_back(session: Session, attendee_id: int) -> None:
    """Take the seat away again of somebody who was noted as there by mistake."""
    running = select(Round.id).where(Round.state == RoundState.RUNNING)
    session.execute(
        delete(EarlierSeat).where(
            EarlierSeat.attendee_id == attendee_id, EarlierSeat.round_id.in_(running)
        )
    )
    session.execute(
        delete(Seat).where(
            Seat.attendee_id == attendee_id,
            Seat.taken_at.is_not(None),
            Seat.round_id.in_(running),
        )
    )


def forget_times(session: Session, round_id: int) -> None:
    """Let all seats of a round be such as nobody has sat on yet."""
    session.execute(delete(EarlierSeat).where(EarlierSeat.round_id == round_id))
    session.execute(
        update(Seat)
        .where(Seat.round_id == round_id)
        .values(taken_at=None)
        .execution_options(synchronize_session=False)
    )


def _running(session: Session, mixer: Mixer, stage: Stage, *, now: datetime) -> Room:
    return seating_room.running(session, mixer, stage.number, now=now)


def _standing(room: Room) -> frozenset[int]:
    (number,) = room.numbers
    return room.ids - room.seats[number].keys()


def _free(room: Room, one: int) -> set[int]:
    """Give the tables with a free chair at which somebody may be held, whatever the rules say."""
    (number,) = room.numbers
    seats = {other: seat.table for other, seat in room.seats[number].items() if other in room.ids}
    free = {
        table for table, count in Counter(seats.values()).items() if count < room.mixer.table_size
    }
    held = {seats[other] for pair in room.together if one in pair for other in {*pair} & {*seats}}
    if one in room.hosts:
        held.add(room.hosts[one])
    return {table for table in free if held <= {table}}


def _own_tables(room: Room) -> list[int]:
    """Give the numbers of tables at which two each could sit of those who have no seat.

    No table of this round is taken for it: whoever left one would be told as having sat with them.
    """
    if not room.mixer.is_pairs:
        return []
    (number,) = room.numbers
    last = max((seat.table for seat in room.seats[number].values()), default=0)
    return list(range(last + 1, last + 1 + len(_standing(room)) // 2))


def _in_pairs(question: Question, standing: list[int]) -> dict[int, Chair | None]:
    """Seat two and two together whom no table has a place for, the best pair first."""
    room = question.room
    labels = {guest.id: guest.label for guest in room.guests}
    found: dict[int, Chair | None] = {}
    for table in _own_tables(room):
        left = [one for one in standing if one not in found and not _bound(room, one)]
        pair = matchmaking_chairs.best_pair(question, left[:MOST_PAIRED], table)
        for one, other in (pair, pair[::-1]) if pair else ():
            found[one] = Chair(table=table, partner=other, called=labels[other])
    return found


def _bound(room: Room, one: int) -> bool:
    """Whether a host wishes somebody to be with others, or at a table of theirs."""
    return one in room.hosts or any(one in pair for pair in room.together)


def _is_free(question: Question, people: list[int], table: int) -> bool:
    room = question.room
    if len(people) == 1:
        (one,) = people
        return bool(matchmaking_chairs.fitting(question, one, _free(room, one) & {table}))
    if table not in _own_tables(room) or any(_bound(room, one) for one in people):
        return False
    return matchmaking_chairs.best_pair(question, people, table) is not None


def _sit_down(
    session: Session, mixer: Mixer, attendee_id: int, *, number: int, table: int, now: datetime
) -> None:
    row = session.scalars(
        select(Round.id).where(Round.mixer_id == mixer.id, Round.number == number)
    ).one()
    session.add(Seat(round_id=row, attendee_id=attendee_id, table_number=table, taken_at=now))
    session.flush()
    attendee = session.get_one(Attendee, attendee_id, populate_existing=True)
    said = spans.span_of(attendee, mixer)
    # Whoever meant to come later is there now already.
    here = Span(first=min(said.first, number), last=max(said.last, number))
    spans.keep(session, mixer, attendee, here)
