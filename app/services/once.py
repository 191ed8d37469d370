"""Adding a row that may be there already: the database decides, in one statement."""

from typing import TypeVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models import Base

Row = TypeVar("Row", bound=Base)


def add(session: Session, kind: type[Row], **values: object) -> Row | None:
    """Add a row and give it back; None when a unique constraint says that it is there already.

    Of several processes that add the same row at once, exactly one gets it.
    """
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    adding = sqlite.insert(kind) if is_sqlite else postgresql.insert(kind)
    added = adding.values(**values).on_conflict_do_nothing().returning(kind)
    return session.scalars(added).one_or_none()
