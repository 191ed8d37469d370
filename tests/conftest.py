"""Both databases, a signed-in browser, a counter of queries."""

import functools
import os
from contextlib import contextmanager
from datetime import UTC, datetime

import hypothesis
import pytest
from playwright.sync_api import sync_playwright
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import db, limiter, make_engine
from app.views import people_in
from config import Settings
from models import Base
from tests import browsing, factories, kept_templates, signing_in
from tests.databases import fresh_postgres, migrate, put
from tests.gathering import (  # noqa: F401 - pytest finds what it calls here
    pytest_collect_file,
    pytest_collection_finish,
    pytest_collection_modifyitems,
    pytest_terminal_summary,
)

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
"""A Tuesday; every test that needs a clock is handed this one."""

# Tests never time anything, so neither does Hypothesis.
hypothesis.settings.register_profile("untimed", deadline=None, derandomize=True, max_examples=60)
hypothesis.settings.load_profile("untimed")

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory):
    """An SQLite file with the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite3"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def kept_engines():
    """Engines that outlive a test: compiling all statements anew takes half of a test's time."""
    engines = []
    yield engines
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="session")
def empty_sqlite(migrated_sqlite, kept_engines):
    """Put an empty SQLite database in the place of the last one and give its address."""
    file = migrated_sqlite.with_name("test.sqlite3")

    def empty():
        put(migrated_sqlite, file, kept_engines)
        return f"sqlite:///{file}"

    return empty


@pytest.fixture(scope="session")
def migrated_postgresql():
    """The address of a PostgreSQL database with the newest schema."""
    with fresh_postgres() as url:
        migrate(url)
        yield url


@pytest.fixture(scope="session")
def empty_postgresql(migrated_postgresql):
    """Empty the PostgreSQL database and give its address, again and again."""
    # Deleting is many times faster than truncating, so little is in the tables; and all of it
    # in one message over one connection is many times faster than table by table.
    statements = [str(table.delete()) for table in reversed(Base.metadata.sorted_tables)]
    statements.append("select setval(seqrelid, 1, false) from pg_sequence")
    emptying = "; ".join(["begin", *statements, "commit"])
    engine = create_engine(migrated_postgresql, isolation_level="AUTOCOMMIT")
    connection = engine.raw_connection()

    def empty():
        connection.cursor().execute(emptying)
        return migrated_postgresql

    yield empty
    connection.close()
    engine.dispose()


@pytest.fixture(params=ENGINES)
def database_url(request):
    """The address of an empty database of each kind; what is committed stays for this test."""
    return request.getfixturevalue(f"empty_{request.param}")()


@pytest.fixture
def settings(database_url, tmp_path):
    """The settings of an installation for one test."""
    return Settings(
        data=tmp_path,
        database_url=database_url,
        secret_key="not-a-secret",
        password_memory_kib=64,
        scheduler=False,
    )


@pytest.fixture(scope="session", autouse=True)
def _templates(tmp_path_factory):
    """All processes of a run keep what they have compiled of the templates in one folder."""
    own = tmp_path_factory.getbasetemp()
    of_all = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    kept_templates.keep_in(of_all / "templates")


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The application, made once: making it and its templates takes longer than most tests."""
    app = create_app(
        Settings(
            data=tmp_path_factory.mktemp("built"),
            database_url="sqlite://",
            secret_key="not-a-secret",
            scheduler=False,
        )
    )
    app.testing = True
    return app


@pytest.fixture(scope="session")
def open_on(built, kept_engines):
    """Let the application work on a database, with the engine of the tests before."""
    databases = {}

    def open_on(settings):
        if settings.database not in databases:
            db.open(built, settings)
            databases[settings.database] = built.extensions["database"]
            kept_engines.append(built.extensions["database"][0])
        built.extensions["database"] = databases[settings.database]

    return open_on


@pytest.fixture
def app(built, settings, open_on):
    """The application on the test's database, remembering nothing of other tests."""
    usual = dict(built.config)
    built.config["SETTINGS"] = settings
    open_on(settings)
    people_in.forget()
    with built.app_context():
        limiter.reset()
    yield built
    built.config.clear()
    built.config.update(usual)


@pytest.fixture(scope="session")
def engine_of(kept_engines):
    """Give the engine of the tests for an address; the application has one of its own."""

    @functools.cache
    def engine_of(url):
        kept_engines.append(make_engine(url))
        return kept_engines[-1]

    return engine_of


@pytest.fixture
def session(database_url, engine_of):
    """A session for arranging and asserting; the factories use it."""
    with Session(engine_of(database_url), expire_on_commit=False) as session:
        factories.use(session)
        yield session


@pytest.fixture
def client(app):
    """A browser that is not signed in."""
    return signing_in.Browser(app)


@pytest.fixture
def sign_in(app, session):
    """Give a browser in which this member is signed in."""
    return lambda member: signing_in.Browser(app).signed_in_as(session, member)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of a process; each takes windows of its own."""
    if browsing.CHROMIUM is None:
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browsing.CHROMIUM, args=browsing.FLAGS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def count_queries(app):
    """Count the statements that the application sends while the block runs."""

    @contextmanager
    def counting():
        statements = []

        def note(_connection, _cursor, statement, *_rest):
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT")):
                statements.append(statement)

        engine = app.extensions["database"][0]
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def now():
    """Noon on a Tuesday."""
    return NOON
