"""Commands about the database's schema."""

import click
from flask import Flask

from app.extensions import db
from models import migrations


def init_app(app: Flask) -> None:
    """Hang the commands into the application."""
    app.cli.add_command(migrate)
    app.cli.add_command(write_migration)


@click.command()
def migrate() -> None:
    """Bring the database up to date."""
    with db.engine.begin() as connection:
        migrations.upgrade(connection)
    click.echo("The database is up to date.")


@click.command("write-migration", hidden=True)
@click.argument("message")
def write_migration(message: str) -> None:
    """Write a migration from what the models have and the database lacks."""
    with db.engine.begin() as connection:
        migrations.write(connection, message)
