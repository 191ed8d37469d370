"""What members can help with: said, changed, taken back."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.services import texts
from app.services.errors import NotFound, Refused
from app.services.profiles import profiles, skills
from models import Offer, Profile

MOST = 8
LONGEST = 200
_WITH_OFFERS = selectinload(Profile.offers)


class TooMany(Refused):
    """A list that nobody would read to its end."""

    status = 409
    message = f"You offer {MOST} things already. Change or remove one of them first."


class NothingSaid(Refused):
    """An offer without words."""

    message = "Say in a few words what you can help with."


def add(session: Session, *, by: int, words: str, tags: Iterable[str], now: datetime) -> Offer:
    """Offer help with one more thing; the same words twice stay one offer."""
    line = texts.readable_line(words, most=LONGEST, otherwise=NothingSaid)
    profile = profiles.to_change(session, by, _WITH_OFFERS)
    same = [offer for offer in profile.offers if offer.words.casefold() == line.casefold()]
    if same:
        return change(session, same[0].id, by=by, words=line, tags=tags)
    if len(profile.offers) >= MOST:
        raise TooMany
    offer = Offer(words=line, created_at=now, skills=skills.named(session, tags))
    profile.offers.append(offer)
    profile.touch()
    session.flush()
    return offer


def change(session: Session, offer_id: int, *, by: int, words: str, tags: Iterable[str]) -> Offer:
    """Say an offer differently."""
    line = texts.readable_line(words, most=LONGEST, otherwise=NothingSaid)
    profile = profiles.to_change(session, by, _WITH_OFFERS)
    offer = of_member(session, offer_id, by=by)
    offer.words = line
    offer.skills = skills.named(session, tags)
    profile.touch()
    session.flush()
    return offer


def remove(session: Session, offer_id: int, *, by: int) -> None:
    """Take an offer back; one that is gone already stays gone."""
    profile = profiles.to_change(session, by, _WITH_OFFERS)
    profile.offers = [offer for offer in profile.offers if offer.id != offer_id]
    profile.touch()
    session.flush()


def of_member(session: Session, offer_id: int, *, by: int) -> Offer:
    """Give one's own offer with its tags; another's is not found."""
    offer = session.scalar(
        select(Offer)
        .where(Offer.id == offer_id, Offer.member_id == by)
        .options(selectinload(Offer.skills))
        .execution_options(populate_existing=True)
    )
    if offer is None:
        raise NotFound
    return offer
