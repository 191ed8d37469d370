"""Leaving for good leaves nothing behind."""

import sqlite3
from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import Table, func, insert, select, text

from app.extensions import db, make_engine
from app.jobs.retention import forget_due
from app.services.members import erasure
from models import Attendee, Base, Glad, Member, Role, Seat, SeatingWish, TableHost, WishKind
from models.base import UtcDateTime
from tests import evenings as nights
from tests.factories import (
    a_host_of,
    a_member,
    a_member_of,
    a_membership,
    a_mixer,
    a_space,
    a_visit,
    an_introduction,
)

CANARY = "canary-4f1b"


def _rows_about_people():
    return [
        table
        for table in Base.metadata.sorted_tables
        if {key.column.table.name for key in table.foreign_keys}
        & {"member", "profile", "membership"}
    ]


def _value(column, ids, now):
    """Give a value that the column takes, with the canary in every text."""
    for key in column.foreign_keys:
        return ids.get(key.column.table.name)
    if isinstance(column.type, UtcDateTime):
        return now
    kind = column.type.python_type
    if column.name == "first_id":
        return ids["member"]
    plain = {
        date: now.date(),
        time: time(9),
        bool: True,
        int: 1,
        float: 0.5,
        bytes: CANARY.encode(),
        list: [{"ask": CANARY}],
    }
    if kind in plain:
        return plain[kind]
    if hasattr(column.type, "enums"):
        return column.type.enum_class(column.type.enums[0])
    return f"{CANARY}-{column.name}"[: column.type.length or 80]


@pytest.fixture
def somebody_everywhere(session, now):
    """A person with a row in every table that can point to them, each text a canary."""
    space = a_space()
    a_host_of(space)
    other = a_member_of(space)
    person = a_member_of(space, CANARY, profile={"bio": CANARY, "headline": CANARY})
    ids = {"member": person.id, "profile": person.id, "space": space.id}
    ids["membership"] = session.scalar(
        text("select id from membership where member_id = :id"), {"id": person.id}
    )
    introduction = an_introduction(person, other, space, now=now, reasons=[{"ask": CANARY}])
    ids |= {"introduction": introduction.id, "mixer": a_mixer(space, now=now).id}
    done = {"profile", "membership", "introduction"}
    for table in _rows_about_people():
        if table.name in done:
            continue
        values = {
            column.name: _value(column, ids, now)
            for column in table.columns
            if not (column.primary_key and column.name == "id")
        }
        if "second_id" in values:
            values |= {"first_id": other.id, "second_id": person.id}
        if "about_id" in values and table.name == "note":
            values["about_id"] = other.id
        if "other_id" in values:
            values["other_id"] = other.id
        session.execute(insert(table).values(values))
    session.commit()
    return person


def test_no_table_knows_the_person_any_more(session, somebody_everywhere):
    person = somebody_everywhere.id
    before = {t.name: _count_about(session, t, person) for t in _rows_about_people()}
    assert 0 not in before.values(), before

    erasure.erase(session, person)
    session.commit()

    after = {t.name: _count_about(session, t, person) for t in _rows_about_people()}
    assert set(after.values()) == {0}
    assert session.get(Member, person, populate_existing=True) is None


def _count_about(session, table, person):
    assert isinstance(table, Table)
    keys = [
        column
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in {"member", "profile"}
    ]
    if not keys:
        return session.scalar(select(func.count()).select_from(table))
    return sum(
        session.scalar(select(func.count()).select_from(table).where(column == person))
        for column in keys
    )


def test_what_somebody_did_at_a_mixer_goes_with_them(session, now):
    night = nights.a_night(now=now, people=4, size=4, count=1)
    ana, bo, cy, _di = night.people
    nights.plan(session, night, now=now)
    nights.play(session, night, 1, now=now)
    session.add_all(Glad(from_id=a.id, about_id=b.id, at=now) for a, b in ((ana, bo), (bo, ana)))
    session.add(Glad(from_id=bo.id, about_id=cy.id, at=now))
    session.add(TableHost(attendee_id=ana.id, table_number=1))
    session.add(SeatingWish(first_id=ana.id, second_id=bo.id, kind=WishKind.APART))
    session.flush()
    tables = (Attendee, Seat, Glad, TableHost, SeatingWish)
    assert [_count(session, table) for table in tables] == [4, 4, 3, 1, 1]

    erasure.erase(session, ana.member_id)

    assert [_count(session, table) for table in tables] == [3, 3, 1, 0, 0]


def _count(session, table):
    return session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_byte_of_the_database_file_remembers(session, somebody_everywhere, database_url):
    file = Path(database_url.removeprefix("sqlite:///"))
    assert CANARY.encode() in _bytes_of(file)

    erasure.erase(session, somebody_everywhere.id)
    session.commit()
    session.close()
    engine = make_engine(database_url)
    erasure.settle(engine)
    engine.dispose()

    assert CANARY.encode() not in _bytes_of(file)


def _bytes_of(file):
    return b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_was_deleted_while_somebody_read_is_overwritten_within_the_hour(
    app, session, somebody_everywhere, database_url
):
    file = Path(database_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select * from member").fetchall()
        erasure.erase(session, somebody_everywhere.id)
        session.commit()
        with app.app_context():
            erasure.settle(db.engine)
        lingers = CANARY.encode() in _bytes_of(file)

    with app.app_context():
        forget_due(app)

    assert (lingers, CANARY.encode() in _bytes_of(file)) == (True, False)


def test_the_last_host_of_a_space_hands_it_over_first(session):
    space = a_space()
    host = a_host_of(space)
    a_member_of(space)

    with pytest.raises(erasure.LastHost):
        erasure.erase(session, host.id)


def test_a_host_may_go_when_another_stays(session):
    space = a_space()
    host, other = a_host_of(space), a_member_of(space, role=Role.HOST)

    erasure.erase(session, host.id)

    assert session.scalars(select(Member.id)).all() == [other.id]


def test_a_host_who_cannot_sign_in_does_not_count(session, now):
    space = a_space()
    host = a_host_of(space)
    a_host_of(space).disabled_at = now
    a_visit(host, space, now=now)

    with pytest.raises(erasure.LastHost):
        erasure.erase(session, host.id)


def test_who_never_came_or_whose_time_is_over_does_not_count_either(session, now):
    space, day = a_space(), now.date()
    host = a_host_of(space)
    a_membership(a_member(), space, role=Role.HOST, joined_at=None)
    a_membership(a_member(), space, role=Role.HOST, ends_on=day)

    with pytest.raises(erasure.LastHost):
        erasure.erase(session, host.id)


@pytest.mark.parametrize("given", [{"joined_at": None}, {"ends_on": date(2026, 3, 1)}], ids=str)
def test_nobody_is_kept_by_a_space_that_they_do_not_run(session, given):
    somebody = a_member_of(a_space())
    a_membership(somebody, a_space(), role=Role.HOST, **given)

    erasure.erase(session, somebody.id)

    assert session.scalars(select(Member.id)).all() == []


def test_the_picture_to_be_removed_is_named(session):
    member = a_member_of(a_space(), profile={"photo": "stem"})

    assert erasure.erase(session, member.id) == "stem"
