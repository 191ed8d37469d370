"""Letters to be sent: noted here, written and posted by a job."""

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Letter, LetterKind


def write(session: Session, kind: LetterKind, *, to: int, about_id: int, now: datetime) -> None:
    """Note that a member is to have a letter about one row; the same one is never noted twice.

    The unique constraint has the last word: of two processes that note it at
    once, the slower one's transaction fails and is to be tried again.
    """
    known = select(Letter.id).where(
        Letter.kind == kind, Letter.member_id == to, Letter.about_id == about_id
    )
    if session.execute(known).first() is None:
        session.add(
            Letter(
                kind=kind,
                member_id=to,
                about_id=about_id,
                message_id=secrets.token_hex(16),
                created_at=now,
            )
        )
