"""The command that serves the space."""

import click
from flask import Flask
from flask.cli import ScriptInfo, pass_script_info

from app import server


def init_app(app: Flask) -> None:
    """Hang the command into the application."""
    app.cli.add_command(serve)


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--bind", default="127.0.0.1", show_default=True, help="Address to listen on.")
@pass_script_info
def serve(info: ScriptInfo, port: int, bind: str) -> None:
    """Serve the space, with the background work beside it."""
    click.echo(f"Alongside is on http://{bind}:{port}  (Ctrl+C ends it)")
    server.serve_forever(info.load_app(), bind, port)
