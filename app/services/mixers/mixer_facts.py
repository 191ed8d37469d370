"""What a letter about a mixer tells, looked up when it is sent, so that it is still true."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.services.evenings import attendees
from app.services.letters import Errand
from app.services.mixers import calendars, mixer_replies
from models import Attendee, LetterKind, Membership, Mixer, Rsvp, Space

STILL_TRUE = {
    LetterKind.MIXER_INVITATION: {Rsvp.INVITED},
    LetterKind.MIXER_PLACE: {Rsvp.GOING},
    LetterKind.MIXER_CHANGED: {Rsvp.GOING, Rsvp.WAITING},
    LetterKind.MIXER_CANCELLED: {Rsvp.GOING, Rsvp.WAITING, Rsvp.INVITED},
    LetterKind.MIXER_REMINDER: {Rsvp.GOING},
}
"""What the person must have replied for each letter to be news to them."""


def facts_of(session: Session, errand: Errand, *, key: str, now: datetime) -> dict[str, Any] | None:
    """Give the mixer, its space and day; None when the letter has nothing to tell any more."""
    mixer = session.get(Mixer, errand.about_id, options=[joinedload(Mixer.zone)])
    if mixer is None or mixer.ends_at <= now:
        return None
    space = session.get_one(Space, mixer.space_id)
    attendee = session.scalar(
        select(Attendee).where(
            Attendee.mixer_id == mixer.id,
            Attendee.member_id == errand.member_id,
            attendees.is_seated(mixer, now=now),
        )
    )
    is_off = errand.kind is LetterKind.MIXER_CANCELLED
    if attendee is None or attendee.reply not in STILL_TRUE[errand.kind]:
        return None
    if is_off is (mixer.cancelled_at is None):
        return None
    is_invited = attendee.reply is Rsvp.INVITED
    if is_invited and not _wants_mail(session, errand, space):
        return None
    return {
        "space": space,
        "mixer": mixer,
        "is_invited": is_invited,
        "first_round": attendee.first_round,
        "last_round": attendee.last_round,
        "where": calendars.where(mixer),
        "day": space.local(mixer.starts_at).date(),
        "reply_path": mixer_replies.link_path(session, attendee, mixer, key=key),
    }


def _wants_mail(session: Session, errand: Errand, space: Space) -> bool:
    """Ask again: whoever has taken the yes back since they were invited is not written to."""
    wants = select(Membership.wants_mail).where(
        Membership.space_id == space.id, Membership.member_id == errand.member_id
    )
    return bool(session.scalar(wants))
