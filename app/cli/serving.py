"""The command that serves the space."""

from dataclasses import replace

import click
from flask import Flask
from flask.cli import ScriptInfo, pass_script_info

from app import server
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
    server.serve_forever(app, bind, settings.port)
