"""The command that serves the space."""

import click
from flask import Flask


def init_app(app: Flask) -> None:
    """Hang the command into the application."""
    app.cli.add_command(serve)


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--bind", default="127.0.0.1", show_default=True, help="Address to listen on.")
def serve(port: int, bind: str) -> None:
    """Serve the space, with the background work beside it."""
    from app.server import serve_forever  # noqa: PLC0415 - gunicorn is not needed by other commands

    serve_forever(bind, port)
