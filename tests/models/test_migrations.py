"""The schema's history leads to what the models say, there and back, on both engines."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, Table, inspect, text

from app.extensions import make_engine
from models import Base, migrations
from tests.conftest import ENGINES, NOON
from tests.databases import fresh_postgres


@pytest.fixture(params=ENGINES)
def empty_database(request, tmp_path):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    with fresh_postgres() as url:
        yield url


def test_migrating_up_gives_the_models_and_down_gives_nothing(empty_database):
    engine = make_engine(empty_database)

    with engine.begin() as connection:
        migrations.upgrade(connection)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []

    with engine.begin() as connection:
        migrations.downgrade(connection, "base")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]

    with engine.begin() as connection:
        migrations.upgrade(connection)
    engine.dispose()


def test_a_second_migration_changes_nothing(empty_database):
    engine = make_engine(empty_database)

    for _ in range(2):
        with engine.begin() as connection:
            migrations.upgrade(connection)

    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables} | {
            "alembic_version"
        }
    engine.dispose()


def test_an_evening_announced_before_there_were_rounds_is_kept_with_the_usual_ones(empty_database):
    engine = make_engine(empty_database)
    with engine.begin() as connection:
        migrations.upgrade(connection, "0001")
        space, mixer = (Table(n, MetaData(), autoload_with=connection) for n in ("space", "mixer"))
        told = {"id": 1, "slug": "yard", "name": "Yard", "time_zone": "UTC", "address": ""}
        rules = {"introductions_per_day": 2, "cooling_days": 90, "retention_days": 30}
        rest = {"welcome": "", "is_demo": False, "created_at": NOON}
        connection.execute(space.insert().values(told | rules | rest))
        evening = {"space_id": 1, "title": "Soup", "words": "", "place": "", "created_at": NOON}
        evenings = [evening | {"id": n, "starts_at": NOON, "ends_at": NOON} for n in (1, 2)]
        connection.execute(mixer.insert(), evenings)

    with engine.begin() as connection:
        migrations.upgrade(connection)
        kept = connection.execute(text("select * from mixer order by id")).mappings().all()
        migrations.downgrade(connection, "0001")
        left = connection.scalar(text("select count(*) from mixer"))

    usual = ("Soup", 4, 12, 5, "space", 0, None)
    names = ("title", "rounds", "round_minutes", "table_size", "audience", "sequence", "capacity")
    assert [tuple(row[name] for name in names) for row in kept] == [usual, usual]
    assert len({row["uid"] for row in kept}) == 2
    assert left == 2
    engine.dispose()


def test_recovery_codes_are_kept_when_no_number_is_to_be_given_twice_any_more(empty_database):
    engine = make_engine(empty_database)
    with engine.begin() as connection:
        migrations.upgrade(connection, "0009")
        member, code = (
            Table(n, MetaData(), autoload_with=connection) for n in ("member", "recovery_code")
        )
        told = {"id": 1, "email": "ana@example.org", "created_at": NOON}
        connection.execute(member.insert().values(told))
        codes = [{"member_id": 1, "code_hash": one, "used_at": None} for one in "abc"]
        connection.execute(code.insert(), codes)

    with engine.begin() as connection:
        migrations.upgrade(connection)
        kept = connection.execute(text("select id, code_hash from recovery_code")).all()
        connection.execute(text("delete from recovery_code where id = 3"))
        connection.execute(code.insert().values(member_id=1, code_hash="d"))
        given = connection.scalar(text("select max(id) from recovery_code"))
        migrations.downgrade(connection, "0009")
        left = connection.execute(text("select id, code_hash from recovery_code")).all()

    assert sorted(kept) == [(1, "a"), (2, "b"), (3, "c")]
    assert (given, sorted(left)) == (4, [(1, "a"), (2, "b"), (4, "d")])
    engine.dispose()


def test_memberships_and_what_points_to_them_are_kept_when_names_of_then_come_in(empty_database):
    engine = make_engine(empty_database)
    with engine.begin() as connection:
        migrations.upgrade(connection, "0011")
        space, member, membership, consent = (
            Table(n, MetaData(), autoload_with=connection)
            for n in ("space", "member", "membership", "consent")
        )
        told = {"id": 1, "slug": "yard", "name": "Yard", "time_zone": "UTC", "address": ""}
        rules = {"introductions_per_day": 2, "cooling_days": 90, "retention_days": 30}
        rest = {"welcome": "", "is_demo": False, "created_at": NOON}
        connection.execute(space.insert().values(told | rules | rest))
        connection.execute(member.insert().values(id=1, email="a@example.org", created_at=NOON))
        flags = dict.fromkeys(("is_listed", "wants_introductions", "wants_mail"), True)
        row = {"id": 1, "space_id": 1, "member_id": 1, "role": "MEMBER", "starts_on": NOON.date()}
        connection.execute(membership.insert().values(row | flags | {"created_at": NOON}))
        said = {"kind": "LISTED", "is_given": True, "wording": "?", "at": NOON}
        connection.execute(consent.insert().values(membership_id=1, **said))

    with engine.begin() as connection:
        migrations.upgrade(connection)
        kept = connection.execute(text("select left_as, is_off_list from membership")).all()
        migrations.downgrade(connection, "0011")
        left = connection.scalar(text("select count(*) from consent"))

    assert ([tuple(row) for row in kept], left) == ([(None, False)], 1)
    engine.dispose()


def test_what_was_agreed_is_kept_when_no_membership_takes_the_number_of_another(empty_database):
    engine = make_engine(empty_database)
    with engine.begin() as connection:
        migrations.upgrade(connection)
        tables = {
            name: Table(name, MetaData(), autoload_with=connection)
            for name in ("space", "member", "membership", "consent", "invitation")
        }
        told = {"id": 1, "slug": "yard", "name": "Yard", "time_zone": "UTC", "address": ""}
        rules = {"introductions_per_day": 2, "cooling_days": 90, "retention_days": 30}
        rest = {"welcome": "", "is_demo": False, "created_at": NOON}
        connection.execute(tables["space"].insert().values(told | rules | rest))
        people = [{"id": n, "email": f"{n}@example.org", "created_at": NOON} for n in (1, 2)]
        connection.execute(tables["member"].insert(), people)
        flags = dict.fromkeys(("is_listed", "wants_introductions", "wants_mail"), True)
        since = {"starts_on": NOON.date(), "created_at": NOON}
        row = {"space_id": 1, "role": "MEMBER", "reach": 0.2, "left_as": "Ana", **flags, **since}
        connection.execute(tables["membership"].insert(), [row | {"member_id": n} for n in (1, 2)])
        said = {"kind": "LISTED", "is_given": True, "wording": "?", "at": NOON}
        connection.execute(tables["consent"].insert().values(membership_id=1, **said))
        link = {"nonce": "n", "created_at": NOON, "expires_at": NOON}
        connection.execute(tables["invitation"].insert().values(membership_id=2, **link))

    for step in (migrations.downgrade, migrations.upgrade):
        with engine.begin() as connection:
            step(connection, "0015" if step is migrations.downgrade else "0016")
            kept = connection.execute(text("select id, reach, left_as from membership")).all()
            agreed = connection.execute(text("select membership_id, wording from consent")).all()
            asked = connection.execute(text("select membership_id, nonce from invitation")).all()
        assert sorted(kept) == [(1, 0.2, "Ana"), (2, 0.2, "Ana")]
        assert (agreed, asked) == ([(1, "?")], [(2, "n")])
    engine.dispose()
