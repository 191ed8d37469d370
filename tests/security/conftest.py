"""Walks over all addresses; how the database works is proved elsewhere, so one kind is enough."""

import pytest

from tests.security.world import a_world


@pytest.fixture
def database_url(empty_sqlite):
    """The address of an empty SQLite database."""
    return empty_sqlite()


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
