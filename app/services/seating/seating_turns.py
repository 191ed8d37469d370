"""How many must sit out, which happens in pairs alone, and whose turn it is."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.services.seating.seating_guests import Guest
from models import Attendee, Mixer, MixerRole, Round, RoundState, Seat


def sat_out(session: Session, mixer: Mixer, *, but_for: Collection[int]) -> dict[int, int]:
    """Count the rounds in which those who are there were there, and had no seat.

    The one that is running counts, too; of some, by number, nobody makes anything.
    """
    seat = exists().where(Seat.round_id == Round.id, Seat.attendee_id == Attendee.id)
    rows = session.execute(
        select(Attendee.id, Round.number)
        .join(Round, Round.mixer_id == Attendee.mixer_id)
        .where(
            Attendee.mixer_id == mixer.id,
            Attendee.arrived_at < Round.ends_at,
            Attendee.left_at.is_(None),
            Round.state != RoundState.PLANNED,
            ~seat,
        )
    )
    return dict(Counter(one for one, number in rows if number not in but_for))


def must_sit_out(mixer: Mixer, guests: Collection[Guest]) -> int:
    """Count for how many of these there is no seat.

    Whoever has chosen no side is a partner for both. Where only one side is there, its people
    sit with each other.
    """
    if not mixer.is_pairs:
        return 0
    people = len(guests)
    pairs = min(people // 2, people - len(_larger_side(mixer, guests))) or people // 2
    return people - 2 * pairs


def most_out(mixer: Mixer, rounds: Sequence[Collection[Guest]], sat_out: Mapping[int, int]) -> int:
    """Say in how many rounds of the evening one may sit out, so that all whose it is take turns.

    Where not everybody is there in all of the rounds to come, turns may not come out even.
    """
    there = [{guest.id for guest in guests} for guests in rounds]
    if any(ids != there[0] for ids in there):
        return len(rounds) + max(sat_out.values(), default=0)
    ids = {one for guests in rounds for one in _larger_side(mixer, guests)} or set().union(*there)
    out = sum(must_sit_out(mixer, guests) for guests in rounds)
    had = sum(sat_out.get(one, 0) for one in ids)
    return max(1, -(-(out + had) // max(1, len(ids))))


def _larger_side(mixer: Mixer, guests: Collection[Guest]) -> list[int]:
    """Give the mentors or the mentees, whichever are more; nobody where all sit with all."""
    sides = [
        [guest.id for guest in guests if guest.role is role]
        for role in (MixerRole if mixer.cross_role else ())
    ]
    return max(sides, key=len, default=[])
