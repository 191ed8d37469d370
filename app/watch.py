"""Whether anything has been committed to the database since, by this process or any other."""

from collections.abc import Hashable
from itertools import count
from threading import Lock
from typing import cast

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

ASK = {
    # Counts what all other connections have committed.
    "sqlite": "PRAGMA data_version",
    # Names the transactions whose changes are seen; whatever writes has one of its own.
    "postgresql": "SELECT pg_current_snapshot()::text",
}
_numbers = count()


class Watch:
    """One connection that never writes, outside the pool, and what it says of all the others.

    Asking takes a hundredth of what it takes to look somebody up in SQLite, and one short
    round trip in PostgreSQL.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._error = engine.dialect.loaded_dbapi.Error
        self._lock = Lock()
        self._connection: DBAPIConnection | None = None
        self._number = 0
        event.listen(engine, "engine_disposed", self._close)

    def version(self) -> Hashable:
        """Give a mark that is another one as soon as anything has been committed.

        What is read after asking is of this version or newer, never older.
        """
        with self._lock:
            try:
                return self._ask()
            except self._error:  # a server that was started anew
                self._close(self._engine)
                return self._ask()

    def _ask(self) -> Hashable:
        connection = self._connection or self._open()
        cursor = connection.cursor()
        cursor.execute(ASK[self._engine.dialect.name])
        row = cursor.fetchone()
        cursor.close()
        # SQLite begins to count anew with each connection.
        return (self._number, *row) if row else object()

    def _open(self) -> DBAPIConnection:
        pooled = self._engine.raw_connection()
        connection = cast("DBAPIConnection", pooled.dbapi_connection)  # None only once given back
        pooled.detach()
        self._engine.dialect.set_isolation_level(connection, "AUTOCOMMIT")
        self._connection, self._number = connection, next(_numbers)
        return connection

    def _close(self, _engine: Engine) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
