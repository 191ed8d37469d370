"""An evening as rows: who was asked, what they said, and who sat where."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.seed.mixers import SeedMixer
from app.seed.people_rows import Row, added
from models import Attendee, Evening, Glad, Mixer, Round, RoundState, Rsvp, Seat

A_ROUND = timedelta(minutes=15)
BREAK = timedelta(minutes=5)


def add_mixer(session: Session, mixer: SeedMixer, *, space_id: int, members: Sequence[int]) -> None:
    """Add an evening with its replies and tables; `members` are the ids by the story's numbers."""
    (mixer_id,) = added(session, Mixer, [_mixer(mixer, space_id)])
    asked = [reply for reply in mixer.replies if members[reply.member]]
    rows = [
        {
            "mixer_id": mixer_id,
            "member_id": members[reply.member],
            "reply": Rsvp(reply.reply),
            "replied_at": reply.replied_at,
            "is_listed": reply.is_listed,
            # None is written to: the addresses are nobody's.
            "wants_letters": False,
            "arrived_at": mixer.starts_at if mixer.tables else None,
            "created_at": mixer.announced_at,
        }
        for reply in asked
    ]
    ids = added(session, Attendee, rows) if rows else []
    attendees = {reply.member: one for reply, one in zip(asked, ids, strict=True)}
    if mixer.tables:
        _add_rounds(session, mixer, mixer_id, attendees)


def _mixer(mixer: SeedMixer, space_id: int) -> Row:
    same = ("title", "words", "place", "starts_at", "ends_at", "rounds", "table_size", "capacity")
    told = {name: getattr(mixer, name) for name in same}
    minutes = A_ROUND // timedelta(minutes=1)
    return told | {
        "space_id": space_id,
        "round_minutes": minutes,
        "created_at": mixer.announced_at,
    }


def _add_rounds(
    session: Session, mixer: SeedMixer, mixer_id: int, attendees: dict[int, int]
) -> None:
    session.add(Evening(mixer_id=mixer_id, finished_at=mixer.ends_at))
    begins = [
        mixer.starts_at + 2 * BREAK + number * (A_ROUND + BREAK)
        for number in range(len(mixer.tables))
    ]
    rounds = [
        {
            "mixer_id": mixer_id,
            "number": number,
            "state": RoundState.DONE,
            "started_at": begun,
            "ends_at": begun + A_ROUND,
        }
        for number, begun in enumerate(begins, start=1)
    ]
    ids = added(session, Round, rounds)
    seats = [
        {"round_id": round_id, "attendee_id": attendees[guest], "table_number": number}
        for round_id, tables in zip(ids, mixer.tables, strict=True)
        for number, table in enumerate(tables, start=1)
        for guest in table
    ]
    session.execute(insert(Seat), seats)
    glad = [
        {"from_id": attendees[one], "about_id": attendees[other], "at": mixer.ends_at}
        for one, other in mixer.glad
    ]
    session.execute(insert(Glad), glad)
