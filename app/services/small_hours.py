"""Who may still read their own table after midnight: the evening goes by the day on which it began.

A membership that ended with that day, as a day pass does, opens one page until the evening is
over, and nothing else of the space.
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import attendees, evenings
from app.services.errors import NotFound
from app.services.viewers import Here, Viewer
from models import Attendee, Membership, Mixer, Rsvp

A_DAY = timedelta(days=1)


def placed(session: Session, viewer: Viewer, slug: str, mixer_id: int, *, now: datetime) -> Here:
    """Place somebody at an evening whose day they were in; to anybody else there is no such one."""
    for membership, mixer in _evenings(session, viewer, now):
        if membership.space.slug == slug and mixer.id == mixer_id:
            return Here(viewer=viewer, membership=membership, space=membership.space, now=now)
    raise NotFound


def evening_of(session: Session, viewer: Viewer, *, now: datetime) -> tuple[str, int] | None:
    """Give the space and the evening at which somebody still is, for whoever asks where to go."""
    for membership, mixer in _evenings(session, viewer, now):
        return membership.space.slug, mixer.id
    return None


def _evenings(session: Session, viewer: Viewer, now: datetime) -> list[tuple[Membership, Mixer]]:
    held = {membership.space_id: membership for membership in viewer.until_yesterday}
    if not held:
        return []
    rows = session.scalars(
        select(Mixer)
        .join(Attendee, Attendee.mixer_id == Mixer.id)
        .where(
            Attendee.member_id == viewer.id,
            Attendee.reply == Rsvp.GOING,
            Attendee.left_at.is_(None),
            Mixer.space_id.in_(held),
            Mixer.starts_at.between(now - A_DAY, now),
        )
        .order_by(Mixer.starts_at, Mixer.id)
    )
    return [
        (held[mixer.space_id], mixer)
        for mixer in rows
        if _is_of(held[mixer.space_id], mixer, now) and evenings.is_on(session, mixer, now=now)
    ]


def _is_of(membership: Membership, mixer: Mixer, now: datetime) -> bool:
    return membership.is_current(attendees.evening_of(mixer, membership.space, now=now))
