"""Letters about introductions, for those alone who want mail from the space."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.services import letters
from models import Introduction, LetterKind, Membership


def write_wanted(
    session: Session,
    kind: LetterKind,
    *,
    to: Iterable[tuple[int, int]],
    space_id: int,
    now: datetime,
) -> None:
    """Note a letter for each (member, number of the row it tells of), where mail is wanted."""
    wanted = list(to)
    wishing = select(Membership.member_id).where(
        Membership.space_id == space_id,
        Membership.member_id.in_({member_id for member_id, _about in wanted}),
        Membership.wants_mail.is_(True),
    )
    wishers = set(session.scalars(wishing))
    for member_id, about_id in wanted:
        if member_id in wishers:
            letters.write(session, kind, to=member_id, about_id=about_id, now=now)


def proposed_at_once(
    session: Session, introduction: Introduction, member_id: int
) -> list[Introduction]:
    """Give all that one look proposed to one of the two, the best first: they have one letter."""
    rows = session.scalars(
        select(Introduction)
        .where(
            Introduction.space_id == introduction.space_id,
            Introduction.day == introduction.day,
            Introduction.proposed_at == introduction.proposed_at,
            or_(Introduction.first_id == member_id, Introduction.second_id == member_id),
        )
        .order_by(Introduction.worth.desc(), Introduction.id)
    )
    return list(rows)
