"""Letters about introductions, for those alone who want mail from the space."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import letters
from models import LetterKind, Membership


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
