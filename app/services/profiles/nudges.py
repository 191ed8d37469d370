"""The one thing that would help a member most to be found, said gently and one at a time."""

import enum
from datetime import date

from app.services.profiles import asks
from app.services.profiles.asks import AskState
from app.services.profiles.portraits import Portrait


class Nudge(enum.Enum):
    """What is missing most."""

    START = "start"
    RENEW = "renew"
    OFFER = "offer"
    ASK = "ask"
    WORK = "work"
    PHOTO = "photo"
    TAGS = "tags"
    WORKING_ON = "working_on"


def next_for(person: Portrait, *, today: date) -> Nudge | None:
    """Name what to add next; None when all that matters is there.

    Offers and asks come first, since they are what introductions are made of;
    then the industry, by which one is told from one's like; then the face.
    """
    states = [asks.state(ask.expires_on, today=today) for ask in person.asks]
    is_missing = {
        Nudge.START: not (person.offers or person.asks or person.headline or person.industry),
        Nudge.RENEW: AskState.EXPIRED in states,
        Nudge.OFFER: not person.offers,
        Nudge.ASK: not person.asks,
        Nudge.WORK: not (person.industry and person.headline),
        Nudge.PHOTO: not person.photo,
        Nudge.TAGS: not any(offer.skills for offer in person.offers),
        Nudge.WORKING_ON: not person.working_on,
    }
    return next((nudge for nudge, is_due in is_missing.items() if is_due), None)
