"""Commands about the database's schema."""

import click
from flask import Flask
from flask.cli import with_appcontext

from app.extensions import db, settings
from app.services import photos
from app.services.members import erasure, tombstones
from models import migrations


def init_app(app: Flask) -> None:
    """Hang the commands into the application."""
    app.cli.add_command(migrate)
    app.cli.add_command(write_migration)


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database up to date."""
    with db.engine.begin() as connection:
        migrations.upgrade(connection)
    click.echo("The database is up to date.")
    _keep_away()


def _keep_away() -> None:
    """Delete whom a restored backup has brought back."""
    with db.transaction() as session:
        stems = tombstones.erase_again(session, settings().data)
    for stem in stems:
        photos.remove_files(settings().photos, stem)
    if stems:
        erasure.settle(db.engine)
        click.echo(f"Deleted again, as they had wished before: {len(stems)}.")


@click.command("write-migration", hidden=True)
@click.argument("message")
def write_migration(message: str) -> None:
    """Write a migration from what the models have and the database lacks."""
    with db.engine.begin() as connection:
        migrations.write(connection, message)
