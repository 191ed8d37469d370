"""Adding a row that may be there already: the database decides, in one statement."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models import Base

Row = TypeVar("Row", bound=Base)


def add(session: Session, kind: type[Row], **values: object) -> Row | None:
    """Add a row and give it back; None when a unique constraint says that it is there already.

    Of several processes that add the same row at once, exactly one gets it.
    """
    added = _insert(session, kind).values(**values).on_conflict_do_nothing().returning(kind)
    return session.scalars(added).one_or_none()


def add_all(session: Session, kind: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Add many rows, in their order, but those that are there already."""
    if rows:
        session.execute(_insert(session, kind).on_conflict_do_nothing(), rows)


def _insert(session: Session, kind: type[Base]) -> sqlite.Insert | postgresql.Insert:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(kind) if is_sqlite else postgresql.insert(kind)
