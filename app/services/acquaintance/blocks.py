"""A private "not with", which holds in both directions and which nobody can tell.

Why it cannot be told. A block is read in one place for what people see,
`directory.visible_members`, and in one for whom the matching may propose, and
both read it in either direction. So for each of the two the other is, at once
and everywhere, somebody who is no longer a member of the space: not in today, no
card, no line, no profile, no letter, nothing counted. Nothing is written that
the blocked one could read, no reply is changed, no place of today's limit comes
free. The pages of the blocked one are the same, byte by byte, as if the other
had left the space; tests compare them. Who sat at a table is no secret to those who sat
there, so of that the name alone stays, as it does of somebody who has left.

What a block does *not* imitate is somebody who is merely out: then lists of the
past would still show them, and the one who blocked would have to go on seeing
the other there.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.services import directory, faces, once
from app.services.acquaintance import glads
from app.services.errors import Refused
from app.services.faces import Face
from app.services.texts import folded
from models import Block, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """Somebody whom a member has blocked, and since when: the name alone, to tell them apart."""

    face: Face
    at: datetime


def block(session: Session, other_id: int, *, by: int, now: datetime) -> None:
    """Keep two people apart from now on, everywhere; a second time changes nothing."""
    if other_id == by:
        msg = "You cannot block yourself."
        raise Refused(msg)
    mine = select(Block.at).where(Block.member_id == by, Block.other_id == other_id)
    if session.scalar(mine) is not None:
        return
    directory.require_visible(session, other_id, by=by, now=now)
    # Or the other could still learn of it at the next press, and come over.
    glads.take_back_all(session, by, other_id)
    once.add(session, Block, member_id=by, other_id=other_id, at=now)


def unblock(session: Session, other_id: int, *, by: int) -> None:
    """Take one's own block back; if the other has one, too, that one goes on."""
    session.execute(delete(Block).where(Block.member_id == by, Block.other_id == other_id))


def blocked_by(session: Session, member_id: int) -> list[Blocked]:
    """Give whom a member has blocked, by name.

    The one list that does not ask the directory, which hides these very people.
    It shows what the member knew when they blocked: the name, and no picture.
    """
    name = func.coalesce(Block.known_as, Profile.name)
    rows = session.execute(
        select(Profile.member_id, name.label("name"), Block.at)
        .join(Block, Block.other_id == Profile.member_id)
        .where(Block.member_id == member_id)
    )
    by_name = sorted(rows, key=lambda row: (folded(row.name), row.member_id))
    return [Blocked(face=faces.face(row.member_id, row.name, None), at=row.at) for row in by_name]


def keep_name(session: Session, member_id: int, name: str) -> None:
    """Let whoever has blocked somebody go on with their name of then, before they take another."""
    session.execute(
        update(Block)
        .where(Block.other_id == member_id, Block.known_as.is_(None))
        .values(known_as=name)
    )
