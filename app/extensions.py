"""The pieces that outlive a request: the database, who is signed in, attempt limits."""

import ipaddress
import sqlite3
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, session
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from jinja2 import Environment
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.routing import Map

from app import attempts  # noqa: F401 - see `limiter`
from app.kept import RequestSession
from app.services import tokens
from app.watch import Watch
from config import Settings
from models import local_day

PATIENCE_MS = 60_000
"""So long somebody who writes to SQLite waits for their turn; a full room takes its time."""
IN_MEMORY = frozenset({"sqlite://", "sqlite:///:memory:"})
HALF_IN = "half signed in"
READS_ONLY = frozenset({"GET", "HEAD", "OPTIONS"})
DatabaseError = DBAPIError
_CAME_BETWEEN = frozenset({"23503", "40001", "40P01"})
"""PostgreSQL: what is pointed to was just deleted; or two have waited for each other."""


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions are begun by `_begin_sqlite`, not by the driver.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {PATIENCE_MS}",
        "foreign_keys = on",
        "journal_mode = wal",
        "secure_delete = on",  # what a person erases is overwritten, not only forgotten
    ):
        connection.execute(f"PRAGMA {pragma}")
    local_day.teach_sqlite(connection)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later fails when somebody else wrote
    # in between; taking the write lock at the start makes it wait its turn instead.
    options = connection.get_execution_options()
    if options.get("reads_only", False):
        connection.exec_driver_sql("BEGIN")
    elif options.get("in_passing", False):
        _begin_at_once(connection)
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_at_once(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE_MS}")


def _pool(url: str) -> dict[str, Any]:
    if url in IN_MEMORY:
        return {}
    # Each thread takes two connections at times. If all waited for their second, none would go on.
    return {"max_overflow": -1, "pool_pre_ping": not url.startswith("sqlite")}


def _forget_values(context: ExceptionContext) -> None:
    # PostgreSQL tells in further lines which row it was, with everything that stands in it.
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args and isinstance(error.args[0], str):
            error.args = (error.args[0].partition("\nDETAIL:")[0], *error.args[1:])


def came_between(error: DBAPIError) -> bool:
    """Whether others were in the way at this very moment: sent once more, it may well be done."""
    return getattr(error.orig, "sqlstate", None) in _CAME_BETWEEN


def make_engine(url: str) -> Engine:
    """Open the database at this address, with the habits each engine needs."""
    # An error names its statement, never the values: they are people's, and some are secret.
    engine = create_engine(url, hide_parameters=True, **_pool(url))
    event.listen(engine, "handle_error", _forget_values)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


class Database:
    """One engine and the sessions on it: one a request, one a job, one a command."""

    def init_app(self, app: Flask, settings: Settings) -> None:
        """Open the database and close each request's session when it ends."""
        self.open(app, settings)
        app.teardown_appcontext(self._close)

    @staticmethod
    def open(app: Flask, settings: Settings) -> None:
        """Let the app work on this database from now on."""
        engine = make_engine(settings.database)
        app.extensions["database"] = (
            engine,
            sessionmaker(engine, class_=RequestSession, expire_on_commit=False),
            sessionmaker(engine.execution_options(reads_only=True), expire_on_commit=False),
            Watch(engine),
        )

    @property
    def engine(self) -> Engine:
        """The engine of the app at hand."""
        engine: Engine = current_app.extensions["database"][0]
        return engine

    @property
    def session(self) -> Session:
        """The session of the request or command at hand; a page that is only read takes no lock."""
        if "session" not in g:
            reads = has_request_context() and request.method in READS_ONLY
            g.session = self._session(reads_only=reads)
        session: Session = g.session
        return session

    @property
    def version(self) -> Hashable:
        """A mark of all that was committed when this request began, by whomever.

        What was read from the rows of one version is still true when it is asked for again
        at the same version. Rows that were read first may be older: then it is like no other.
        """
        if "version" not in g:
            watch: Watch = current_app.extensions["database"][3]
            g.version = object() if "session" in g else watch.version()
        version: Hashable = g.version
        return version

    def release(self) -> None:
        """Let others write while something slow is done; what was read stays as it is."""
        Session.commit(self.session)  # it is not `kept`

    def _session(self, *, reads_only: bool) -> Session:
        session: Session = current_app.extensions["database"][2 if reads_only else 1]()
        return session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a session of its own, commit at the end, undo everything on an error."""
        with self._session(reads_only=False) as session, session.begin():
            yield session

    @contextmanager
    def in_passing(self) -> Iterator[Session]:
        """Open such a session too, but wait for nobody who writes to SQLite: then it fails."""
        engine = self.engine.execution_options(in_passing=True)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session of its own that takes no lock."""
        with self._session(reads_only=True) as session:
            yield session

    def _close(self, _error: BaseException | None) -> None:
        session: Session | None = g.pop("session", None)
        if session is not None:
            session.close()


def settings() -> Settings:
    """Give the settings of the app at hand."""
    told: Settings = current_app.config["SETTINGS"]
    return told


def templates() -> Environment:
    """Give the templates without what every page is told about who is looking."""
    return current_app.jinja_env


def view_at_hand() -> object:
    """Give the view that the request asks for, or None where there is none."""
    return current_app.view_functions.get(request.endpoint or "")


def pages() -> Map:
    """Give the addresses that the app at hand knows."""
    return current_app.url_map


def guard_of(endpoint: str) -> str | None:
    """Tell who may see a page, as its guard in `auth` says it; None where nobody is asked."""
    return getattr(current_app.view_functions.get(endpoint), "access", None)


def network() -> str:
    """Tell where the request comes from: an address, of IPv6 the /64 that one customer has.

    What a client says of itself in X-Forwarded-For counts only behind as many
    proxies as the settings name.
    """
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


@dataclass(frozen=True, slots=True)
class HalfSignedIn:
    """Somebody who has shown the password and not yet the code, as their cookie says."""

    member_id: int
    mark: str
    """Of the password that was shown."""
    until: int


def half_signed_in() -> HalfSignedIn | None:
    """Give who stands between the password and the code in this browser."""
    waiting = session.get(HALF_IN)
    return HalfSignedIn(*waiting) if waiting else None


def device() -> str:
    """Tell signed-in devices apart; all strangers of one network are one."""
    token = session.get("_user_id")
    return tokens.hashed(token) if isinstance(token, str) else network()


db = Database()
login_manager = LoginManager()
csrf = CSRFProtect()
# Where tries are counted; `limits` says which, of whom, and when, so it looks at no request.
# Counted in memory, that is in `SweptMemory`, which is registered by being imported.
limiter = Limiter(device, headers_enabled=False, strategy="sliding-window-counter")
