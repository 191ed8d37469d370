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
    rows = trios.on_the_card(session, introduction_id, by=by, together_with=together_with)
    partners = {row.partner_of(by) for row in rows if row.is_agreed}
    seen = directory.visible_among(session, partners, by=by, now=now)
    found = [row for row in rows if row.partner_of(by) in seen]
    if not found:
        raise NotFound
    return found
