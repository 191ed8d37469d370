"""Whether everything that serving needs is there."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.services.errors import Refused
from models import migrations


class NotReady(Refused):
    """The database is missing, or not migrated."""

    status = 503
    message = "Not ready yet."


def require_ready(session: Session) -> None:
    """Raise NotReady unless the database answers and has the newest schema."""
    found = session.execute(text("select version_num from alembic_version")).scalar_one_or_none()
    if found != migrations.newest():
        raise NotReady
