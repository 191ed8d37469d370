"""Forgetting: raw visits go after a time, only counts of weeks stay."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete, distinct, func, or_, select
from sqlalchemy.orm import Session

from models import (
    Attendance,
    Attendee,
    EmailChange,
    ImportDraft,
    Letter,
    Mixer,
    PasswordReset,
    SignIn,
    Space,
    Visit,
)

FEWEST_PEOPLE = 5
"""A week with fewer people is not counted: so few could be recognised."""
DRAFT_LASTS = timedelta(days=1)
LETTER_LASTS = timedelta(days=30)
EVENING_LASTS = timedelta(days=45)
"""The effect of a mixer is looked at after thirty days; then nobody needs its guest list."""
WEEK = timedelta(days=7)


def spaces(session: Session) -> list[int]:
    """Give the spaces whose visits are counted and forgotten."""
    return list(session.scalars(select(Space.id).order_by(Space.id)))


def count_weeks(session: Session, space: Space, *, now: datetime) -> int:
    """Write down how many came in each finished week that is not counted yet."""
    if space.retention_days < WEEK.days:
        return 0  # its first days are forgotten before it is over: it would be counted too low
    this_week = _monday(space.today(now))
    first = session.scalar(select(func.min(Visit.day)).where(Visit.space_id == space.id))
    known = set(session.scalars(select(Attendance.week).where(Attendance.space_id == space.id)))
    week = _monday(first) if first else this_week
    counted = 0
    while week < this_week:
        if week not in known:
            counted += _count_week(session, space, week)
        week += WEEK
    return counted


def _count_week(session: Session, space: Space, week: date) -> int:
    visits, people = session.execute(
        select(func.count(), func.count(distinct(Visit.member_id))).where(
            Visit.space_id == space.id, Visit.day >= week, Visit.day < week + WEEK
        )
    ).one()
    if people < FEWEST_PEOPLE:
        return 0
    session.add(Attendance(space_id=space.id, week=week, visits=visits, people=people))
    return 1


def forget_visits(session: Session, space: Space, *, now: datetime) -> int:
    """Delete finished visits older than the space keeps them, and say how many."""
    oldest = space.today(now) - timedelta(days=space.retention_days)
    gone = session.execute(
        delete(Visit)
        .where(Visit.space_id == space.id, Visit.day < oldest, Visit.checked_out_at.is_not(None))
        .returning(Visit.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


def forget_leftovers(session: Session, *, now: datetime) -> None:
    """Delete what has served its purpose: ended sign-ins, resets, import drafts, letters."""
    long_ago = now - LETTER_LASTS
    session.execute(delete(SignIn).where(SignIn.expires_at <= now))
    session.execute(delete(PasswordReset).where(PasswordReset.expires_at <= now - DRAFT_LASTS))
    session.execute(delete(EmailChange).where(EmailChange.expires_at <= long_ago))
    session.execute(delete(ImportDraft).where(ImportDraft.created_at <= now - DRAFT_LASTS))
    # Those too that were never sent: without a mail server all letters wait.
    session.execute(delete(Letter).where(Letter.created_at <= long_ago))


def forget_guest_lists(session: Session, *, now: datetime) -> int:
    """Delete guests by name, and who did not come, some weeks after a mixer; say how many.

    Members who came keep it in their own list of evenings, as they keep whom they met.
    """
    over = select(Mixer.id).where(Mixer.ends_at <= now - EVENING_LASTS)
    is_needless = or_(Attendee.member_id.is_(None), Attendee.arrived_at.is_(None))
    gone = session.execute(
        delete(Attendee)
        .where(Attendee.mixer_id.in_(over), is_needless)
        .returning(Attendee.id)
        .execution_options(synchronize_session=False)
    )
    return len(gone.all())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
