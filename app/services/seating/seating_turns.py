"""Whose turn it is not to sit out: whoever has done so already this evening."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models import Attendee, Mixer, Round, RoundState, Seat


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
