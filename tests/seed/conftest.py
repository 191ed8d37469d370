"""A demo space that was loaded once, to be copied."""

import shutil

import pytest
from sqlalchemy.orm import Session

from app.extensions import make_engine
from app.seed import load
from app.seed.load import Places
from tests import factories
from tests.conftest import NOON
from tests.databases import put


def places_in(folder):
    return Places(
        photos=folder / "photos",
        sign_ins=folder / "demo-sign-ins.txt",
        password_memory_kib=64,
    )


@pytest.fixture
def places(tmp_path):
    """Where a demo of this test keeps its files."""
    return places_in(tmp_path)


@pytest.fixture(scope="session")
def loaded_folder(migrated_sqlite, tmp_path_factory):
    """A folder with a loaded demo space, its database and its files."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(migrated_sqlite, folder / "demo.sqlite3")
    engine = make_engine(f"sqlite:///{folder / 'demo.sqlite3'}")
    with Session(engine) as session, session.begin():
        load.load(session, now=NOON, places=places_in(folder))
    engine.dispose()
    return folder


@pytest.fixture
def demo(loaded_folder, kept_engines, engine_of):
    """A session on a copy of the loaded demo space, for one test."""
    file = loaded_folder / "copy.sqlite3"
    put(loaded_folder / "demo.sqlite3", file, kept_engines)
    with Session(engine_of(f"sqlite:///{file}"), expire_on_commit=False) as session:
        factories.use(session)
        yield session
