"""What people offer and ask for, as matching takes it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

import matching
from app.services.matchmaking import matchmaking_queries as rows
from models import Ask, Offer


def wants(
    session: Session, table: type[Offer | Ask], ids: Collection[int], *, today: date
) -> dict[int, list[matching.Want]]:
    """Put the rows of one offer or ask together, one row a skill, under its owner."""
    of: dict[int, list[matching.Want]] = defaultdict(list)
    for _id, same in groupby(rows.wants(session, table, ids, today=today), key=lambda row: row.id):
        first, *more = same
        skills = dict.fromkeys(row.skill for row in (first, *more) if row.skill)
        kind = first.kind.value if "kind" in first._fields else ""
        of[first.member_id].append(
            matching.Want(words=first.words, skills=tuple(skills), kind=kind)
        )
    return of
