"""What a member writes down about somebody, for their own eyes."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from app.services import directory, once, texts
from app.services.errors import Refused
from models import Note

LONGEST = 2000


def write(session: Session, about_id: int, words: str, *, by: int, now: datetime) -> None:
    """Keep one's words about somebody whom one may see; no words remove the note."""
    directory.require_visible(session, about_id, by=by, now=now)
    plain = texts.paragraphs(words)
    if len(plain) > LONGEST:
        msg = f"That is too long; {LONGEST} characters are the most."
        raise Refused(msg)
    mine = (Note.member_id == by, Note.about_id == about_id)
    if not plain:
        session.execute(delete(Note).where(*mine))
        return
    if once.add(session, Note, member_id=by, about_id=about_id, words=plain, changed_at=now):
        return
    session.execute(update(Note).where(*mine).values(words=plain, changed_at=now))
