"""Several taps, several hosts, and a process that is killed: all of a file, once, or nothing."""

import threading

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import make_engine
from app.services import imports
from models import Member, Membership, Offer, Space
from tests.factories import a_host_of, a_space

FILE = b"""Name,E-mail,Skills
Ana Silva,ana@example.org,packaging; branding
Bo Lund,bo@example.org,
"""
EVERYBODY = select(Member.email).order_by(Member.email)


def at_once(database_url, *doings):
    """Do these at the same moment, each in a transaction of its own; give what came of each."""
    start, outcomes = threading.Barrier(len(doings)), []

    def run(doing):
        engine = make_engine(database_url)
        with Session(engine, expire_on_commit=False) as session:
            start.wait()
            try:
                doing(session)
                session.commit()
            except Exception as error:  # noqa: BLE001 - whatever it is, the test names it
                outcomes.append(type(error).__name__)
            else:
                outcomes.append("done")
        engine.dispose()

    threads = [threading.Thread(target=run, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_of_many_taps_on_import_one_writes(database_url, session, now):
    space = a_space()
    host = a_host_of(space)
    draft = imports.keep(session, space, by=host.id, file_name="", content=FILE, now=now)
    session.commit()

    def apply(own):
        imports.apply_draft(own, own.get(Space, space.id), draft.id, by=host.id, now=now)

    assert at_once(database_url, *[apply] * 5) == ["NotFound"] * 4 + ["done"]
    assert session.scalars(EVERYBODY).all() == ["ana@example.org", "bo@example.org", host.email]
    assert session.scalar(select(func.count()).select_from(Membership)) == 3


def test_two_hosts_who_import_the_same_list_at_once_make_everybody_once(database_url, session, now):
    space = a_space()
    session.commit()

    def bring(own):
        imports.run(own, own.get(Space, space.id), FILE, now=now)

    assert at_once(database_url, bring, bring, bring) == ["done"] * 3
    assert session.scalars(EVERYBODY).all() == ["ana@example.org", "bo@example.org"]
    assert session.scalar(select(func.count()).select_from(Offer)) == 2
