"""What a member has told, and what is known of them, that counts when people are proposed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.services.acquaintance import encounters
from app.services.introductions import lulls
from app.services.matchmaking.matchmaking_room import NEW_FOR
from app.services.presence import stays
from app.services.profiles import portraits
from app.services.profiles.portraits import Asked, Offered
from app.services.viewers import Here


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """All that counts of one member in one space, and nothing of anybody else."""

    offers: list[Offered]
    asks: list[Asked]
    """Those that count today."""
    headline: str
    working_on: str
    industry: str
    company: str
    interests: list[str]
    zone: str
    """Where they sit; empty while they are out."""
    people_met: int
    """As many as they can see on their own list, so that the number tells nothing more."""
    is_new: bool
    limit: int
    paused_until: date | None
    wants_introductions: bool


def grounds_of(session: Session, here: Here) -> Grounds:
    """Give what counts of the viewer here, for nobody's eyes but theirs."""
    me, membership = here.viewer.id, here.membership
    portrait = portraits.own(session, me)
    stay = stays.stays_of_today(session, [me], space=here.space, now=here.now).get(me)
    until = membership.paused_until
    return Grounds(
        offers=portrait.offers,
        asks=[ask for ask in portrait.asks if ask.expires_on >= here.today],
        headline=portrait.headline,
        working_on=portrait.working_on,
        industry=portrait.industry_name,
        company=portrait.company,
        interests=portrait.interests,
        zone=stay.zone if stay is not None and stay.is_running else "",
        people_met=encounters.people_met(session, me, now=here.now).total,
        is_new=membership.starts_on > here.today - NEW_FOR,
        limit=lulls.limit_of(here),
        paused_until=until if until is not None and until >= here.today else None,
        wants_introductions=membership.wants_introductions,
    )
