"""Who may still read their own table after midnight: the evening goes by the day on which it began.

A membership that ended with that day, as a day pass does, opens one page until the evening is
over, and nothing else of the space. Then whoever sat there is thanked, and reads of nobody.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.services.errors import NotFound
from app.services.evenings import attendees, evenings
from app.services.seating import seating_rows
from app.services.viewers import Here, Viewer
from models import Attendee, Membership, Mixer, Rsvp

A_DAY = timedelta(days=1)


class EveningEnded(NotFound):
    """The evening is over, and whoever sat there may be told so."""


def placed(session: Session, viewer: Viewer, slug: str, mixer_id: int, *, now: datetime) -> Here:
    """Place somebody at an evening whose day they were in; to anybody else there is no such one."""

    def is_it(membership: Membership, mixer: Mixer) -> bool:
        return membership.space.slug == slug and mixer.id == mixer_id

    for membership, mixer in _going_on(session, viewer, now):
        if is_it(membership, mixer):
            return Here(viewer=viewer, membership=membership, space=membership.space, now=now)
    sat = (Attendee.arrived_at.is_not(None), seating_rows.has_sat())
    for membership, mixer in _evenings(session, viewer, now, *sat):
        if is_it(membership, mixer) and not evenings.is_on(session, mixer, now=now):
            raise EveningEnded
    raise NotFound


def evening_of(session: Session, viewer: Viewer, *, now: datetime) -> tuple[str, int] | None:
    """Give the space and the evening at which somebody still is, for whoever asks where to go."""
    for membership, mixer in _going_on(session, viewer, now):
        return membership.space.slug, mixer.id
    return None


def _going_on(session: Session, viewer: Viewer, now: datetime) -> list[tuple[Membership, Mixer]]:
    is_here = (Attendee.reply == Rsvp.GOING, Attendee.left_at.is_(None))
    found = _evenings(session, viewer, now, *is_here)
    return [(one, mixer) for one, mixer in found if evenings.is_on(session, mixer, now=now)]


def _evenings(
    session: Session, viewer: Viewer, now: datetime, *which: ColumnElement[bool]
) -> list[tuple[Membership, Mixer]]:
    """Give the evenings of such attendees that began on the last day of their membership."""
    held = {membership.space_id: membership for membership in viewer.until_yesterday}
    if not held:
        return []
    rows = session.scalars(
        select(Mixer)
        .join(Attendee, Attendee.mixer_id == Mixer.id)
        .where(
            Attendee.member_id == viewer.id,
            *which,
            Mixer.space_id.in_(held),
            Mixer.starts_at.between(now - A_DAY, now),
        )
        .order_by(Mixer.starts_at, Mixer.id)
    )
    return [
        (held[mixer.space_id], mixer) for mixer in rows if _is_of(held[mixer.space_id], mixer, now)
    ]


def _is_of(membership: Membership, mixer: Mixer, now: datetime) -> bool:
    return membership.is_current(attendees.evening_of(mixer, membership.space, now=now))
