"""The command that puts all that an installation keeps into one file."""

import errno
import fcntl
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click
from flask import Flask
from flask.cli import with_appcontext

from app.extensions import db, settings

DATABASE = "alongside.sqlite3"
OWNER_ALONE = 0o600
PART, COPY = ".alongside-backup.tar.gz", ".alongside-backup.sqlite3"
"""What stands beside a backup while it is written, whatever its own name will be."""


def init_app(app: Flask) -> None:
    """Hang the command into the application."""
    app.cli.add_command(backup)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def backup(file: Path) -> None:
    """Put the database, the pictures and the secret key into FILE, a .tar.gz, while all goes on."""
    with _new(file) as out, tarfile.open(fileobj=out, mode="w:gz") as archive:
        if db.engine.dialect.name == "sqlite":
            _add_database(archive, Path(db.engine.url.database or ""), file.with_name(COPY))
        for kept in sorted(settings().data.rglob("*")):
            # A picture may go while this runs.
            with suppress(FileNotFoundError):
                if _belongs(kept):
                    archive.add(kept, kept.relative_to(settings().data))
    click.echo(f"All is in {file}. To restore it, unpack it into an empty data folder.")
    if db.engine.dialect.name != "sqlite":
        click.echo("The database is not in it: back that up with its own tool, such as pg_dump.")


@contextmanager
def _new(file: Path) -> Iterator[BinaryIO]:
    """Open a new file for its owner alone, which has its name only when all is in it.

    Where it cannot be written to its end, nothing is left; where it was killed before, the next
    backup into that folder removes the half.
    """
    part = file.with_name(PART)
    try:
        _require_missing(file)
        handle = _opened(part)
    except OSError as problem:
        raise _cannot_be_written(file, os.strerror(problem.errno or 0)) from problem
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(handle)
            _require_missing(file)
            part.rename(file)
    except BaseException as problem:
        part.unlink(missing_ok=True)
        if isinstance(problem, OSError | sqlite3.Error):
            raise _cannot_be_written(file, str(problem)) from problem
        raise


def _require_missing(file: Path) -> None:
    if os.path.lexists(file):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _opened(part: Path) -> int:
    """Make this file and hold it; one that nobody holds is what a killed backup has left."""
    with suppress(FileNotFoundError):
        left = os.open(part, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            fcntl.flock(left, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink()
        finally:
            os.close(left)
    handle = _made(part)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if not os.path.samestat(os.fstat(handle), part.stat()):  # another took it for what was left
        raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))
    return handle


def _made(file: Path) -> int:
    # It holds what people told in confidence, and the key of the installation.
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)


def _cannot_be_written(file: Path, why: str) -> click.ClickException:
    if why == os.strerror(errno.EWOULDBLOCK):
        why = "another backup is being written beside it"
    return click.ClickException(f"{file} cannot be written: {why}.")


def _add_database(archive: tarfile.TarFile, database: Path, copy: Path) -> None:
    """Add the database as it is at one moment, whoever writes to it meanwhile."""
    # What a killed backup has left: SQLite would put the half in a log into the new copy.
    for left in (copy, copy.with_name(f"{COPY}-journal")):
        left.unlink(missing_ok=True)
    os.close(_made(copy))
    try:
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        archive.add(copy, DATABASE)
    finally:
        copy.unlink()


def _belongs(kept: Path) -> bool:
    """Whether a file of the data folder goes in as it is: no half of a database, no backup."""
    is_database, is_backup = ".sqlite3" in kept.name, kept.name.endswith(".tar.gz")
    return kept.is_file() and not is_database and not is_backup
