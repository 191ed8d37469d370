"""How many must sit out, which happens in pairs alone, and whose turn it is."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.services.seating import seating_guests
from app.services.seating.seating_guests import Guest
from models import Attendee, Mixer, MixerRole, Round, RoundState, Seat
from models.mixer import PAIR


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """For how many there is no partner in a round, and why: in figures, without anybody's name."""

    fewest: int
    most: int
    """How many sit out, in the round where the fewest and where the most do."""
    mentors: int
    mentees: int
    either: int
    """Who are there in that round on each side, and on none."""
    are_sides_uneven: bool
    """Whether that is why; otherwise they are an odd number."""
    never: int
    """For how many there is no partner all evening, known before it begins."""


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


def turns(mixer: Mixer, rounds: Sequence[Collection[Guest]]) -> Turns | None:
    """Say how many sit out in rounds to come with such people; None where everybody has a partner.

    Of fewer than two people nothing is said: they are not a round yet.
    """
    out = [must_sit_out(mixer, guests) for guests in rounds if len(guests) >= PAIR]
    if not any(out):
        return None
    there = max(rounds, key=lambda guests: (must_sit_out(mixer, guests), len(guests)))
    others = len(there) - len(_larger_side(mixer, there))
    roles = Counter(guest.role for guest in there)
    return Turns(
        fewest=min(out),
        most=max(out),
        mentors=roles[MixerRole.MENTOR],
        mentees=roles[MixerRole.MENTEE],
        either=roles[None],
        are_sides_uneven=0 < others < len(there) // PAIR,
        never=_never(mixer, rounds) if len(rounds) == mixer.rounds else 0,
    )


def _never(mixer: Mixer, rounds: Sequence[Collection[Guest]]) -> int:
    """Count on each side for how many there is no turn, if each has one at most."""
    never = 0
    for role in MixerRole if mixer.cross_role else ():
        sides = [{guest.id for guest in guests if guest.role is role} for guests in rounds]
        chairs = sum(
            min(len(side), len(guests) - len(side)) or len(side) // PAIR * PAIR
            for side, guests in zip(sides, rounds, strict=True)
        )
        never += max(0, len(set().union(*sides)) - chairs)
    return never


def foreseen(session: Session, mixer: Mixer, *, now: datetime) -> Turns | None:
    """Say the same before the evening, of all who have said that they come."""
    if not mixer.is_pairs:
        return None
    guests = seating_guests.seatable(session, mixer, waited_for=1, now=now)
    numbers = range(1, mixer.rounds + 1)
    return turns(mixer, [[one for one in guests if one.is_in(number)] for number in numbers])


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
