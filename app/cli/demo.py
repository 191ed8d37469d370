"""Commands about the demo space."""

import click
from flask import Flask
from flask.cli import AppGroup

demo = AppGroup("demo", help="The demo space.")


def init_app(app: Flask) -> None:
    """Hang the commands into the application."""
    app.cli.add_command(demo)


@demo.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when there are members already.")
def load(*, if_empty: bool) -> None:
    """Load the demo space."""
