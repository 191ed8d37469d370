"""The schema's history leads to what the models say, there and back, on both engines."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from app.extensions import make_engine
from models import Base, migrations
from tests.conftest import ENGINES, fresh_postgres


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
