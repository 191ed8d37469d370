"""Keeping the demo space alive: a new day brings new people in, and touches nobody's doings.

Whoever has a password is somebody's to play, and whoever has a visit today is there already;
only those whom nobody plays come in by themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain

import numpy as np
from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.orm import Session

from app.seed import mixer_rows, mixers, reasons, space, story_rows, visits
from app.seed.load import demo_space
from app.seed.members import Habit, SeedMember
from app.seed.story import PAIRS_TODAY, SEED, cast
from app.seed.story_rows import Ids
from app.services.presence import presence
from models import (
    Ask,
    Encounter,
    Introduction,
    Member,
    Membership,
    Mixer,
    Space,
    Visit,
    Zone,
)
from models.ask import ASK_LASTS_DAYS

_BUSY = 20
"""With so many visits today the day has begun already."""


def refresh(session: Session, *, now: datetime, seed: int = SEED) -> int:
    """Let some 45 people come into the demo space today; give how many came.

    Does nothing without a demo space, and nothing the second time on a day. The
    caller commits.
    """
    demo = demo_space(session)
    if demo is None:
        return 0
    presence.close_due(session, now=now)
    today = space.today(now)
    if _visits_on(session, demo, today) >= _BUSY:
        return 0
    free = _free_to_come(session, demo, today)
    _renew_asks(session, [member.id for member in free.values()], today)
    people, usual = cast(seed, today=today)
    people = tuple(_as_they_are(person, free.get(person.email)) for person in people)
    rng = np.random.default_rng([seed, today.toordinal()])
    ids = Ids(
        space=demo.id,
        zones=_zones(session, demo),
        members=[free[person.email].id if person.email in free else 0 for person in people],
    )
    known = _known(session, demo, ids.members)
    pairs = reasons.good_pairs(people, rng, count=PAIRS_TODAY, known=known)
    surely = frozenset(chain.from_iterable(pairs))
    came = visits.visits_today(people, usual, rng, now=now, surely=surely)
    _announce_mixer(session, people, ids, rng, now=now)
    if came:
        session.execute(insert(Visit), [story_rows.visit_row(visit, ids) for visit in came])
    return len(came)


@dataclass(frozen=True, slots=True)
class _Free:
    """Somebody whom nobody plays and who has not been in today."""

    id: int
    is_listed: bool


def _visits_on(session: Session, demo: Space, day: date) -> int:
    asked = select(func.count()).where(Visit.space_id == demo.id, Visit.day == day)
    return session.scalar(asked) or 0


def _free_to_come(session: Session, demo: Space, today: date) -> dict[str, _Free]:
    """Give by e-mail those who may come in by themselves."""
    in_today = select(Visit.member_id).where(
        or_(Visit.checked_out_at.is_(None), Visit.day == today)
    )
    rows = session.execute(
        select(Member.email, Member.id, Membership.is_listed)
        .join(Membership, Membership.member_id == Member.id)
        .where(
            Membership.space_id == demo.id,
            Membership.starts_on <= today,
            or_(Membership.ends_on.is_(None), Membership.ends_on >= today),
            Member.claimed_at.is_not(None),
            Member.disabled_at.is_(None),
            Member.password_hash.is_(None),
            Member.id.not_in(in_today),
        )
    )
    return {row.email: _Free(row.id, row.is_listed) for row in rows}


def _known(session: Session, demo: Space, ids: Sequence[int]) -> set[tuple[int, int]]:
    """Give by the story's numbers who was introduced to whom, or has met them, already."""
    number_of = {member_id: number for number, member_id in enumerate(ids)}
    rows = [
        row
        for kind in (Introduction, Encounter)
        for row in session.execute(
            select(kind.first_id, kind.second_id).where(kind.space_id == demo.id)
        )
    ]
    both = ((number_of.get(first, 0), number_of.get(second, 0)) for first, second in rows)
    return {(min(pair), max(pair)) for pair in both}


def _as_they_are(person: SeedMember, free: _Free | None) -> SeedMember:
    """Give the person as the rows have them now; who is not free does not come."""
    if free is None:
        return replace(person, habit=Habit.NEVER, wants_introductions=False)
    return replace(person, is_listed=free.is_listed)


def _renew_asks(session: Session, ids: Sequence[int], today: date) -> None:
    """Renew what has expired, as the people would have done with one tap."""
    session.execute(
        update(Ask)
        .where(Ask.member_id.in_(ids), Ask.expires_on < today)
        .values(expires_on=today + timedelta(days=ASK_LASTS_DAYS))
        .execution_options(synchronize_session=False)
    )


def _announce_mixer(
    session: Session,
    people: Sequence[SeedMember],
    ids: Ids,
    rng: np.random.Generator,
    *,
    now: datetime,
) -> None:
    """Announce another evening once the last one is over; some reply at once."""
    latest = session.scalar(select(func.max(Mixer.ends_at)).where(Mixer.space_id == ids.space))
    if latest is not None and latest < now:
        announced = mixers.replied(mixers.next_mixer(now), people, rng, now=now)
        mixer_rows.add_mixer(session, announced, space_id=ids.space, members=ids.members)


def _zones(session: Session, demo: Space) -> list[int | None]:
    """Give the ids of the zones by the story's numbers, none for those closed or renamed."""
    rows = session.execute(
        select(Zone.name, Zone.id).where(Zone.space_id == demo.id, Zone.closed_at.is_(None))
    )
    named = {row.name: row.id for row in rows}
    return [named.get(zone.name) for zone in space.ZONES]
