"""Introductions that both said yes to: the only ones with a hello and a "did you meet?"."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.services import directory
from app.services.errors import NotFound
from models import Introduction


def agreed_introduction(
    session: Session, introduction_id: int, *, by: int, now: datetime
) -> Introduction:
    """Give an introduction to one of the two who agreed and still see each other.

    To anybody else, and before both have said yes, there is none.
    """
    introduction = session.get(Introduction, introduction_id, populate_existing=True)
    if introduction is None or by not in (introduction.first_id, introduction.second_id):
        raise NotFound
    partner_id = introduction.partner_of(by)
    seen = directory.visible_among(session, [partner_id], by=by, now=now)
    if not introduction.is_agreed or partner_id not in seen:
        raise NotFound
    return introduction
