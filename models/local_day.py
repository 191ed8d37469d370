"""The local day of a time zone, inside a query, on both engines."""

import sqlite3
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


class local_day(GenericFunction[date]):  # noqa: N801 - written like every function of SQL
    """`local_day(time_zone, moment)`: the day that it is there at that moment."""

    type = Date()
    inherit_cache = True


@compiles(local_day, "postgresql")
def _in_postgresql(
    element: local_day,
    compiler: SQLCompiler,
    **more: Any,  # noqa: ANN401 - options of the compiler, handed on
) -> str:
    zone, moment = (compiler.process(part, **more) for part in element.clauses)
    return f"timezone({zone}, {moment})::date"


def teach_sqlite(connection: sqlite3.Connection) -> None:
    """Let a connection know the function; SQLite has no time zones of its own."""
    connection.create_function("local_day", 2, _day_there, deterministic=True)


def _day_there(time_zone: str, moment: str) -> str:
    shown = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(ZoneInfo(time_zone))
    return shown.date().isoformat()
