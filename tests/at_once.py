"""Several transactions on one database at the same moment."""

import threading

from sqlalchemy.orm import Session

from app.extensions import make_engine


def at_once(database_url, *doings):
    """Do these at the same moment, each in a transaction of its own; give what came of each."""
    engine = make_engine(database_url)
    start, outcomes = threading.Barrier(len(doings)), []

    def run(doing):
        with Session(engine, expire_on_commit=False) as session:
            start.wait()
            try:
                doing(session)
                session.commit()
            except Exception as error:  # noqa: BLE001 - whatever it is, the test names it
                outcomes.append(type(error).__name__)
            else:
                outcomes.append("done")

    threads = [threading.Thread(target=run, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine.dispose()
    return sorted(outcomes)
