"""Who has deleted themselves, so that a backup from before does not bring them back.

A file in the data folder, beside the database, holds a mark of each: a hash of the number and
the moment of the row that is gone. Nobody can be read from it, and only a copy of that very
row has the same mark: numbers may be given again after a restore, moments are not.
"""

import os
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services.members import erasure
from models import Member

FILE = "erased"


def mark_of(session: Session, member_id: int) -> str | None:
    """Give the mark of somebody, before they go; None of somebody who has gone already."""
    member = session.get(Member, member_id)
    return _mark(member) if member else None


def require_room(folder: Path) -> None:
    """Fail where no mark can be written, before anybody is gone of whom it would be missing."""
    (folder / FILE).open("a").close()


def note(folder: Path, mark: str) -> None:
    """Write the mark down, once somebody is gone, so that no power cut takes it away."""
    with (folder / FILE).open("a") as file:
        file.write(f"{mark}\n")
        file.flush()
        os.fsync(file.fileno())


def erase_again(session: Session, folder: Path) -> list[str | None]:
    """Delete whoever is back and had gone; give the stems of pictures still to be removed."""
    file = folder / FILE
    marks = set(file.read_text().split()) if file.exists() else set()
    if not marks:
        return []
    back = [one.id for one in session.scalars(select(Member)) if _mark(one) in marks]
    return [erasure.forget(session, member_id) for member_id in back]


def _mark(member: Member) -> str:
    return sha256(f"{member.id} {member.created_at.isoformat()}".encode()).hexdigest()
