"""Running an evening: a round begins, pauses, is made longer, ends; each by one statement.

Each press names the round that the host saw. Of two hosts who press at once the
first is done, and the second finds that it has been: one round moves, not two.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from app.services.errors import Conflict
from app.services.evenings import evenings, pauses
from app.services.evenings.evenings import Phase
from app.services.mixers import doors
from app.services.seating import round_encounters, rsvps
from app.services.seating.round_encounters import Played
from models import Evening, Mixer, Round, RoundState, Seating, Space

MORE_TIME = timedelta(minutes=2)
GOES_ON = frozenset({Phase.RUNNING, Phase.PAUSED})
FORGOTTEN_AFTER = timedelta(hours=1)


def begin(session: Session, mixer: Mixer, space: Space, *, number: int, now: datetime) -> None:
    """Let a round begin, and close the one before it, whose time is up.

    Where it is not, another host has given it more since, and perhaps let it pause. None of what
    is called off or over: nobody is there, and all would count as having met.
    """
    rsvps.take_turns(session, mixer)
    doors.require_open(session, mixer, now)
    evening = evenings.take(session, mixer.id)
    if evenings.stage(session, mixer.id, now=now).phase in GOES_ON:
        raise Conflict
    _close(session, mixer, space, now=now)
    _bring_forward(mixer, evening, space, now=now)
    first_planned = (
        select(Round.number)
        .where(Round.mixer_id == mixer.id, Round.state == RoundState.PLANNED)
        .order_by(Round.number)
        .limit(1)
        .scalar_subquery()
    )
    _change(
        session,
        mixer,
        number,
        Round.state == RoundState.PLANNED,
        Round.number == first_planned,
        state=RoundState.RUNNING,
        started_at=now,
        ends_at=now + timedelta(minutes=mixer.round_minutes),
    )
    # There is no way back behind what people have begun.
    session.execute(delete(Seating).where(Seating.mixer_id == mixer.id))


def _bring_forward(mixer: Mixer, evening: Evening, space: Space, *, now: datetime) -> None:
    """Let an evening that begins before its day be of today, wherever its day is told.

    It is of a minute, as a host would write it: whoever changes something else of it then has
    not changed when it begins, and nobody gets a letter of that.
    """
    if space.today(now) < space.local(mixer.starts_at).date():
        evening.announced_for, minute = mixer.starts_at, minute_of(now)
        mixer.starts_at, mixer.ends_at = minute, minute + (mixer.ends_at - mixer.starts_at)
        mixer.sequence += 1


def minute_of(moment: datetime) -> datetime:
    """Give the minute in which a moment is, by which hosts tell when an evening begins."""
    return moment.replace(second=0, microsecond=0)


def pause(session: Session, mixer: Mixer, *, number: int, now: datetime) -> None:
    """Let the clock stand still."""
    evenings.take(session, mixer.id)
    _change(
        session,
        mixer,
        number,
        Round.state == RoundState.RUNNING,
        Round.paused_at.is_(None),
        Round.ends_at > now,
        paused_at=now,
    )


def resume(session: Session, mixer: Mixer, *, number: int, now: datetime) -> None:
    """Let the clock go on; the round ends later by as long as it stood still."""
    evenings.take(session, mixer.id)
    row = _running(session, mixer, number)
    if row.paused_at is None or row.ends_at is None:
        raise Conflict
    _change(
        session,
        mixer,
        number,
        Round.paused_at == row.paused_at,
        paused_at=None,
        pauses=[*row.pauses, pauses.pause(row.paused_at, now)],
        ends_at=row.ends_at + (now - row.paused_at),
    )


def extend(session: Session, mixer: Mixer, *, number: int, seen: int, now: datetime) -> None:
    """Give a round two more minutes, also when its time was up already.

    `seen` is how often it had been made longer when the host pressed.
    """
    evenings.take(session, mixer.id)
    row = _running(session, mixer, number)
    if row.ends_at is None:
        raise Conflict
    clock = row.paused_at or now
    _change(
        session,
        mixer,
        number,
        Round.state == RoundState.RUNNING,
        Round.extensions == seen,
        extensions=seen + 1,
        ends_at=max(row.ends_at, clock) + MORE_TIME,
    )


def end(session: Session, mixer: Mixer, *, number: int, now: datetime) -> None:
    """End the talking of a round before its time: now people move.

    Where it pauses, it ends with what was played: also if it is made longer then, the break has
    been none of it.
    """
    evenings.take(session, mixer.id)
    row = _running(session, mixer, number)
    over = row.paused_at or now
    _change(
        session,
        mixer,
        number,
        Round.state == RoundState.RUNNING,
        Round.ends_at > over,
        ends_at=over,
        paused_at=None,
        pauses=[*row.pauses, pauses.pause(over, now)] if row.paused_at else row.pauses,
    )


def finish(
    session: Session,
    mixer: Mixer,
    space: Space,
    *,
    seen: tuple[int, int] | None = None,
    now: datetime,
) -> None:
    """End the evening: what was played is kept, what was only planned is dropped.

    `seen` is the round that the host saw, and how often it had been made longer; there is no way
    back, so where another host has gone on, nothing ends.
    """
    evening = evenings.take(session, mixer.id)
    stage = evenings.stage(session, mixer.id, now=now)
    if seen is not None and seen != (stage.number, stage.extensions):
        raise Conflict
    _close(session, mixer, space, now=now)
    evening.finished_at = now
    session.execute(
        delete(Round).where(Round.mixer_id == mixer.id, Round.state == RoundState.PLANNED)
    )
    session.execute(delete(Seating).where(Seating.mixer_id == mixer.id))


def forgotten(session: Session, *, now: datetime) -> list[Mixer]:
    """Give the mixers that are long over and whose last round nobody has ended."""
    long_ago = now - FORGOTTEN_AFTER
    return list(
        session.scalars(
            select(Mixer)
            .join(Round, Round.mixer_id == Mixer.id)
            .where(
                Round.state == RoundState.RUNNING,
                Round.ends_at < long_ago,
                Mixer.ends_at < long_ago,
            )
            .order_by(Mixer.id)
        )
    )


def _running(session: Session, mixer: Mixer, number: int) -> Round:
    row = session.scalar(
        select(Round)
        .where(
            Round.mixer_id == mixer.id,
            Round.number == number,
            Round.state == RoundState.RUNNING,
        )
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise Conflict
    return row


def _change(
    session: Session, mixer: Mixer, number: int, *only_where: ColumnElement[bool], **values: object
) -> None:
    changed = session.execute(
        update(Round)
        .where(Round.mixer_id == mixer.id, Round.number == number, *only_where)
        .values(**values)
        .returning(Round.id)
        .execution_options(synchronize_session=False)
    )
    if changed.first() is None:
        raise Conflict


def _close(session: Session, mixer: Mixer, space: Space, *, now: datetime) -> None:
    """Close the round that is running, if one is, and write down who met.

    Of a round that was paused and did not go on, only the time before the pause was played; nor
    is any other pause time at a table.
    """
    is_running = (Round.mixer_id == mixer.id, Round.state == RoundState.RUNNING)
    running = session.execute(
        select(Round.id, Round.started_at, Round.ends_at, Round.paused_at, Round.pauses).where(
            *is_running
        )
    ).first()
    if running is None:
        return
    until = min(running.ends_at, running.paused_at or now)
    session.execute(
        update(Round)
        .where(Round.id == running.id, *is_running)
        .values(state=RoundState.DONE, paused_at=None, ends_at=until)
        .execution_options(synchronize_session=False)
    )
    played = Played(running.id, running.started_at, until, running.pauses)
    round_encounters.write(session, mixer, space, played, now=until)
