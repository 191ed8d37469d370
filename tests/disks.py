"""No process of the tests waits for the disk: an SQLite file is gone with its test."""

import sqlite3

from sqlalchemy import Engine, event


@event.listens_for(Engine, "connect")
def _wait_for_no_disk(connection, _record):
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = off")
