"""Several transactions on one database at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

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
