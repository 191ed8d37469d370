"""A backup is taken while people use the space, and what is unpacked from it is the same space."""

import fcntl
import resource
import secrets
import shutil
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.cli import backups
from app.extensions import make_engine
from app.services.members import tombstones
from models import Member, Profile
from tests import commands, processes
from tests.commands import Command
from tests.factories import a_member_of, a_space
from tests.signing_in import PASSWORD, with_password

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def kept(session, settings):
    """Somebody, a picture, and another host who is about to write something down."""
    a_member_of(a_space(), "Ana")
    session.commit()
    settings.photos.mkdir(parents=True, exist_ok=True)
    (settings.photos / "ana-64.webp").write_bytes(b"a face")
    (settings.data / "secret-key").write_text("a key")


@SQLITE
def test_what_is_unpacked_into_an_empty_folder_is_the_same_space(
    session, settings, kept, run, tmp_path
):
    file, folder = tmp_path / "backup.tar.gz", tmp_path / "restored"
    a_member_of(a_space(slug="half"), "Half written")

    code, said = run("backup", str(file))
    session.rollback()
    folder.mkdir()
    subprocess.run([shutil.which("tar"), "-xf", file, "-C", folder], check=True)  # as it is told

    assert (code, "unpack it" in said, file.stat().st_mode & 0o777) == (0, True, 0o600)
    assert (folder / "photos/ana-64.webp").read_bytes() == b"a face"
    assert (folder / "secret-key").read_text() == "a key"
    told = commands.environment(folder, "")
    assert "up to date" in Command("migrate", told=told).finished()
    engine = make_engine(f"sqlite:///{folder}/alongside.sqlite3")
    with closing(Session(engine)) as restored:
        assert len(restored.scalars(select(Member.id)).all()) == 1
    engine.dispose()


@SQLITE
def test_a_backup_that_is_there_is_not_written_over(kept, run, tmp_path):
    (tmp_path / "backup.tar.gz").write_bytes(b"yesterday's")

    code, said = run("backup", str(tmp_path / "backup.tar.gz"))

    assert (code, "File exists" in said) == (1, True)
    assert (tmp_path / "backup.tar.gz").read_bytes() == b"yesterday's"


def _room_for_little():
    """Let no file grow beyond what a full disk would have taken."""
    # Python would keep the first part of a module that it compiles, and never start again.
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, resource.RLIM_INFINITY))


@SQLITE
def test_a_full_disk_leaves_no_half_of_a_backup(settings, kept, tmp_path):
    (settings.photos / "bo-64.webp").write_bytes(secrets.token_bytes(50_000))
    told = commands.environment(settings.data, settings.database)

    command = Command("backup", str(tmp_path / "b.tar.gz"), told=told, first=_room_for_little)

    assert processes.ended(command.process) == 1
    assert command.said.startswith(f"Error: {tmp_path / 'b.tar.gz'} cannot be written: ")
    assert command.said.count("\n") == 1
    assert not (tmp_path / "b.tar.gz").exists()


@SQLITE
def test_what_a_killed_backup_has_left_is_removed_by_the_next(settings, kept, run, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    # Random bytes take the longest to be packed.
    (settings.photos / "bo-64.webp").write_bytes(secrets.token_bytes(80_000_000))
    told = commands.environment(settings.data, settings.database)
    command = Command("backup", str(folder / "monday.tar.gz"), told=told)
    while not (folder / backups.PART).exists():
        assert command.process.is_alive(), command.said
    command.process.kill()
    processes.ended(command.process)
    # However far it had come, all that it may leave is there.
    names = {backups.PART, backups.COPY, f"{backups.COPY}-journal"}
    for name in names:
        (folder / name).touch()
    (settings.photos / "bo-64.webp").unlink()
    left = {one.name for one in folder.iterdir()}

    code, _ = run("backup", str(folder / "tuesday.tar.gz"))

    assert left == names
    assert (code, [one.name for one in folder.iterdir()]) == (0, ["tuesday.tar.gz"])
    with tarfile.open(folder / "tuesday.tar.gz") as archive:
        assert "alongside.sqlite3" in archive.getnames()


@SQLITE
def test_two_backups_into_one_folder_do_not_take_each_other_s_halves(kept, run, tmp_path):
    part = tmp_path / backups.PART
    with part.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code, said = run("backup", str(tmp_path / "backup.tar.gz"))

    assert (code, "another backup is being written beside it" in said) == (1, True)
    assert (part.exists(), (tmp_path / "backup.tar.gz").exists()) == (True, False)


@SQLITE
def test_half_a_backup_is_written_where_no_link_leads_elsewhere(kept, run, tmp_path):
    (tmp_path / backups.PART).symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(b"somebody's")

    code, _ = run("backup", str(tmp_path / "backup.tar.gz"))

    assert (code, (tmp_path / "elsewhere").read_bytes()) == (1, b"somebody's")


@SQLITE
def test_a_backup_within_the_data_folder_holds_no_backup(settings, kept, run):
    (settings.data / "older.tar.gz").write_bytes(b"yesterday's")
    code, _ = run("backup", str(settings.data / "backup.tar.gz"))

    with tarfile.open(settings.data / "backup.tar.gz") as archive:
        names = archive.getnames()
    assert code == 0
    assert sorted(names) == ["alongside.sqlite3", "photos/ana-64.webp", "secret-key"]


@POSTGRESQL
def test_with_a_database_elsewhere_it_says_what_is_missing(kept, run, tmp_path):
    code, said = run("backup", str(tmp_path / "backup.tar.gz"))

    with tarfile.open(tmp_path / "backup.tar.gz") as archive:
        names = archive.getnames()
    assert (code, "pg_dump" in said) == (0, True)
    assert "alongside.sqlite3" not in names


def test_who_deletes_themselves_stays_away_though_a_backup_brings_them_back(
    session, settings, sign_in, run
):
    space = a_space()
    told = {"photo": "stem"}
    ana, bo = with_password(a_member_of(space, profile=told)), a_member_of(space, "Bo")
    session.commit()
    row = session.execute(select(Member.__table__).where(Member.id == ana.id)).one()
    profile = session.execute(select(Profile.__table__).where(Profile.member_id == ana.id)).one()
    session.commit()
    gone = sign_in(ana).submit("/privacy/erase", _from="/privacy/erase", password=PASSWORD)
    kept = (settings.data / tombstones.FILE).read_text()

    # What a backup from before would hold, and a newcomer who was given the number of another.
    session.execute(insert(Member.__table__).values(row._asdict()))
    session.execute(insert(Profile.__table__).values(profile._asdict()))
    tombstones.note(settings.data, tombstones.mark_of(session, bo.id))
    bo.created_at += timedelta(microseconds=1)
    session.commit()
    settings.photos.mkdir(exist_ok=True)
    (settings.photos / "stem-64.webp").write_bytes(b"a face")
    first, second = run("migrate"), run("migrate")

    assert (gone.status_code, len(kept.split()), "example" in kept) == (302, 1, False)
    assert (first[0], "Deleted again" in first[1], "Deleted again" in second[1]) == (0, True, False)
    assert session.scalars(select(Member.id)).all() == [bo.id]
    assert list(settings.photos.iterdir()) == []
