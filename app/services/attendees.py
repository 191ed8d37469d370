"""Who comes to a mixer, as far as each may know."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import glimpses
from app.services.glimpses import Glimpse
from app.services.texts import folded
from app.services.viewers import Here
from models import Attendee, Mixer, Rsvp

SHOWN = 24


def seen_coming(session: Session, mixer: Mixer, here: Here) -> list[Glimpse]:
    """Give those who come, have agreed that it is read here, and whom the viewer may see anyway.

    All others are in the count alone, which is the same for everybody: so a block
    looks like somebody who would rather not be named.
    """
    listed = session.scalars(
        select(Attendee.member_id)
        .where(
            Attendee.mixer_id == mixer.id,
            Attendee.reply == Rsvp.GOING,
            Attendee.is_listed.is_(True),
            Attendee.member_id.is_not(None),
            Attendee.member_id != here.viewer.id,
        )
        .order_by(Attendee.id)
    )
    ids = [one for one in listed if one is not None]
    seen = glimpses.seen_by(session, here.viewer.id, among=ids, now=here.now)
    return sorted(seen.values(), key=lambda one: (folded(one.name), one.id))[:SHOWN]
