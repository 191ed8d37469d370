"""Introductions that both said yes to: the only ones with a hello and a "did you meet?"."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from app.services import directory, trios
from app.services.errors import NotFound
from models import Introduction


def agreed_introduction(
    session: Session, introduction_id: int, *, by: int, now: datetime
) -> Introduction:
    """Give an introduction to one of the two who agreed and still see each other.

    To anybody else, and before both have said yes, there is none.
    """
    [introduction] = agreed_introductions(session, introduction_id, by=by, now=now)
    return introduction


def agreed_introductions(
    session: Session,
    introduction_id: int,
    *,
    by: int,
    now: datetime,
    together_with: Collection[int] = (),
) -> list[Introduction]:
    """Give this one and, of a trio, the other one named, as far as both of each agreed.

    It is enough that one of them is still there to be found.
    """
    introduction = session.get(Introduction, introduction_id, populate_existing=True)
    if introduction is None or not introduction.involves(by):
        raise NotFound
    named = {introduction_id, *together_with}
    rows = [row for row in trios.sides_of(session, introduction, by) if row.id in named]
    partners = {row.partner_of(by) for row in rows if row.is_agreed}
    seen = directory.visible_among(session, partners, by=by, now=now)
    found = [row for row in rows if row.partner_of(by) in seen]
    if not found:
        raise NotFound
    return found
