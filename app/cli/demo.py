"""Commands about the demo space."""

from datetime import UTC, datetime

import click
from flask import Flask
from flask.cli import AppGroup

from app.extensions import db, settings
from app.seed import lessons, refresh
from app.seed.load import Places, Summary, is_empty, is_loaded
from app.seed.load import load as load_demo
from app.services.errors import Refused
from app.services.introductions import introductions
from models import Space

demo = AppGroup("demo", help="The demo space.")


def init_app(app: Flask) -> None:
    """Hang the commands into the application."""
    app.cli.add_command(demo)


@demo.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when there are people already.")
def load(*, if_empty: bool) -> None:
    """Load the demo space, or bring it to today, and print how to sign in."""
    if settings().is_public:
        msg = "The demo space is for trying out; this installation is public."
        raise click.ClickException(msg)
    with db.reading() as session:
        is_there, is_free = is_loaded(session), is_empty(session)
    if if_empty and not is_there and not is_free:
        return
    if is_free:
        click.echo("Filling the demo space with about 150 people ...")
    summary = _loaded()
    for one in summary.sign_ins:
        click.echo(f"  {one.role:<8}{one.email:<40} password: {one.password}")


def _loaded() -> Summary:
    now = datetime.now(UTC)
    places = Places(
        photos=settings().photos,
        sign_ins=settings().demo_sign_ins,
        password_memory_kib=settings().password_memory_kib,
    )
    try:
        with db.transaction() as session:
            summary = load_demo(session, now=now, places=places)
            refresh.refresh(session, now=now)
    except Refused as refused:
        raise click.ClickException(refused.message) from refused
    if summary.is_new:
        with db.transaction() as session:
            lessons.teach(session, now=now)
    with db.transaction() as session:
        for space_id in introductions.due(session, now=now):
            introductions.propose(session, session.get_one(Space, space_id), now=now)
    return summary
