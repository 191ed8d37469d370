"""The day of a space at one glance, for its hosts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import letters_queries
from app.services.matchmaking import trios
from app.services.members import members_queries, visits
from app.services.members.members_queries import State
from models import Introduction, Reply, Space


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Figures of today; each leads to the page where something can be done about it."""

    is_in: int
    not_listed: int
    left: int
    proposed: int
    agreed: int
    joined: int
    invited: int
    expired: int
    not_invited: int
    letters: int


def overview(session: Session, space: Space, *, now: datetime) -> Overview:
    """Count the day in as many queries however many there are."""
    stays = visits.today_in(session, space, now=now)
    people_in = {stay.member_id for stay in stays if stay.is_in}
    states = [person.state for person in members_queries.people_of(session, space, now=now)]
    proposed, agreed = _introductions(session, space, now)
    return Overview(
        is_in=len(people_in),
        not_listed=sum(stay.is_in and not stay.is_listed for stay in stays),
        # Who left and came back, or went unseen, has several stays and is still one person.
        left=len({stay.member_id for stay in stays} - people_in),
        proposed=proposed,
        agreed=agreed,
        joined=states.count(State.JOINED),
        invited=states.count(State.INVITED),
        expired=states.count(State.EXPIRED),
        not_invited=states.count(State.NOT_INVITED),
        letters=len(letters_queries.unsent(session, space, now=now)),
    )


def _introductions(session: Session, space: Space, now: datetime) -> tuple[int, int]:
    # Agreed, or not yet: nothing here may tell that somebody has said no.
    is_agreed = (Introduction.first_reply == Reply.YES) & (Introduction.second_reply == Reply.YES)
    proposed, agreed = session.execute(
        select(trios.count(), trios.count().filter(is_agreed)).where(
            Introduction.space_id == space.id, Introduction.day == space.today(now)
        )
    ).one()
    return proposed, agreed
