"""All that is kept about one person, for that person, as plain values.

Every table that points to a member, or to somebody at a mixer, is named in `SECTIONS`;
a test walks the schema and fails when one is missing. Other people appear only by the
name that the person may see anyway. What others said in private is theirs and is not
here: their replies, their notes, their blocks, and whom a host wishes at which table.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.services import directory
from app.services.acquaintance import blocks
from app.services.exports import export_dealings, export_sections
from app.services.exports.export_sections import Asker, Values
from models import Member, Profile

FORMAT = "alongside-export-1"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the export and the tables that it covers."""

    tables: frozenset[str]
    gather: Callable[[Session, Asker], Any]


def export_of(session: Session, member_id: int, *, photos: Path, now: datetime) -> Values:
    """Gather everything that is kept about this member."""
    asker = Asker(member_id, _names(session, member_id, now))
    return {
        "format": FORMAT,
        "exported_at": now.isoformat(),
        **{name: section.gather(session, asker) for name, section in SECTIONS.items()},
        "photo": _photo(session, member_id, photos),
    }


def _names(session: Session, member_id: int, now: datetime) -> dict[int, str]:
    near = directory.in_a_space_with(member_id)
    visible = directory.visible_members(member_id, now=now).where(Member.id.in_(near))
    found = session.execute(
        select(Profile.member_id, Profile.name).where(Profile.member_id.in_(visible))
    )
    blocked = [one.face for one in blocks.blocked_by(session, member_id)]
    return {row.member_id: row.name for row in found} | {face.id: face.name for face in blocked}


def _photo(session: Session, member_id: int, photos: Path) -> Values | None:
    stem = session.scalar(select(Profile.photo).where(Profile.member_id == member_id))
    file = photos / f"{stem}-256.webp"
    if stem is None or not file.exists():
        return None
    return {"type": "image/webp", "base64": base64.b64encode(file.read_bytes()).decode()}


def _section(gather: Callable[[Session, Asker], Any], *tables: str) -> Section:
    return Section(frozenset(tables), gather)


SECTIONS = {
    "account": _section(export_sections.account, "member"),
    "profile": _section(
        export_sections.profile, "profile", "spoken_language", "link", "interest", "offer", "ask"
    ),
    "memberships": _section(export_sections.memberships, "membership"),
    "consents": _section(export_sections.consents, "consent"),
    "invitations": _section(export_sections.invitations, "invitation"),
    "sign_ins": _section(export_sections.sign_ins, "sign_in"),
    "second_factor": _section(export_sections.second_factor, "second_factor", "recovery_code"),
    "password_resets": _section(export_sections.resets, "password_reset"),
    "email_changes": _section(export_sections.email_changes, "email_change"),
    "visits": _section(export_sections.visits, "visit"),
    "introductions": _section(export_dealings.introductions, "introduction"),
    "encounters": _section(export_dealings.encounters, "encounter"),
    "notes": _section(export_dealings.notes, "note"),
    "blocks": _section(export_dealings.blocks, "block"),
    "hellos": _section(export_dealings.hellos, "hello"),
    "mixers": _section(export_dealings.mixers, "attendee"),
    "seats": _section(export_dealings.seats, "seat", "earlier_seat"),
    "tables_hosted": _section(export_dealings.hosted_tables, "table_host"),
    "glad_to_meet_again": _section(export_dealings.glads, "glad"),
    "letters": _section(export_sections.letters, "letter"),
    "imports": _section(export_sections.imports, "import_draft"),
}
