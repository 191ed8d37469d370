"""Several transactions on one database at the same moment."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.extensions import make_engine


def gave_at_once(database_url, *doings):
    """Do these at the same moment, each in a transaction of its own; give what each gave.

    What one raised stands in its place.
    """
    engine = make_engine(database_url)
    start = threading.Barrier(len(doings))

    def run(doing):
        with Session(engine, expire_on_commit=False) as session:
            start.wait()
            try:
                given = doing(session)
                session.commit()
            except Exception as error:  # noqa: BLE001 - whatever it is, the test names it
                return error
            return given

    with ThreadPoolExecutor(len(doings)) as hands:
        given = list(hands.map(run, doings))
    engine.dispose()
    return given


def at_once(database_url, *doings):
    """Do these at the same moment; give what came of each, a failure by its name."""
    given = gave_at_once(database_url, *doings)
    return sorted(type(one).__name__ if isinstance(one, Exception) else "done" for one in given)


def came_between(database_url, first, then):
    """Do one thing, begin another before the first is committed; give what the second gave.

    On PostgreSQL the first is committed when the second waits for it: what that read before is
    no longer so. On SQLite the second waits from its beginning.
    """
    engine = make_engine(database_url)

    def second():
        with Session(engine, expire_on_commit=False) as session:
            given = then(session)
            session.commit()
            return given

    with ThreadPoolExecutor(1) as hand, Session(engine) as session:
        first(session)
        given = hand.submit(second)
        while engine.dialect.name == "postgresql" and not (given.done() or _is_waited(engine)):
            time.sleep(0.01)
        session.commit()
        found = given.result()
    engine.dispose()
    return found


def _is_waited(engine):
    waiting = (
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    )
    with engine.connect() as connection:
        return connection.scalar(text(waiting)) > 0
