"""What members' words mean to the matching is kept beside them, for after a restart.

To read the words of a full room takes seconds, in which somebody who checks in would wait.
"""

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

import matching
from app.services import once
from models import Meaning

Texts = Mapping[int, frozenset[str]]
"""For each member all that is read of them."""


def bring_back(session: Session, people: Iterable[matching.Person]) -> Texts:
    """Tell the matching what is kept; give those of whom something must still be read."""
    # Whoever has had all introductions of the day is not read.
    return recall(session, {int(one.id): matching.texts_of(one) for one in people if one.limit})


def recall(session: Session, texts: Texts) -> Texts:
    """Do the same for these texts of members."""
    unread = matching.unread(frozenset().union(*texts.values()))
    if not unread:
        return {}
    of = [member_id for member_id, theirs in texts.items() if theirs & unread]
    rows = session.execute(
        select(Meaning.key, Meaning.vector).where(
            Meaning.member_id.in_(of), Meaning.edition == matching.EDITION
        )
    )
    known = {row.key: row.vector for row in rows}
    matching.learn({text: known[_key(text)] for text in unread if _key(text) in known})
    unread = matching.unread(unread)
    return {member_id: texts[member_id] for member_id in of if texts[member_id] & unread}


def keep(session: Session, texts: Texts) -> None:
    """Keep what was read of these members, and no longer what they once said."""
    if not texts:
        return
    session.execute(delete(Meaning).where(Meaning.member_id.in_(texts)))
    read = matching.meanings(frozenset().union(*texts.values()))
    rows = [
        {
            "member_id": member_id,
            "key": _key(text),
            "edition": matching.EDITION,
            "vector": read[text],
        }
        for member_id, theirs in sorted(texts.items())
        for text in sorted(theirs & read.keys())
    ]
    once.add_all(session, Meaning, rows)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
