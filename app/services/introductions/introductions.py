"""Two people proposed to each other, at times three: who is proposed, and when."""

from datetime import datetime, timedelta

from sqlalchemy import func, literal, or_, select
from sqlalchemy.orm import Session

from app.services import once
from app.services.introductions import introduction_letters
from app.services.introductions.follow_ups import ask_whether_met
from app.services.introductions.introduction_answers import AnsweredOtherwise, DayIsOver, answer
from app.services.introductions.introductions_earlier import earlier, to_follow_up
from app.services.introductions.introductions_queries import (
    IntroductionCard,
    cards_for,
    is_open,
    place_to_answer,
    waiting_for,
)
from app.services.introductions.lulls import limit_of, lull_of
from app.services.matchmaking import matchmaking, trios
from app.services.matchmaking.matchmaking_queries import is_willing, with_standing
from models import Choosing, Introduction, LetterKind, Space, Visit
from models.base import UtcDateTime
from models.local_day import local_day

__all__ = [
    "AnsweredOtherwise",
    "DayIsOver",
    "IntroductionCard",
    "answer",
    "ask_whether_met",
    "cards_for",
    "due",
    "earlier",
    "is_open",
    "limit_of",
    "lull_of",
    "place_to_answer",
    "propose",
    "to_follow_up",
    "waiting_for",
]

LOOK_AGAIN_AFTER = timedelta(hours=1)
"""Also without a new arrival: asks, profiles and pauses change, too."""


def propose(session: Session, space: Space, *, now: datetime) -> list[Introduction]:
    """Introduce those whom the matching chooses now, and give the new introductions.

    Whoever asks first works; all others wait, and then find that nothing is left
    to do. Nothing that was proposed before is touched.
    """
    # Weaker than FOR UPDATE: people can check in to the space meanwhile.
    session.execute(
        select(Space.id).where(Space.id == space.id).with_for_update(key_share=True)
    ).one()
    made: list[Introduction] = []
    # Whoever is left over when each has got one person may have a place that others keep.
    while found := _introduced(session, space, now=now):
        made += found
    made += _joined(session, space, made, now=now)
    introduction_letters.write_wanted(
        session,
        LetterKind.PROPOSED,
        to=trios.first_of_each(made),
        space_id=space.id,
        now=now,
    )
    space.introduced_at = now
    return made


def _introduced(session: Session, space: Space, *, now: datetime) -> list[Introduction]:
    look = matchmaking.look(session, space, now=now)
    added = [_add(session, space, match, version=look.version, now=now) for match in look.matches]
    if look.matches:
        session.add(
            Choosing(
                space_id=space.id,
                day=space.today(now),
                at=now,
                matching_version=look.version,
                lesson_version=look.lesson_version,
                pairs=len(look.matches),
                value=look.value,
                bound=look.bound,
            )
        )
    return [introduction for introduction in added if introduction is not None]


def _joined(
    session: Session, space: Space, made: list[Introduction], *, now: datetime
) -> list[Introduction]:
    """Let whoever is still alone join a pair made just now, which nobody has been shown yet.

    Only then: to somebody who has seen a card, it stays as it was.
    """
    new = {(row.first_id, row.second_id): row for row in made}
    added: list[Introduction] = []
    for joined in matchmaking.joined(session, space, new, now=now):
        two = new[joined.pair]
        sides = [
            _add(session, space, match, version=two.matching_version, now=now)
            for match in joined.matches
        ]
        # Whoever is alone had nobody today, so that neither row can be there already.
        three = [two, *filter(None, sides)]
        trios.tie(session, three, space_id=space.id)
        added += three[1:]
    return added


def _add(
    session: Session, space: Space, match: matchmaking.Match, *, version: str, now: datetime
) -> Introduction | None:
    return once.add(
        session,
        Introduction,
        space_id=space.id,
        day=space.today(now),
        first_id=match.first_id,
        second_id=match.second_id,
        worth=match.worth,
        parts=match.parts,
        is_explored=match.is_explored,
        reasons=match.reasons,
        matching_version=version,
        proposed_at=now,
    )


def due(session: Session, *, now: datetime) -> list[int]:
    """Give the spaces in which somebody willing has come in, or opened up, since the last look."""
    today = local_day(Space.time_zone, literal(now, UtcDateTime()))
    # Once for each space, not for each visit.
    there = select(Space.id, today.label("today")).cte().prefix_with("MATERIALIZED")
    changed = func.max(Visit.changed_at)
    opened = func.max(Visit.heads_down_until)
    query = (
        with_standing(select(Visit.space_id))
        .join(Space, Space.id == Visit.space_id)
        .join(there, there.c.id == Visit.space_id)
        .where(is_willing(now, there.c.today))
        .group_by(Visit.space_id, Space.introduced_at)
        .having(func.count() > 1)
        .having(
            or_(
                Space.introduced_at.is_(None),
                Space.introduced_at < changed,
                Space.introduced_at < opened,
                Space.introduced_at <= now - LOOK_AGAIN_AFTER,
            )
        )
        .order_by(Visit.space_id)
    )
    return list(session.scalars(query))
