"""Letters about a mixer, to those alone who asked to be written to about it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.services import letters
from models import Attendee, Letter, LetterKind, Mixer, Rsvp

A_DAY = timedelta(days=1)


def write(
    session: Session, mixer: Mixer, kind: LetterKind, *, to: Iterable[int | None], now: datetime
) -> None:
    """Note a letter to each of these; news that came before in the same kind is replaced."""
    members = [member_id for member_id in to if member_id is not None]
    letters.write_anew(session, kind, to=members, about_id=mixer.id, now=now)


def write_to_all(session: Session, mixer: Mixer, kind: LetterKind, *, now: datetime) -> None:
    """Note a letter to everybody who comes, or waits for a place, and wants letters."""
    wishing = session.scalars(
        select(Attendee.member_id).where(
            Attendee.mixer_id == mixer.id,
            Attendee.reply.in_((Rsvp.GOING, Rsvp.WAITING)),
            Attendee.wants_letters.is_(True),
        )
    )
    write(session, mixer, kind, to=wishing, now=now)


def call_off(session: Session, mixer: Mixer, *, now: datetime) -> None:
    """Note that it is cancelled, also to those who were written to and have not answered."""
    write_to_all(session, mixer, LetterKind.MIXER_CANCELLED, now=now)
    asked = session.scalars(
        select(Letter.member_id)
        .join(Attendee, Attendee.member_id == Letter.member_id)
        .where(
            Letter.kind == LetterKind.MIXER_INVITATION,
            Letter.about_id == mixer.id,
            Letter.sent_at.is_not(None),
            Attendee.mixer_id == mixer.id,
            Attendee.reply == Rsvp.INVITED,
        )
    )
    write(session, mixer, LetterKind.MIXER_CANCELLED, to=asked.all(), now=now)


def remind(session: Session, *, now: datetime) -> int:
    """Note the reminders of all mixers that begin within a day, each once; say how many.

    Whoever replied on the last day has not forgotten yet.
    """
    soon = select(Mixer).where(
        Mixer.starts_at > now, Mixer.starts_at <= now + A_DAY, Mixer.cancelled_at.is_(None)
    )
    return sum(_remind(session, mixer, now) for mixer in session.scalars(soon).all())


def _remind(session: Session, mixer: Mixer, now: datetime) -> int:
    claimed = session.scalars(
        update(Attendee)
        .where(
            Attendee.mixer_id == mixer.id,
            Attendee.member_id.is_not(None),
            Attendee.reply == Rsvp.GOING,
            Attendee.wants_letters.is_(True),
            Attendee.reminded_at.is_(None),
            Attendee.replied_at <= mixer.starts_at - A_DAY,
        )
        .values(reminded_at=now)
        .returning(Attendee.member_id)
        .execution_options(synchronize_session=False)
    ).all()
    write(session, mixer, LetterKind.MIXER_REMINDER, to=claimed, now=now)
    return len(claimed)
