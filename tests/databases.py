"""A server of PostgreSQL if there is one, and databases with the newest schema."""

import os
import shutil
import uuid
from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from app.extensions import make_engine
from models import migrations


def _postgres_url():
    """Give the address of a server that answers, or None."""
    given = os.environ.get("TEST_POSTGRES_URL", "")
    for url in (
        [given] if given else ["postgresql:///postgres", "postgresql://postgres@127.0.0.1/postgres"]
    ):
        address = make_url(url).set(drivername="postgresql+psycopg")
        engine = create_engine(address, connect_args={"connect_timeout": 2})
        try:
            with engine.connect():
                return address
        except OperationalError:
            continue
        finally:
            engine.dispose()
    return None


POSTGRES_URL = _postgres_url()


@contextmanager
def fresh_postgres():
    """Give the address of an empty database that is dropped afterwards."""
    name = f"alongside_test_{uuid.uuid4().hex}"
    admin = create_engine(POSTGRES_URL, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"create database {name}"))
        # Tests need not survive a power cut, so nothing waits for the disk.
        connection.execute(text(f"alter database {name} set synchronous_commit = off"))
    try:
        yield POSTGRES_URL.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))
        admin.dispose()


def migrate(url):
    """Give a database the newest schema."""
    engine = make_engine(url)
    with engine.begin() as connection:
        migrations.upgrade(connection)
    engine.dispose()


def put(database, file, engines):
    """Put a copy of an SQLite database where another one was, on which these engines worked."""
    for engine in engines:
        if engine.dialect.name == "sqlite":
            engine.dispose()
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
    shutil.copy(database, file)
