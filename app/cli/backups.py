"""The command that puts all that an installation keeps into one file."""

import os
import sqlite3
import tarfile
import tempfile
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
            _add_database(archive, Path(db.engine.url.database or ""))
        for kept in sorted(settings().data.rglob("*")):
            # A picture may go while this runs.
            with suppress(FileNotFoundError):
                if _belongs(kept, file):
                    archive.add(kept, kept.relative_to(settings().data))
    click.echo(f"All is in {file}. To restore it, unpack it into an empty data folder.")
    if db.engine.dialect.name != "sqlite":
        click.echo("The database is not in it: back that up with its own tool, such as pg_dump.")


@contextmanager
def _new(file: Path) -> Iterator[BinaryIO]:
    """Open a new file for its owner alone; where it cannot be written to its end, none is left."""
    try:
        # It holds what people told in confidence, and the key of the installation.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    except OSError as problem:
        raise _cannot_be_written(file, os.strerror(problem.errno or 0)) from problem
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
    except BaseException as problem:
        file.unlink()  # half a backup looks like a whole one
        if isinstance(problem, OSError | sqlite3.Error):
            raise _cannot_be_written(file, str(problem)) from problem
        raise


def _cannot_be_written(file: Path, why: str) -> click.ClickException:
    return click.ClickException(f"{file} cannot be written: {why}.")


def _add_database(archive: tarfile.TarFile, database: Path) -> None:
    """Add the database as it is at one moment, whoever writes to it meanwhile."""
    with tempfile.TemporaryDirectory(dir=database.parent) as folder:
        copy = Path(folder) / DATABASE
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        archive.add(copy, DATABASE)


def _belongs(kept: Path, file: Path) -> bool:
    """Whether a file of the data folder goes in as it is: no half of a database, no backup."""
    is_database, is_backup = ".sqlite3" in kept.name, kept.name.endswith(".tar.gz")
    return kept.is_file() and not is_database and not is_backup and not kept.samefile(file)
