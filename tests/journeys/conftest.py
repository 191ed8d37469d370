"""A real server, a real mail server, a real browser."""

import re
import socket
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.extensions import make_engine
from models import migrations
from tests import browsing, commands, factories, mail_server, processes, reading
from tests.commands import Command


@dataclass
class Yard:
    """A running installation: its address, its database, its mail."""

    address: str
    database_url: str
    data: Path
    postbox: mail_server.Postbox

    @contextmanager
    def rows(self):
        """Open a session in which the factories work; commits at the end."""
        engine = make_engine(self.database_url)
        with Session(engine, expire_on_commit=False) as session:
            factories.use(session)
            yield session
            session.commit()
        engine.dispose()

    def flask(self, *command):
        """Run a command of the installation and give what it printed."""
        port = {"ALONGSIDE_PORT": self.address.rpartition(":")[2]}
        told = commands.environment(self.data, self.database_url) | port
        return Command(*command, told=told).finished()

    def letter_to(self, email, *, about):
        """Wait for a letter, as a person does."""

        def look():
            fitting = (
                letter
                for letter in self.postbox.letters
                if email in letter["To"] and about in letter["Subject"]
            )
            return next(fitting, None)

        letter = processes.awaited(look)
        assert letter is not None, [(one["To"], one["Subject"]) for one in self.postbox.letters]
        return reading.plain(letter)

    def link_in(self, text):
        """Give the path of the first link in a letter, which leads to where this is served."""
        return re.search(rf"{re.escape(self.address)}(/\S+)", text).group(1)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(address, server):
    def look():
        assert server.process.is_alive(), server.said
        try:
            with urllib.request.urlopen(f"{address}/health"):
                return address
        except (urllib.error.URLError, ConnectionError):
            return None

    assert processes.awaited(look) == address


@contextmanager
def serving(data, database_url, postbox, smtp_url):
    """Serve an installation in a process of its own."""
    engine = make_engine(database_url)
    with engine.begin() as connection:
        migrations.upgrade(connection)
    engine.dispose()
    port = _free_port()
    told = commands.environment(data, database_url, smtp_url)
    server = Command("serve", "--port", str(port), told=told)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_ready(address, server)
        yield Yard(address, database_url, data, postbox)
    finally:
        server.process.terminate()
        processes.ended(server.process)


@pytest.fixture
def yard(tmp_path, database_url):
    """An empty installation, served."""
    with (
        mail_server.running() as (postbox, smtp_url),
        serving(tmp_path, database_url, postbox, smtp_url) as running,
    ):
        yield running


@pytest.fixture
def person(browser, yard):
    """Give people, each with a browser of their own; at the end none may have seen a fault."""
    people = []

    def somebody(**options):
        people.append(browsing.Person(browser, yard.address, **options))
        return people[-1]

    yield somebody
    for one in people:
        one.close()
