"""The plan of the rounds to come: stored, locked in places, undone; never under somebody's hands.

Each change says which plan it was made from. Where another has come in between,
nothing is changed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.services.errors import Conflict, Refused
from app.services.evenings import evenings
from app.services.seating import seating_rows
from app.services.seating.matchmaking_mixers import Figured, Rounds
from app.services.seating.seating_room import Room
from models import Change, Evening, Mixer, Round, Seat, Seating

LONGEST_SECONDS = 1.0
_SECONDS_A_SEAT = 0.01
_TABLES = frozenset({"table_size", "max_same_industry", "cross_role"})
"""What is announced of who sits with whom."""
Pair = tuple[int, int]


class NothingToUndo(Refused):
    """No change that could be taken back."""

    status = 409
    message = "There is nothing to undo: people have come or left since, or a round has begun."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the host reads about a plan."""

    share: float | None = None
    """Of what is possible, from 0 to 1; once a round that was planned with it began, history."""
    before: float | None = None
    """The same before the change."""
    gain: float | None = None
    """How much more the rounds to come are worth by the change, where that is all that is known."""
    bound: float = 0.0
    alone: list[int] = field(default_factory=list)
    """Who meets nobody useful."""
    number: int = 0
    """Of the round in which two were swapped."""
    swapped: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    """Who else sits elsewhere than before the change."""
    is_shown: bool = False
    """Whether people had been told already where they sit, since they were on their way there."""
    again: list[list[int]] = field(default_factory=list)
    """Pairs that meet again through the change."""
    why: dict[str, Any] | None = None
    """What is proved to stand in the way of all rules: the words, and the facts in them."""

    def stored(self) -> dict[str, Any]:
        """Give it as it is kept."""
        return {name: getattr(self, name) for name in self.__slots__}


def seconds_for(room: Room) -> float:
    """Give how long planning may take: a small room is planned in no time."""
    return min(LONGEST_SECONDS, _SECONDS_A_SEAT * len(room.guests) * max(1, len(room.numbers)))


def store(
    session: Session, room: Room, plan: Figured, *, change: Change, told: Told, now: datetime
) -> None:
    """Let a plan hold from now on, unless another came in between or somebody is gone for good."""
    evenings.open_for(session, room.mixer.id)
    evening = evenings.take(session, room.mixer.id)
    if evening.seating != room.seating or seating_rows.begun(session, room.mixer.id) != set(
        room.played
    ):
        raise Conflict
    if not seating_rows.held(session, room.mixer.id).issuperset(set().union(*plan.rounds.values())):
        raise Conflict
    if change is Change.SWAPPED:
        _keep_way_back(session, evening, now=now)
    seating_rows.write(session, room, plan)
    if change is Change.PEOPLE:
        seating_rows.forget(session, room.mixer.id)
    seating_rows.push(session, evening, change=change, told=told.stored(), now=now)


def require_seen(room: Room, seen: int) -> None:
    """Refuse a change of a plan that is not the one the host saw."""
    if room.seating != seen:
        raise Conflict


def told_of(
    plan: Figured, room: Room, *, before: Told | None = None, is_shown: bool = False
) -> Told:
    """Tell what a plan made anew is worth."""
    return Told(
        share=plan.share,
        before=before.share if before else None,
        bound=plan.bound,
        alone=list(plan.alone),
        moved=moved(room, plan),
        is_shown=is_shown,
        why=plan.why,
    )


def newest(session: Session, mixer_id: int) -> Seating | None:
    """Give the change that made the plan what it is."""
    return session.scalar(
        select(Seating).where(Seating.mixer_id == mixer_id).order_by(Seating.id.desc()).limit(1)
    )


def told(session: Session, mixer_id: int) -> Told | None:
    """Give what the host reads about the plan that holds."""
    last = newest(session, mixer_id)
    return Told(**last.told) if last else None


def can_undo(session: Session, mixer_id: int) -> bool:
    """Whether there is a plan to go back to."""
    count = select(func.count()).select_from(Seating).where(Seating.mixer_id == mixer_id)
    return (session.scalar(count) or 0) > 1


def lock(
    session: Session,
    mixer: Mixer,
    *,
    number: int,
    attendees: Collection[int],
    is_locked: bool,
    seen: int,
    now: datetime,
) -> None:
    """Hold some seats of a round when it is planned anew, or let them go."""
    evening = _taken(session, mixer, seen)
    _keep_way_back(session, evening, now=now)
    before = told(session, mixer.id) or Told()
    changed = session.execute(
        update(Seat)
        .where(
            Seat.round_id.in_(seating_rows.planned_rounds(mixer.id, number)),
            Seat.attendee_id.in_(attendees),
        )
        .values(is_locked=is_locked)
        .returning(Seat.id)
        .execution_options(synchronize_session=False)
    ).all()
    if not changed:
        raise Conflict
    stays = replace(before, before=None, gain=None, number=0, swapped=[], moved=[], again=[])
    seating_rows.push(session, evening, change=Change.LOCKED, told=stays.stored(), now=now)


def _keep_way_back(session: Session, evening: Evening, *, now: datetime) -> None:
    """Keep the plan that stands where a round has begun since it was made."""
    if newest(session, evening.mixer_id) is None:
        seating_rows.push(session, evening, change=Change.PLANNED, told=Told().stored(), now=now)


def outdate(
    session: Session, mixer: Mixer, changed: Collection[str], *, now: datetime
) -> Change | None:
    """Drop what is planned of a mixer that is announced otherwise; only for who has taken turns.

    Once rounds are played, what fits stands until it is planned anew: as what change, is given
    back. There is no way back to plans of what was announced before.
    """
    has_new_tables = not _TABLES.isdisjoint(changed)
    is_affected = has_new_tables or "rounds" in changed
    if not is_affected or session.get(Evening, mixer.id) is None:
        return None
    stands = not has_new_tables or evenings.stage(session, mixer.id, now=now).is_under_way
    evenings.take(session, mixer.id).seating += 1
    seating_rows.forget(session, mixer.id)
    rounds = seating_rows.planned_rounds(mixer.id).where(
        Round.number > (mixer.rounds if stands else 0)
    )
    session.execute(delete(Round).where(Round.id.in_(rounds)))
    session.flush()
    return Change.PLANNED if has_new_tables else Change.PEOPLE


def undo(session: Session, mixer: Mixer, *, seen: int) -> None:
    """Take the last change back."""
    evening = _taken(session, mixer, seen)
    two = session.scalars(
        select(Seating).where(Seating.mixer_id == mixer.id).order_by(Seating.id.desc()).limit(2)
    ).all()
    if len(two) < 2:  # noqa: PLR2004 - the plan that holds, and the one before
        raise NothingToUndo
    last, before = two
    session.execute(delete(Seating).where(Seating.id == last.id))
    seating_rows.restore(session, mixer.id, before.seats)
    evening.seating += 1


def again(rounds: Iterable[Iterable[Collection[int]]]) -> set[Pair]:
    """Give the pairs that share a table more than once."""
    met: set[Pair] = set()
    twice: set[Pair] = set()
    for tables in rounds:
        for table in tables:
            pairs = set(combinations(sorted(table), 2))
            twice |= met & pairs
            met |= pairs
    return twice


def meeting_again(room: Room, rounds: Rounds) -> set[Pair]:
    """Give the pairs that share a table more than once tonight without being meant to."""
    planned = [
        [[one for one, at in seats.items() if at == table] for table in set(seats.values())]
        for seats in rounds.values()
    ]
    played = [list(tables.values()) for tables in room.met.values()]
    return again(played + planned) - room.together


def _taken(session: Session, mixer: Mixer, seen: int) -> Evening:
    evening = evenings.take(session, mixer.id)
    if evening.seating != seen:
        raise Conflict
    return evening


def moved(room: Room, plan: Figured) -> list[int]:
    """Give who sits elsewhere in the first round to come than they did in the plan before."""
    if not room.numbers or room.numbers[0] not in room.seats:
        return []
    before = room.seats[room.numbers[0]]
    after = plan.rounds[room.numbers[0]]
    return sorted(
        one for one, table in after.items() if one in before and before[one].table != table
    )
