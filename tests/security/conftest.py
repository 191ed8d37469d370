"""Walks over all addresses; how the database works is proved elsewhere, so one kind is enough."""

import shutil

import pytest

from tests.security.world import a_world


@pytest.fixture
def database_url(migrated_sqlite, tmp_path):
    """The address of an empty SQLite database."""
    file = tmp_path / "test.sqlite3"
    shutil.copy(migrated_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture
def app(app):
    """The application as people meet it: what breaks is a page, not a traceback."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def world(session):
    """Two spaces and what is in them."""
    return a_world(session)


@pytest.fixture
def as_(world, sign_in):
    """Give a browser in which one person of the world is signed in."""
    return lambda name: sign_in(world.people[name])
