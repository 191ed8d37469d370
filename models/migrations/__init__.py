"""The schema's history, and how to walk it: plain Alembic, no Flask."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """Name the revision that a fully migrated database has."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        msg = "there are no migrations"
        raise LookupError(msg)
    return revision


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to a revision; all of it or nothing."""
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Take the database back to a revision; "base" is empty."""
    command.downgrade(_config(connection), revision)


def write(connection: Connection, message: str) -> None:
    """Write a new revision from what the models have and the database lacks."""
    command.revision(_config(connection), message=message, autogenerate=True)
