"""The command that serves the space."""

from dataclasses import replace

import click
from flask import Flask
from flask.cli import ScriptInfo, pass_script_info
from sqlalchemy.exc import DBAPIError

from app import server
from app.extensions import db
from app.services import health
from app.services.errors import Refused
from app.services.members import founding
from config import Settings


def init_app(app: Flask) -> None:
    """Hang the command into the application."""
    app.cli.add_command(serve)


@click.command()
@click.option("--port", type=int, help="Port to listen on; ALONGSIDE_PORT, or 8000, if not given.")
@click.option("--bind", default="127.0.0.1", show_default=True, help="Address to listen on.")
@pass_script_info
def serve(info: ScriptInfo, port: int | None, bind: str) -> None:
    """Serve the space, with the background work beside it."""
    app = info.load_app()
    settings: Settings = app.config["SETTINGS"]
    if port is not None:
        # Letters that go out from here lead back here.
        app.config["SETTINGS"] = settings = replace(settings, port=port)
    click.echo(f"Alongside is on http://{bind}:{settings.port}  (Ctrl+C ends it)")
    for line in first_steps(app):
        click.echo(line)
    server.serve_forever(app, bind, settings.port)


def first_steps(app: Flask) -> list[str]:
    """Say what has to be done before anybody can come in; nothing, once there is a space."""
    with app.app_context(), db.reading() as session:
        try:
            health.require_ready(session)
        except (Refused, DBAPIError):
            return ["The database is not up to date. First:", "  .venv/bin/flask --app app migrate"]
        if founding.has_begun(session):
            return []
    return [
        "There is no space yet. Set one up, or look around in a demo:",
        '  .venv/bin/flask --app app space create "Harbour Yard" --slug harbour-yard',
        "  .venv/bin/flask --app app demo load",
    ]
