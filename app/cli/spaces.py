"""Commands that set up a real space."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click
from flask import Flask
from flask.cli import AppGroup

from app.extensions import db, settings
from app.services.errors import Refused
from app.services.members import founding, invitations

space = AppGroup("space", help="Spaces and their hosts.")


def init_app(app: Flask) -> None:
    """Hang the commands into the application."""
    app.cli.add_command(space)


@contextmanager
def _saying_why() -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise click.ClickException(refusal.message) from refusal


@space.command()
@click.argument("name")
@click.option("--slug", required=True, help="The short name in addresses, such as harbour-loft.")
@click.option("--time-zone", default="UTC", show_default=True, help="Such as Europe/Lisbon.")
def create(name: str, slug: str, time_zone: str) -> None:
    """Set up a space, with three zones and the usual hours; its host can change them."""
    with _saying_why(), db.transaction() as session:
        founding.found(session, name=name, slug=slug, time_zone=time_zone, now=datetime.now(UTC))
    click.echo(f"{name} is there. Now invite its host:")
    click.echo(f"  .venv/bin/flask --app app space invite-host EMAIL --name NAME --space {slug}")


@space.command("invite-host")
@click.argument("email")
@click.option("--name", required=True, help="What the host is called.")
@click.option("--space", "slug", required=True, help="The slug of the space.")
def invite_host(email: str, name: str, slug: str) -> None:
    """Make somebody a host and print the link with which they come in."""
    now = datetime.now(UTC)
    with _saying_why(), db.transaction() as session:
        membership = founding.appoint(session, slug, email=email, name=name, now=now)
        path = ""
        if membership.joined_at is None:
            invitation = invitations.invite(session, membership, now=now)
            path = invitations.link_path(invitation, key=settings().secret_key)
    if not path:
        click.echo(f"{name} belongs to the space already and is a host of it now.")
        return
    click.echo(f"Give {name} this link. It works once, for {invitations.LASTS.days} days:")
    click.echo(f"  {settings().address}{path}")
